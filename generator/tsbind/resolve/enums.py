"""Enums: the value of each member, and enums as unions of their members' values."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING

from tsbind.model.types import BOOLEAN, Literal, Reference, Type
from tsbind.model.unions import union
from tsbind.resolve.scope import EnumValue
from tsbind.resolve.symbols import Symbol
from tsbind.syntax.nodes import EnumDeclaration

if TYPE_CHECKING:
    from tsbind.resolve.evaluate import Evaluator

_HALVES = (Literal(False), Literal(True))


def with_enums_open(evaluator: Evaluator, members: Iterable[Type]) -> list[Type]:
    """The members of a union with each enum, and ``boolean``, replaced by its own members.

    An enum is the union of its members (TypeScript handbook, "Union enums and enum member types").
    """
    opened: dict[Type, None] = {}
    for member in members:
        enum = _enum(evaluator, member)
        if enum is None:
            opened.update(dict.fromkeys(_HALVES if member == BOOLEAN else (member,)))
        else:
            names = _by_value(evaluator, enum)
            opened.update({evaluator.binder.enum_value(EnumValue(enum, n)): None for n in names})
    return list(opened)


def with_enums_closed(evaluator: Evaluator, members: Iterable[Type]) -> Type:
    """The union of ``members``, with the enum's name where all members of an enum are in it."""
    kept = list(members)
    for enum in {id(t): t for t in map(partial(_owner, evaluator), kept) if t}.values():
        every = {Reference(f"{enum.id}.{name}") for name in _by_value(evaluator, enum)}
        if every <= set(kept):
            place = min(kept.index(member) for member in every)
            rest = [m for m in kept if m not in every]
            kept = [*rest[:place], Reference(enum.id), *rest[place:]]
    return union(kept)


def _by_value(evaluator: Evaluator, enum: Symbol) -> list[str]:
    """The names of an enum's members less those that repeat a value: they are the same type."""
    values: dict[str | int | float, str] = {}
    for member in evaluator.binder.enum_values.members(enum):
        values.setdefault(member.name if member.value is None else member.value, member.name)
    return list(values.values())


def is_member(evaluator: Evaluator, one: Type, other: Type) -> bool | None:
    """Whether an enum or a member of one is of another; None when they are no enums."""
    own, wanted = evaluator.enum_of(one), evaluator.enum_of(other)
    if own is None or wanted is None:
        return None
    if own[0] != wanted[0]:
        return False
    return wanted[1] in (own[1], None) or _values(evaluator, one) == _values(evaluator, other)


def _enum(evaluator: Evaluator, type_: Type) -> Symbol | None:
    target = evaluator.binder.target(type_.id) if isinstance(type_, Reference) else None
    if target is None or isinstance(target, EnumValue):
        return None
    return target if isinstance(target.types[0], EnumDeclaration) else None


def _owner(evaluator: Evaluator, type_: Type) -> Symbol | None:
    target = evaluator.binder.target(type_.id) if isinstance(type_, Reference) else None
    return target.enum if isinstance(target, EnumValue) else None


def key_members(evaluator: Evaluator, keys: Type) -> list[Type]:
    """The members of a type used as keys; enums and their members as the literals they are."""
    result: dict[Type, None] = {}
    for member in evaluator.union_members(keys):
        result.update(dict.fromkeys(_values(evaluator, member) or [member]))
    return list(result)


def enum_values_of(evaluator: Evaluator, type_: Type) -> list[str | int | float]:
    """The values of an enum or of a member of one, where all are known; none for another type."""
    return [literal.value for literal in _values(evaluator, type_) if isinstance(literal, Literal)]


def _values(evaluator: Evaluator, type_: Type) -> list[Type]:
    """The literals of an enum or of a member of one; none for any other type."""
    if not isinstance(type_, Reference):
        return []
    target = evaluator.binder.target(type_.id)
    if isinstance(target, EnumValue):
        value = evaluator.binder.enum_values.value(target)
        return [] if value is None else [Literal(value)]
    if target is None or evaluator.enum_of(type_) is None:
        return []
    values = [member.value for member in evaluator.binder.enum_values.members(target)]
    return [] if None in values else [Literal(v) for v in values if v is not None]
