"""Compares what is inside two types of the same shape: items, values, fields, parameters."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tsbind.diff.comparing.context import Context, Side
from tsbind.diff.comparing.objects import compare_members
from tsbind.diff.comparing.place import Place
from tsbind.model.types import (
    Array,
    Function,
    Object,
    Record,
    Reference,
    Tuple,
    Type,
)

SHAPES = frozenset({"object", "array", "record", "tuple"})
COMPARABLE = SHAPES | {"function", "reference"}

_CATEGORIES: dict[type[Any], str] = {
    Array: "array",
    Record: "record",
    Tuple: "tuple",
    Function: "function",
    Object: "object",
}


def category(side: Side, type_: Type) -> str:
    """The shape of a type; the class name in lower case where it has none."""
    if isinstance(type_, Reference):
        return "reference" if side.index.fields(type_) is None else "object"
    return _CATEGORIES.get(type(type_), type(type_).__name__.lower())


def likeness(context: Context, old: Type, new: Type) -> float:
    """The share of field names two objects have in common."""
    one, other = field_names(context.old, old), field_names(context.new, new)
    return len(one & other) / max(len(one | other), 1)


def is_held(context: Context, old: Type, new: Type) -> bool:
    """Whether one object has every field of the other."""
    one, other = field_names(context.old, old), field_names(context.new, new)
    return bool(one and other) and (one <= other or other <= one)


def field_names(side: Side, type_: Type) -> set[str]:
    """The names of the fields of an object; empty for any other type."""
    members = side.index.fields(type_)
    return {field.name for field in members[0]} if members else set()


def compare(context: Context, old: Type, new: Type, place: Place) -> None:
    """Collect what changed inside ``old`` and ``new``, which have the same shape."""
    rule = _RULES.get(category(context.old, old), _other)
    rule(context, old, new, place)


def _array(context: Context, old: Any, new: Any, place: Place) -> None:
    context.compare(context, old.item, new.item, place.step("[]"))


def _record(context: Context, old: Any, new: Any, place: Place) -> None:
    context.compare(context, old.key, new.key, place.step("{key}"))
    context.compare(context, old.value, new.value, place.step("{}"))


def _tuple(context: Context, old: Any, new: Any, place: Place) -> None:
    if len(old.items) != len(new.items):
        _other(context, old, new, place, "shape_changed")
        return
    for number, (one, other) in enumerate(zip(old.items, new.items, strict=True)):
        context.compare(context, one.type, other.type, place.step(f"[{number}]"))


def _object(context: Context, old: Type, new: Type, place: Place) -> None:
    one, other = context.old.index.fields(old), context.new.index.fields(new)
    if one is None or other is None:
        _other(context, old, new, place)
        return
    ids = [type_.id if isinstance(type_, Reference) else "" for type_ in (old, new)]
    members = context.drop_moved_fields(ids[0], one, ids[1], other)
    compare_members(
        context, *members, place, lambda: (context.old.spell(old), context.new.spell(new))
    )


def _other(
    context: Context, old: Type, new: Type, place: Place, kind: str = "type_changed"
) -> None:
    one, other = context.spell(old, new, place)
    context.collector.add(kind, place, old=one, new=other)


_RULES: dict[str, Callable[[Context, Any, Any, Place], None]] = {
    "array": _array,
    "record": _record,
    "tuple": _tuple,
    "object": _object,
}
