"""Models made by hand: what `Model.__init__` is given."""

# pyright: reportPrivateUsage=false
from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .model_fields import fields_of
from .omit import Omit, omit

if TYPE_CHECKING:
    from .model import Model
    from .wire import Field


def fill(model: Model, values: dict[str, Any]) -> None:
    """Make ``values``, by Python name, the JSON object of a new ``model``.

    A name that the class does not have is kept, and goes on the wire under that name; one with
    an underscore in front stays off it. Raises TypeError for required fields not given.
    """
    cls = type(model)
    fields = fields_of(cls)
    model._data = data = {}
    complete = len(values) >= len(fields)
    for name, value in values.items():
        field = fields.get(name)
        if value is omit:
            complete = False
        elif field is None:
            complete = False
            _set_other(model, name, value)
        elif name in cls._local:
            setattr(model, name, value)
        else:
            data[field.wire] = repeatable(value)
    if not complete:
        _complete(model, fields)


def repeatable(value: Any) -> Any:
    """``value``, or a list of what an iterator gives.

    An iterator can be read once; a request may be sent twice. Files are left alone.
    """
    if hasattr(value, "__next__") and not hasattr(value, "read"):
        return list(value)
    return value


def _set_other(model: Model, name: str, value: Any) -> None:
    if name[:1] == "_":
        object.__setattr__(model, name, value)
    else:
        model._data[name] = repeatable(value)


def _complete(model: Model, fields: dict[str, Field]) -> None:
    """Put in the defaults of a class by hand; TypeError where a required field is missing."""
    missing: list[str] = []
    for name, field in fields.items():
        if field.wire in model._data:
            continue
        if not field.optional and name not in type(model)._local:
            if not _reads_null(field):
                missing.append(repr(name))
        elif not isinstance(field.default, Omit):
            model._data[field.wire] = field.default()
    if missing:
        names = " and ".join(filter(None, [", ".join(missing[:-1]), missing[-1]]))
        plural = "s" if len(missing) > 1 else ""
        raise TypeError(f"{_init_of(model)} missing required argument{plural}: {names}")


def _init_of(model: Model) -> str:
    cls = type(model)
    own = f" ({cls.__name__})" if cls._alias else ""
    return f"{cls._alias or cls.__name__}.__init__(){own}"


def _reads_null(field: Field) -> bool:
    # Left out it reads as the null that it may be; a checker still wants it said.
    from .wire import Nullable

    return isinstance(field.spec, Nullable)
