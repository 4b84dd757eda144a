"""`Model`: the base of every generated dataclass.

A model keeps the JSON object it came from and decodes a field when it is first read. So what was
not touched is written back exactly as it arrived, and nobody pays for fields nobody reads.
"""

# pyright: reportPrivateUsage=false
from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from .construction import given, held, replaced
from .decode_error import DecodeError
from .encoding import encode
from .model_fields import fields_of
from .omit import omit
from .pydantic_compat import SHADOWABLE_NAMES, PydanticNames
from .signature import LazySignature
from .value_kinds import is_mapping

if TYPE_CHECKING:
    import dataclasses

    from typing_extensions import Self

    from .wire import Field, Spec

_OWN_SLOTS = ("_data", "_kept", "_request_id")


class Model(PydanticNames):
    """A JSON object with typed fields.

    An absent field and a null one both read as `None`; `to_dict` tells them apart. A field the
    type does not know reads as an attribute too, undecoded. Two models are equal when they are
    of one class and say the same on the wire.
    """

    __slots__ = _OWN_SLOTS

    _wire: ClassVar[Mapping[str, Spec | Field]] = {}
    """Python name of each field, and how its JSON is read."""
    _fields: ClassVar[dict[str, Field]] = {}
    """`_wire` made ready, when the class is first used."""
    _index: ClassVar[Spec | None] = None
    """What further keys hold, where the type allows any."""
    _local: ClassVar[frozenset[str]] = frozenset()
    """Fields that are the caller's own: they are never written."""
    __signature__: ClassVar[LazySignature] = LazySignature()

    _data: dict[str, Any]
    """The JSON object as it arrived; it may be shared, and is not changed."""
    _kept: dict[str, Any] | None
    """Fields that were decoded or assigned, by Python name; see `model_fields`."""
    _request_id: str | None

    if TYPE_CHECKING:
        __dataclass_fields__: ClassVar[dict[str, dataclasses.Field[Any]]]

    def __init__(self, /, **values: Any) -> None:
        plan = fields_of(type(self))
        if len(values) == len(plan) and replaced(self, values):
            return
        self._data = given(self, values)
        self._kept = None

    @classmethod
    def from_dict(cls, data: Mapping[str, Any], *, strict: bool = False) -> Self:
        """An instance that reads ``data``, a decoded JSON object.

        Whatever the API may add is kept and readable. With ``strict`` anything the type does
        not say raises `DecodeError` with the JSON path.
        """
        if strict:
            from .strict_checks import check_whole

            check_whole(cls, data)
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
        fields are null, with ``exclude_none`` null ones are left out. ``how`` is for `model_dump`.
        """
        if use_api_names and exclude_unset and not exclude_none and not how:
            result: dict[str, Any] = encode(self)
            return result
        return self.model_dump(
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
            if name == "_request_id":
                return None
            raise AttributeError(
                f"{type(self).__name__!r} object has no attribute {name!r}"
            )

    def __repr__(self) -> str:
        plan = fields_of(type(self))
        known = {field.wire for field in plan.values()}
        there = (n for n, f in plan.items() if f.wire in self._data or n in kept(self))
        shown = [(name, getattr(self, name)) for name in there]
        shown += [(key, value) for key, value in self._data.items() if key not in known]
        return f"{type(self).__name__}({', '.join(f'{k}={v!r}' for k, v in shown)})"

    def __eq__(self, other: object) -> bool:
        if type(other) is not type(self):
            return NotImplemented
        return bool(encode(self) == encode(other))

    __hash__ = None  # type: ignore[assignment]

    def __reduce__(self) -> tuple[Any, ...]:
        return restore, (type(self), self._data, kept(self), self._request_id)

    def _encoded(self, inner: Callable[[Any], Any]) -> dict[str, Any]:
        result = {
            key: inner(value) for key, value in self._data.items() if value is not omit
        }
        plan = fields_of(type(self))
        for name, value in kept(self).items():
            if name in self._local:
                continue
            wire = plan[name].wire
            if value is omit:
                result.pop(wire, None)
            else:
                result[wire] = inner(value)
        return result


class UnknownModel(Model):
    """An object of a type the package does not know; its fields read as attributes."""

    __slots__ = ()

    if TYPE_CHECKING:

        def __getattr__(self, name: str) -> Any: ...

    def __init__(self, /, **values: Any) -> None:
        self._data = {name: held(v) for name, v in values.items() if v is not omit}
        self._kept = None

    if not TYPE_CHECKING:

        def __getattribute__(self, name: str) -> Any:
            if name in SHADOWABLE_NAMES:
                data = object.__getattribute__(self, "_data")
                if name in data:
                    return data[name]
            return object.__getattribute__(self, name)

    def __setattr__(self, name: str, value: Any) -> None:
        if name in _OWN_SLOTS:
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


def kept(model: Model) -> dict[str, Any]:
    """The fields of ``model`` that were decoded or assigned, by Python name."""
    return model._kept or {}


def restore(
    cls: type[Model],
    data: dict[str, Any],
    kept: dict[str, Any],
    request_id: str | None,
) -> Model:
    """The model that was pickled or copied."""
    model: Model = wrap(cls, data)
    model._kept = dict(kept)
    if request_id is not None:
        model._request_id = request_id
    return model
