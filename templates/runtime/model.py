"""`Model`: the base of every generated dataclass.

A model keeps the JSON object it came from and decodes a field when it is first read. So what was
not touched is written back exactly as it arrived, and nobody pays for fields nobody reads.
"""

# pyright: reportPrivateUsage=false
from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from .attributes import Attributes, attributes
from .decode_error import DecodeError
from .encoding import encode
from .lazy_dataclass import LazyFields, LazyParams, LazySignature
from .model_fields import fields_of, fill, repeatable
from .omit import omit
# with pydantic_compat
from .pydantic_compat import SHADOWABLE_NAMES, PydanticNames
# end pydantic_compat
from .value_kinds import is_mapping

if TYPE_CHECKING:
    import dataclasses

    from typing_extensions import Self, dataclass_transform

    from .wire import Field, Spec
else:

    def dataclass_transform(**_options):
        """Nothing at run time."""
        return lambda cls: cls


@dataclass_transform(kw_only_default=True, eq_default=False)
class Model(
    # with pydantic_compat
    PydanticNames,
    # end pydantic_compat
    Attributes,
):
    """A JSON object with typed fields.

    An absent field and a null one both read as `None`; `to_dict` tells them apart. A field the
    type does not know reads as an attribute too, undecoded. Two models are equal when they are
    of one class and say the same on the wire; a dict is equal when it says that too.
    """

    __slots__ = ("_data", "_kept", "_request_id")

    if TYPE_CHECKING:
        # Not at run time: `typing.get_type_hints` takes all annotations for fields.
        __dataclass_fields__: ClassVar[dict[str, dataclasses.Field[Any]]]
        __signature__: ClassVar[LazySignature]
        _wire: ClassVar[Mapping[str, Spec | Field]]
        """Python name of each field, and how its JSON is read."""
        _fields: ClassVar[dict[str, Field]]
        """`_wire` made ready, when the class is first used."""
        _index: ClassVar[Spec | None]
        """What further keys hold, where the type allows any."""
        _local: ClassVar[frozenset[str]]
        """Fields that are the caller's own: they are never written."""
        _alias: ClassVar[str]
        """The name by which the class was asked for, where that is not its own."""
        _data: dict[str, Any]
        """The JSON object as it arrived; it may be shared, and is not changed."""
        _kept: dict[str, Any] | None
        """Fields that were decoded or assigned, by Python name; see `model_fields`."""
        _request_id: str | None
    else:
        __dataclass_fields__ = LazyFields()
        __dataclass_params__ = LazyParams()
        __signature__ = LazySignature()
        _wire = {}
        _fields = {}
        _index = None
        _local = frozenset()
        _alias = ""

    def __init__(self, /, **values: Any) -> None:
        self._kept = None
        fill(self, values)

    @classmethod
    def from_dict(
        cls,
        data: Mapping[str, Any],
        *,
        strict: bool = False,
        forbid_unknown: bool = False,
    ) -> Self:
        """An instance that reads ``data``, a decoded JSON object.

        Whatever the API may add is kept and readable. With ``strict`` a field that is not of its
        type raises `DecodeError` with the JSON path, with ``forbid_unknown`` a field that the
        type does not know too.
        """
        if strict or forbid_unknown:
            from .strict_checks import check_whole

            check_whole(cls, data, forbid_unknown=forbid_unknown)
        whole: Any = data
        if not is_mapping(whole):
            raise DecodeError(f"expected an object, got {type(data).__name__}")
        model: Self = wrap(cls, dict(data))
        return model

    def to_dict(
        self,
        *,
        use_api_names: bool = True,
        exclude_unset: bool = True,
        exclude_none: bool = False,
        **how: Any,
    ) -> dict[str, Any]:
        """The JSON object: as it arrived, with later assignments laid over it.

        With ``use_api_names`` off the keys are Python's names, with ``exclude_unset`` off absent
        fields are null, with ``exclude_none`` null ones are left out. ``how`` are the options of
        `model_dump.dump`.
        """
        if use_api_names and exclude_unset and not exclude_none and not how:
            result: dict[str, Any] = encode(self)
            return result
        from .model_dump import dump

        return dump(
            self,
            by_alias=use_api_names,
            exclude_unset=exclude_unset,
            exclude_none=exclude_none,
            **how,
        )

    def to_json(self, *, indent: int | None = 2, **how: Any) -> str:
        """`to_dict` as JSON text."""
        from .model_dump import json_text

        return json_text(self.to_dict(**how), indent)

    if not TYPE_CHECKING:

        def __getattr__(self, name: str) -> Any:
            # Runs when there is no property: the name is no field, or one nobody knew of.
            if name[:1] != "_" and name in self._data:
                return self._data[name]
            if name in _EMPTY_SLOTS:
                return _first_value(self, name)
            raise AttributeError(
                f"{type(self).__name__!r} object has no attribute {name!r}"
            )

        @property
        def __dict__(self) -> dict[str, Any]:
            """What `vars` gives: a new dict of the fields that there are and what was set."""
            return dict(_present(self)) | attributes(self)

    def __repr__(self) -> str:
        shown = ", ".join(f"{name}={value!r}" for name, value in _present(self))
        return f"{shown_name(type(self))}({shown})"

    def __rich_repr__(self) -> Iterable[tuple[str, Any]]:
        return _present(self)

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:
        from .model_dump import pretty

        pretty(self, printer, cycle)

    def __eq__(self, other: object) -> bool:
        if type(other) is not type(self) and type(other) is not dict:
            return NotImplemented
        return bool(encode(self) == encode(other))

    __hash__ = None  # type: ignore[assignment]

    def __reduce__(self) -> tuple[Any, ...]:
        state = (self._data, assigned(self), self._request_id, attributes(self))
        return restore, (type(self), *state)

    def __replace__(self, /, **changes: Any) -> Self:
        """For `copy.replace`."""
        from .model_dump import copied

        other: Self = copied(self, changes, deep=False)
        return other

    def _encoded(self, inner: Callable[[Any], Any]) -> dict[str, Any]:
        result = {
            key: inner(value) for key, value in self._data.items() if value is not omit
        }
        fields = fields_of(type(self))
        for name, value in assigned(self).items():
            if name not in self._local:
                _put(result, fields[name].wire, value, inner)
        for name, value in attributes(self).items():
            if name[:1] != "_" and name not in self._local:
                _put(result, name, value, inner)
        return result


