"""Unions and intersections put together by TypeScript's rules, members in order of writing."""

from __future__ import annotations

from collections.abc import Iterable

from tsbind.model.types import (
    ANY,
    BOOLEAN,
    NEVER,
    NULL,
    Intersection,
    Literal,
    Object,
    OpenUnion,
    Primitive,
    Reference,
    Type,
    UnionType,
)

_TRUE, _FALSE = Literal(True), Literal(False)
_EMPTY = Object(())
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
    flat: dict[Type, None] = {}
    for member in members:
        if isinstance(member, UnionType):
            flat.update(dict.fromkeys(member.members))
        elif member != NEVER:
            flat[member] = None
    return flat


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
    """``A & B``; ``string & {}`` is any string of an open union. Objects are joined later."""
    flat: dict[Type, None] = {}
    for member in members:
        parts = member.members if isinstance(member, Intersection) else (member,)
        flat.update(dict.fromkeys(parts))
    if ANY in flat:
        return ANY
    known = [m for m in flat if m != Primitive("unknown")]
    if len(known) == 2 and _EMPTY in known:
        other = next(m for m in known if m != _EMPTY)
        if isinstance(other, Primitive) and other.name in OPENABLE:
            return OpenUnion(other.name, ())
    if not known:
        return Primitive("unknown")
    return known[0] if len(known) == 1 else Intersection(tuple(known))


def members_of(type_: Type) -> tuple[Type, ...]:
    """The members of a union, or the type alone."""
    return type_.members if isinstance(type_, UnionType) else (type_,)


def without(type_: Type, *dropped: Type) -> Type:
    """``type_`` less some members."""
    return union(m for m in members_of(type_) if m not in dropped)


def is_nullable(type_: Type) -> bool:
    """True when ``null`` is written among the members."""
    return NULL in members_of(type_)
