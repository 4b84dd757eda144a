"""`Model`: the base of every generated dataclass.

A model keeps the JSON object it came from and decodes a field when it is first read. So what was
not touched is written back exactly as it arrived, and nobody pays for fields nobody reads.
"""

# pyright: reportPrivateUsage=false
from __future__ import annotations

import dataclasses
import sys
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from .decode_error import DecodeError
from .encode import encode
from .familiar import SHADOWING, Familiar
from .kind import is_mapping
from .omit import omit
from .signature import LazySignature

if TYPE_CHECKING:
    from typing_extensions import Self

    from .wire import Field, Spec

_OWN_SLOTS = ("_data", "_request_id")
_REPLACERS = {
    getattr(dataclasses, name).__code__
    for name in ("replace", "_replace")
    if hasattr(dataclasses, name)
}


class Model(Familiar):
    """A JSON object with typed fields.

    An absent field and a null one both read as `None`; `to_dict` tells them apart. A field the
    type does not know reads as an attribute too, undecoded. Two models are equal when they are
    of one class and say the same on the wire.
    """

    __slots__ = _OWN_SLOTS

    _wire: ClassVar[Mapping[str, Spec | Field]] = {}
    """Python name of each field, and how its JSON is read."""
    _plan: ClassVar[dict[str, Field]] = {}
    """`_wire` made ready, when the class is first used."""
    _index: ClassVar[Spec | None] = None
    """What further keys hold, where the type allows any."""
    _local: ClassVar[frozenset[str]] = frozenset()
    """Fields that are the caller's own: they are never written."""
    __signature__: ClassVar[LazySignature] = LazySignature()

    _data: dict[str, Any]
    _request_id: str | None

    if TYPE_CHECKING:
        __dataclass_fields__: ClassVar[dict[str, dataclasses.Field[Any]]]

    def __init__(self, /, **values: Any) -> None:
        plan = plan_of(type(self))
        if len(values) == len(plan) and _replaced(self, values):
            return
        data: dict[str, Any] = {}
        for name, value in values.items():
            field = plan.get(name)
            if field is None and self._index is None:
                raise TypeError(f"{_init_of(self)} got an unexpected argument {name!r}")
            if value is not omit:
                data[field.wire if field else name] = _kept(value)
        if len(data) < len(plan):
            _require(self, plan, data)
        self._data = data

    @classmethod
    def from_dict(cls, data: Mapping[str, Any], *, strict: bool = False) -> Self:
        """An instance that reads ``data``, a decoded JSON object.

        Whatever the API may add is kept and readable. With ``strict`` anything the type does
        not say raises `DecodeError` with the JSON path.
        """
        if strict:
            from .strict import check_whole

            check_whole(cls, data)
        given: Any = data
        if not is_mapping(given):
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
        from .dump import json_text

        return json_text(self.to_dict(**how), indent)

    if not TYPE_CHECKING:

        def __getattr__(self, name: str) -> Any:
            # Runs when a slot is empty: the field was not read yet, or the name is no field.
            try:
                field = self._plan[name]
            except KeyError:
                return _unplanned(self, name)
            try:
                value = self._data[field.wire]
            except KeyError:
                return None if field.absent is None else field.absent(self._data)
            if value is not None and field.decode is not None:
                value = field.spec.decode(value)
            setattr(self, name, value)
            return value

    def __repr__(self) -> str:
        plan = plan_of(type(self))
        known = {field.wire for field in plan.values()}
        shown = [(name, getattr(self, name)) for name in _present(self, plan)]
        shown += [(key, value) for key, value in self._data.items() if key not in known]
        return f"{type(self).__name__}({', '.join(f'{k}={v!r}' for k, v in shown)})"

    def __eq__(self, other: object) -> bool:
        if type(other) is not type(self):
            return NotImplemented
        return bool(encode(self) == encode(other))

    __hash__ = None  # type: ignore[assignment]

    def __reduce__(self) -> tuple[Any, ...]:
        slots = slots_of(self)
        if self._request_id is not None:
            slots["_request_id"] = self._request_id
        return restore, (type(self), self._data, slots)

    def _encoded(self, inner: Callable[[Any], Any]) -> dict[str, Any]:
        result = {
            key: inner(value) for key, value in self._data.items() if value is not omit
        }
        plan = plan_of(type(self))
        for name, value in slots_of(self).items():
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
        self._data = {name: _kept(v) for name, v in values.items() if v is not omit}

    if not TYPE_CHECKING:

        def __getattribute__(self, name: str) -> Any:
            if name in SHADOWING:
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
    model: Any = object.__new__(cls)
    model._data = data
    return model


def plan_of(cls: type[Model]) -> dict[str, Field]:
    """The fields of a model class by Python name, made when first asked for."""
    if "_plan" not in cls.__dict__:
        from .wire import field_of

        cls._plan = {name: field_of(name, spec) for name, spec in cls._wire.items()}
    return cls._plan


def slots_of(model: Model) -> dict[str, Any]:
    """The fields of ``model`` that were read or assigned, by Python name."""
    slots: dict[str, Any] = {}
    for name in plan_of(type(model)):
        try:
            # Past `__getattr__`, which would fill the slot.
            slots[name] = object.__getattribute__(model, name)
        except AttributeError:
            continue
    return slots


def restore(cls: type[Model], data: dict[str, Any], slots: dict[str, Any]) -> Model:
    """The model that was pickled or copied."""
    model: Model = wrap(cls, data)
    for name, value in slots.items():
        setattr(model, name, value)
    return model


def _unplanned(model: Model, name: str) -> Any:
    cls = type(model)
    if name[:1] != "_":
        if "_plan" not in cls.__dict__ and name in plan_of(cls):
            return getattr(model, name)
        if name in model._data:
            return model._data[name]
    elif name == "_request_id":
        return None
    raise AttributeError(f"{cls.__name__!r} object has no attribute {name!r}")


def _present(model: Model, plan: dict[str, Field]) -> list[str]:
    slots = slots_of(model)
    return [
        name
        for name, field in plan.items()
        if name in slots or field.wire in model._data
    ]


def _kept(value: Any) -> Any:
    # An iterator can be read once; a request may be sent twice. Files are left alone.
    if hasattr(value, "__next__") and not hasattr(value, "read"):
        return list(value)
    return value


def _init_of(model: Model) -> str:
    return f"{type(model).__name__}.__init__()"


def _require(model: Model, plan: dict[str, Field], data: dict[str, Any]) -> None:
    missing = [
        repr(n)
        for n, f in plan.items()
        if not f.optional and f.wire not in data and not _reads_null(f)
    ]
    if missing:
        names = " and ".join(filter(None, [", ".join(missing[:-1]), missing[-1]]))
        plural = "s" if len(missing) > 1 else ""
        raise TypeError(f"{_init_of(model)} missing required argument{plural}: {names}")


def _reads_null(field: Field) -> bool:
    # Left out it reads as the null that it may be; a checker still wants it said.
    from .wire import Nullable

    return isinstance(field.spec, Nullable)


def _replaced(model: Model, values: dict[str, Any]) -> bool:
    # `dataclasses.replace` reads every field and hands all to the class. That would turn absent
    # fields into null and lose unknown ones, so go back to the object it copies.
    caller = sys._getframe(2)
    if caller.f_code not in _REPLACERS:
        return False
    original: Any = caller.f_locals.get("obj", caller.f_locals.get("self"))
    if type(original) is not type(model):
        return False
    model._data = original._data
    for name, value in slots_of(original).items():
        setattr(model, name, value)
    for name, value in values.items():
        if value is not getattr(original, name):
            setattr(model, name, value)
    return True
