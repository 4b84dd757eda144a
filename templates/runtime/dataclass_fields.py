"""`dataclasses.Field` for each field of a model class."""

# pyright: reportPrivateUsage=false
from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any, Optional

from .model_fields import fields_of
from .omit import Omit, omit

if TYPE_CHECKING:
    from .model import Model
    from .wire import Field


@dataclasses.dataclass(init=False, eq=False, kw_only=True)
class _Decorated:
    """A class with the options of every generated one; `repr` says that it shows its fields."""


PARAMS: Any = vars(_Decorated)["__dataclass_params__"]


_FIELDS = "_dataclass_fields"
"""Where a class keeps its fields; the name that the standard library uses is a descriptor."""


class LazyField(dataclasses.Field[Any]):
    """A field whose type is made when it is read: that imports the modules it names."""

    __slots__ = ()

    if not TYPE_CHECKING:

        @property
        def type(self) -> Any:
            """The type of the field."""
            held = _type.__get__(self)
            if isinstance(held, _Unresolved):
                held = held.resolved()
                _type.__set__(self, held)
            return held


_type: Any = vars(dataclasses.Field)["type"]


class _Unresolved:
    """The type of a field, until somebody asks."""

    def __init__(self, field: Field) -> None:
        self._field = field

    def resolved(self) -> Any:
        return field_hint(self._field)


def class_fields(cls: type[Model]) -> dict[str, dataclasses.Field[Any]]:
    """The fields of a class by name; one that may be left out has the default `omit`."""
    found: dict[str, dataclasses.Field[Any]] | None = vars(cls).get(_FIELDS)
    if found is None:
        found = {name: _made(name, field) for name, field in fields_of(cls).items()}
        setattr(cls, _FIELDS, found)
    return found


def object_fields(model: Model) -> dict[str, dataclasses.Field[Any]]:
    """The fields that an object has, those that its type does not know among them."""
    from .model_dump import extra, fields_set

    given = fields_set(model)
    found = {n: f for n, f in class_fields(type(model)).items() if n in given}
    return found | {name: _extra_field(name) for name in extra(model)}


def _made(name: str, field: Field) -> dataclasses.Field[Any]:
    made: Any = dataclasses.field(
        default=default_of(field),
        kw_only=True,
        metadata={} if field.wire == name else {"wire": field.wire},
    )
    return _named(made, name, _Unresolved(field))


def required(field: Field) -> bool:
    """Whether a field must be given."""
    return not field.optional


def default_of(field: Field) -> Any:
    """What a field is where it is not given: MISSING, `omit`, or a default of a class by hand."""
    if required(field):
        return dataclasses.MISSING
    return omit if isinstance(field.default, Omit) else field.default()


def _extra_field(name: str) -> dataclasses.Field[Any]:
    return _named(dataclasses.field(default=omit, kw_only=True), name, Any)


def _named(made: Any, name: str, type_: Any) -> dataclasses.Field[Any]:
    made.name = name
    made.type = type_
    made._field_type = vars(dataclasses)["_FIELD"]
    made.__class__ = LazyField
    field: dataclasses.Field[Any] = made
    return field


def type_hints(cls: type[Model]) -> dict[str, Any]:
    """The type of each field by Python name, as real objects, importing what they need.

    `typing.get_type_hints` says the same. Fields that can be absent or null are optional.
    """
    return {name: field_hint(field) for name, field in fields_of(cls).items()}


def field_hint(field: Field) -> Any:
    """The type of one field."""
    hint = field.spec.hint()
    may_be_absent = field.optional and isinstance(field.default, Omit)
    return Optional[hint] if may_be_absent else hint  # noqa: UP045