def _printed() -> None:
    """What `pprint` looks for in a class: the `__repr__` that dataclasses make."""


_printed.__qualname__ = "__create_fn__.<locals>.__repr__"
vars(Model)["__repr__"].__wrapped__ = _printed

_EMPTY_SLOTS: Mapping[str, Callable[[], Any]] = {
    "_data": dict,
    "_kept": lambda: None,
    "_request_id": lambda: None,
}
"""What is in a slot that nobody has filled yet: other libraries make objects field by field."""


def _first_value(model: Model, name: str) -> Any:
    value = _EMPTY_SLOTS[name]()
    setattr(model, name, value)
    return value


def _put(
    result: dict[str, Any], key: str, value: Any, inner: Callable[[Any], Any]
) -> None:
    if value is omit:
        result.pop(key, None)
    else:
        result[key] = inner(value)


def _present(model: Model) -> Iterator[tuple[str, Any]]:
    """Python names and values of what there is: known fields, then others."""
    from .model_dump import extra

    fields, data, known = fields_of(type(model)), model._data, assigned(model)
    for name, field in fields.items():
        if field.wire in data or name in known:
            yield name, getattr(model, name)
    yield from extra(model).items()


def shown_name(cls: type[Any]) -> str:
    """The name of a class in messages: the one it was asked for by."""
    return vars(cls).get("_alias") or cls.__name__


class UnknownModel(Model):
    """An object of a type the package does not know; its fields read as attributes."""

    __slots__ = ()

    if TYPE_CHECKING:

        def __getattr__(self, name: str) -> Any: ...

    def __init__(self, /, **values: Any) -> None:
        self._data = {n: repeatable(v) for n, v in values.items() if v is not omit}
        self._kept = None

    # with pydantic_compat
    if not TYPE_CHECKING:

        def __getattribute__(self, name: str) -> Any:
            if name in SHADOWABLE_NAMES:
                data = object.__getattribute__(self, "_data")
                if name in data:
                    return data[name]
            return object.__getattribute__(self, name)

    # end pydantic_compat
    def __setattr__(self, name: str, value: Any) -> None:
        if name[:1] == "_":
            object.__setattr__(self, name, value)
        else:
            self._data = {**self._data, name: value}


def wrap(cls: type[Any], data: dict[str, Any]) -> Any:
    """An instance of ``cls`` that reads ``data``, unchecked."""
    fields_of(cls)
    model: Any = object.__new__(cls)
    model._data = data
    model._kept = None
    return model


def assigned(model: Model) -> dict[str, Any]:
    """The fields of ``model`` that were decoded or assigned, by Python name."""
    return model._kept or {}


def restore(
    cls: type[Model],
    data: dict[str, Any],
    assigned: dict[str, Any],
    request_id: str | None,
    others: Mapping[str, Any] | None = None,
) -> Model:
    """The model that was pickled or copied."""
    model: Model = wrap(cls, data)
    model._kept = dict(assigned)
    if request_id is not None:
        model._request_id = request_id
    if others:
        attributes(model).update(others)
    return model
