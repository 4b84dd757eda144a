"""Join unions and intersections by TypeScript's rules, members in source order."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from tsbind.model.types import (
    ANY,
    BOOLEAN,
    NEVER,
    NULL,
    UNDEFINED,
    Array,
    Generic,
    Intersection,
    Literal,
    Object,
    OpenUnion,
    Primitive,
    Reference,
    Tuple,
    TupleItem,
    Type,
    UnionType,
)

_TRUE, _FALSE = Literal(True), Literal(False)
_EMPTY = Object(())
NO_VALUE = (NULL, UNDEFINED, NEVER, Primitive("void"))
"""The types that mean "no value"."""
OPENABLE: dict[str, tuple[type, ...]] = {"string": (str,), "number": (int, float)}


def union(members: Iterable[Type]) -> Type:
    """``A | B``: nested unions flat, repeats and ``never`` dropped, ``string & {}`` opened."""
    flat = _flat(members)
    if _TRUE in flat and _FALSE in flat:
        flat = dict.fromkeys(BOOLEAN if m == _TRUE else m for m in flat if m != _FALSE)
    opened = _opened(list(flat))
    if not opened:
        return NEVER
    return opened[0] if len(opened) == 1 else UnionType(tuple(opened))


def _flat(members: Iterable[Type]) -> dict[Type, None]:
    return {m: None for member in members for m in members_of(member) if m != NEVER}


def _opened(members: list[Type]) -> list[Type]:
    """Join an `OpenUnion` without members (``string & {}``) with the literals beside it."""
    for index, member in enumerate(members):
        if isinstance(member, OpenUnion):
            known = [m for m in members if m is not member and _belongs(m, member.base)]
            if not known:
                return members
            joined = OpenUnion(member.base, _unique((*member.members, *known)))
            rest = [m for m in members if m is not member and m not in known]
            return [*rest[:index], joined, *rest[index:]]
    return members


def _unique(members: Iterable[Type]) -> tuple[Type, ...]:
    return tuple(dict.fromkeys(members))


def _belongs(member: Type, base: str) -> bool:
    if isinstance(member, OpenUnion):
        return False
    if isinstance(member, Literal):
        return isinstance(member.value, OPENABLE[base]) and not isinstance(member.value, bool)
    return isinstance(member, Reference) and not member.arguments


def intersection(members: Iterable[Type]) -> Type:
    """``A & B``, nothing nested. Objects are joined later."""
    flat: dict[Type, None] = {}
    for member in members:
        parts = member.members if isinstance(member, Intersection) else (member,)
        flat.update(dict.fromkeys(parts))
    if ANY in flat:
        return ANY
    known = [m for m in flat if m != Primitive("unknown")]
    if not known:
        return Primitive("unknown")
    return known[0] if len(known) == 1 else Intersection(tuple(known))


def written_intersection(members: Iterable[Type]) -> Type:
    """``A & B`` in place: ``string & {}`` is any string of an open union."""
    parts = list(members)
    other = parts[1 - parts.index(_EMPTY)] if len(parts) == 2 and _EMPTY in parts else None
    if isinstance(other, Primitive) and other.name in OPENABLE:
        return OpenUnion(other.name, ())
    return intersection(parts)


def tuple_of(items: Iterable[TupleItem], *, readonly: bool = False) -> Type:
    """``[A, ...B]`` with tuples and arrays that are spread put in; ``[...B[]]`` is ``B[]``."""
    flat: list[TupleItem] = []
    for item in items:
        inner = item.type
        known = isinstance(inner, Generic) and inner.operator == "spread"
        spread = inner.arguments[0] if known and isinstance(inner, Generic) else None
        if isinstance(spread, Tuple):
            flat.extend(spread.items)
        elif isinstance(spread, Array):
            flat.append(TupleItem(spread.item, rest=True))
        elif spread == ANY:
            flat.append(TupleItem(ANY, rest=True))
        else:
            flat.append(item)
    last = max((n for n, i in enumerate(flat) if not (i.optional or i.rest)), default=-1)
    flat = [
        TupleItem(union([i.type, UNDEFINED])) if i.optional and n < last else i
        for n, i in enumerate(flat)
    ]
    only = flat[0] if len(flat) == 1 and flat[0].rest else None
    if only is not None and not (isinstance(only.type, Generic) and only.type.operator == "spread"):
        return Array(only.type, readonly)
    return Tuple(tuple(flat), readonly)


def members_of(type_: Type) -> tuple[Type, ...]:
    """The members of a union as written, unions inside it dissolved; or the type alone."""
    if not isinstance(type_, UnionType):
        return (type_,)
    if not any(isinstance(member, UnionType) for member in type_.members):
        return type_.members
    return tuple(inner for member in type_.members for inner in members_of(member))


def values_of(type_: Type) -> tuple[Type, ...]:
    """The members of a union as written that are values, not null, undefined or the like."""
    return tuple(member for member in members_of(type_) if member not in NO_VALUE)


def without_null(type_: Type) -> Type:
    """``type_`` without null, undefined and the like among its members as written."""
    kept = values_of(type_)
    if not isinstance(type_, UnionType) or len(kept) == len(members_of(type_)):
        return type_
    return kept[0] if len(kept) == 1 else replace(type_, members=kept)


def without(type_: Type, *dropped: Type) -> Type:
    """``type_`` without some members."""
    return union(m for m in members_of(type_) if m not in dropped)


def is_nullable(type_: Type) -> bool:
    """True when ``null`` is written among the members."""
    return NULL in members_of(type_)
