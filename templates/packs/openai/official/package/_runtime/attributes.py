"""What a model has beyond the fields of its class, and what makes it a pydantic model.

Libraries ask ``isinstance(x, pydantic.BaseModel)``, and derive classes from the official client's
models that only pydantic understands. So `Model` has pydantic's base among its own here, and every
class is defined as cheaply as without: pydantic works nothing out for it. A class that a program
derives from one is a pydantic model through and through, with the fields of its base.
"""

from __future__ import annotations

from abc import ABCMeta
from collections.abc import Callable
from typing import Any

import pydantic
from typing_extensions import Self

_PACKAGE = f"{__name__.rpartition('._runtime')[0]}."
_Pydantic: Any = type(pydantic.BaseModel)

_mirrors: dict[type[Any], type[pydantic.BaseModel]] = {}
"""The pydantic models that programs derive from, by generated class."""


class BaseModel(pydantic.BaseModel):
    """The base of pydantic models that take what they do not know, and are made without checks."""

    model_config = pydantic.ConfigDict(extra="allow", defer_build=True)

    def to_dict(
        self,
        *,
        mode: str = "json",
        use_api_names: bool = True,
        exclude_unset: bool = True,
        exclude_defaults: bool = False,
        exclude_none: bool = False,
        warnings: bool = True,
    ) -> dict[str, Any]:
        """The fields as plain values."""
        return self.model_dump(
            mode=mode,
            by_alias=use_api_names,
            exclude_unset=exclude_unset,
            exclude_defaults=exclude_defaults,
            exclude_none=exclude_none,
            warnings=warnings,
        )

    def to_json(self, *, indent: int | None = 2, **how: Any) -> str:
        """`to_dict` as JSON text."""
        import json

        return json.dumps(self.to_dict(**how), indent=indent)

    def __str__(self) -> str:
        return repr(self)

    @classmethod
    def construct(cls, _fields_set: set[str] | None = None, **values: Any) -> Self:
        """An instance, without checks."""
        return cls.model_construct(_fields_set, **values)


class _Kind(_Pydantic):  # type: ignore[misc]
    """The class of generated classes."""

    def __new__(
        mcs, name: str, bases: tuple[type[Any], ...], names: dict[str, Any], **how: Any
    ) -> Any:
        if names.get("__module__", "").startswith(_PACKAGE):
            return ABCMeta.__new__(mcs, name, bases, names)
        return _Pydantic(name, tuple(map(mirror, bases)), names, **how)

    @classmethod
    def __prepare__(mcs, *_args: object, **_how: object) -> dict[str, Any]:
        return {}

    def __instancecheck__(cls, value: object) -> bool:
        return type.__instancecheck__(cls, value) or (
            cls in _mirrors and type.__instancecheck__(_mirrors[cls], value)
        )

    def __subclasscheck__(cls, other: type) -> bool:
        return type.__subclasscheck__(cls, other) or (
            cls in _mirrors and type.__subclasscheck__(_mirrors[cls], other)
        )


def mirror(cls: type[Any]) -> type[Any]:
    """The pydantic model with the fields of a generated class; any other class is its own."""
    if type(cls) is not _Kind:
        return cls
    if cls not in _mirrors:
        _mirrors[cls] = _mirrored(cls)
    return _mirrors[cls]


def _mirrored(cls: type[Any]) -> type[pydantic.BaseModel]:
    from .dataclass_fields import type_hints
    from .model_fields import fields_of

    fields = fields_of(cls)
    if not fields:
        return BaseModel
    hints = type_hints(cls)
    definitions: dict[str, Any] = {
        name: (
            hints[name],
            pydantic.Field(
                default=None if field.optional else ...,
                alias=None if field.wire == name else field.wire,
            ),
        )
        for name, field in fields.items()
    }
    create: Any = pydantic.create_model
    made: type[pydantic.BaseModel] = create(cls.__name__, __base__=BaseModel, **definitions)
    made.__module__, made.__doc__ = cls.__module__, cls.__doc__
    return made


class _Late:
    """What pydantic keeps of a class, worked out when somebody asks for it."""

    def __init__(self, make: Callable[[type[Any]], Any]) -> None:
        self._make = make

    def __set_name__(self, owner: type[Any], name: str) -> None:
        self._name = name

    def __get__(self, model: object, owner: type[Any]) -> Any:
        value = self._make(owner)
        setattr(owner, self._name, value)
        return value


def _adapter(cls: type[Any]) -> Any:
    return pydantic.TypeAdapter(cls)


class Attributes(BaseModel, metaclass=_Kind):
    """Holds what a program sets on a model, and takes back what pydantic does to its own."""

    __slots__ = ()

    model_config = pydantic.ConfigDict(extra="allow")  # nothing waits to be built
    __pydantic_complete__ = True
    __pydantic_fields__ = _Late(lambda cls: mirror(cls).__pydantic_fields__)
    __pydantic_core_schema__ = _Late(lambda cls: _adapter(cls).core_schema)
    __pydantic_serializer__ = _Late(lambda cls: _adapter(cls).serializer)
    __pydantic_validator__ = _Late(lambda cls: _adapter(cls).validator)

    __pydantic_extra__ = property(lambda self: self.model_extra)  # type: ignore[assignment]
    __pydantic_fields_set__ = property(lambda self: self.model_fields_set)  # type: ignore[assignment]
    __pydantic_private__ = None

    __copy__ = __deepcopy__ = None  # type: ignore[assignment]
    __setattr__ = object.__setattr__
    __delattr__ = object.__delattr__
    __str__ = object.__str__
    __getstate__ = object.__getstate__  # type: ignore[assignment]

    @classmethod
    def __class_getitem__(cls, arguments: Any) -> Any:
        return super(pydantic.BaseModel, cls).__class_getitem__(arguments)  # type: ignore[misc]


attributes: Callable[[Any], dict[str, Any]] = vars(pydantic.BaseModel)["__dict__"].__get__
"""What a program set on a model, by name; it is written with the fields."""
