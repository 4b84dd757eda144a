"""Models made by hand: what `Model.__init__` is given."""

# pyright: reportPrivateUsage=false
from __future__ import annotations

import dataclasses
import sys
from typing import TYPE_CHECKING, Any

from .model_fields import fields_of
from .omit import omit

if TYPE_CHECKING:
    from .model import Model
    from .wire import Field

_REPLACERS = {
    getattr(dataclasses, name).__code__
    for name in ("replace", "_replace")
    if hasattr(dataclasses, name)
}


def given(model: Model, values: dict[str, Any]) -> dict[str, Any]:
    """The JSON object of ``values`` by Python name.

    Raises TypeError for names that the class does not have and for required ones not given.
    """
    plan = fields_of(type(model))
    data: dict[str, Any] = {}
    for name, value in values.items():
        field = plan.get(name)
        if field is None and model._index is None:
            raise TypeError(f"{_init_of(model)} got an unexpected argument {name!r}")
        if value is not omit:
            data[field.wire if field else name] = held(value)
    if len(data) < len(plan):
        _require(model, plan, data)
    return data


def held(value: Any) -> Any:
    """``value``, or a list of what an iterator gives.

    An iterator can be read once; a request may be sent twice. Files are left alone.
    """
    if hasattr(value, "__next__") and not hasattr(value, "read"):
        return list(value)
    return value


def replaced(model: Model, values: dict[str, Any]) -> bool:
    """Whether `dataclasses.replace` makes ``model``, which is then filled.

    It reads every field and hands all to the class. That would turn absent fields into null and
    lose unknown ones, so go back to the object it copies.
    """
    caller = sys._getframe(2)
    if caller.f_code not in _REPLACERS:
        return False
    original: Any = caller.f_locals.get("obj", caller.f_locals.get("self"))
    if type(original) is not type(model):
        return False
    model._data = original._data
    model._kept = dict(original._kept or {})
    for name, value in values.items():
        if value is not getattr(original, name):
            setattr(model, name, value)
    return True


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
