"""Credentials of the Basic scheme (RFC 7617), as upstream joins and encodes them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from tsbind.operations.evaluation.traverse import statements
from tsbind.operations.methods.classes import Member
from tsbind.syntax.expressions import (
    CallExpression,
    DeclareStatement,
    Expression,
    NameExpression,
    TemplateExpression,
)

BASIC = "Basic "


class OptionNames(Protocol):
    """Tells which option of the client an expression reads; empty for none."""

    def option(self, value: Expression) -> str:
        """The name of the option."""
        ...


def declared_values(member: Member) -> dict[str, Expression]:
    """The local names of a method and what they are declared as."""
    body = member.node.body
    return {
        statement.binding.name: statement.value
        for statement in statements(body.statements if body is not None else ())
        if isinstance(statement, DeclareStatement)
        and statement.value is not None
        and statement.binding.name
    }


def basic_of(
    value: Expression, local: Mapping[str, Expression], options: OptionNames
) -> tuple[str, str] | None:
    """User and password options of ``Basic ${encode(`${this.user}:${this.password}`)}``."""
    if not isinstance(value, TemplateExpression) or value.parts[:1] != (BASIC,):
        return None
    encoded = value.parts[-1]
    if len(value.parts) != 2 or not isinstance(encoded, CallExpression):
        return None
    joined = encoded.arguments[0] if len(encoded.arguments) == 1 else None
    if isinstance(joined, NameExpression):
        joined = local.get(joined.name)
    if not isinstance(joined, TemplateExpression):
        return None
    match joined.parts:
        case (user, ":", password) if not isinstance(user, str) and not isinstance(password, str):
            names = options.option(user), options.option(password)
            return names if all(names) else None
        case _:
            return None
