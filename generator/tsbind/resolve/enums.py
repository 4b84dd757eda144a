"""Enums: the value of each member, and enums as unions of their members' values."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tsbind.model.declarations import EnumMember
from tsbind.model.types import Literal, Reference, Type
from tsbind.resolve.constants import type_of_expression
from tsbind.resolve.scope import EnumValue
from tsbind.resolve.symbols import Symbol
from tsbind.syntax.nodes import EnumDeclaration

if TYPE_CHECKING:
    from tsbind.resolve.evaluate import Evaluator


def enum_members(symbol: Symbol) -> Iterator[EnumMember]:
    """The members of an enum; the value is None where it is not a constant."""
    for statement in symbol.types:
        if not isinstance(statement, EnumDeclaration):
            continue
        following: int | float | None = 0
        for member in statement.members:
            value: str | int | float | None
            if member.value is None:
                value = following
            else:
                type_ = type_of_expression(member.value, constant=True)
                value = type_.value if isinstance(type_, Literal) else None
            following = value + 1 if isinstance(value, int | float) else None
            yield EnumMember(member.name, value, member.doc.text)


def value_of(target: EnumValue) -> str | int | float | None:
    """The value of one member; None where it is not a constant."""
    found = [m.value for m in enum_members(target.enum) if m.name == target.name]
    return found[0] if found else None


def key_members(evaluator: Evaluator, keys: Type) -> list[Type]:
    """The members of a type used as keys; enums and their members as the literals they are."""
    result: dict[Type, None] = {}
    for member in evaluator.union_members(keys):
        result.update(dict.fromkeys(_values(evaluator, member) or [member]))
    return list(result)


def _values(evaluator: Evaluator, type_: Type) -> list[Type]:
    """The literals of an enum or of a member of one; none for any other type."""
    if not isinstance(type_, Reference):
        return []
    target = evaluator.binder.targets.get(type_.id)
    if isinstance(target, EnumValue):
        value = value_of(target)
        return [] if value is None else [Literal(value)]
    if target is None or evaluator.enum_of(type_) is None:
        return []
    values = [member.value for member in enum_members(target)]
    return [] if None in values else [Literal(v) for v in values if v is not None]
