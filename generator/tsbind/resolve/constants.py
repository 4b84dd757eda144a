"""The types of constant expressions, for ``typeof`` and for properties without annotation."""

from __future__ import annotations

from tsbind.model.types import (
    ANY,
    BOOLEAN,
    NULL,
    NUMBER,
    STRING,
    Array,
    Literal,
    Object,
    Property,
    Tuple,
    TupleItem,
    Type,
)
from tsbind.model.unions import union
from tsbind.syntax.expressions import (
    ArrayExpression,
    CastExpression,
    Expression,
    LiteralExpression,
    MemberExpression,
    NameExpression,
    ObjectExpression,
    UnaryExpression,
)


def type_of_expression(
    expression: Expression | None, *, constant: bool, frozen: bool = False
) -> Type:
    """The type TypeScript infers; ``any`` where that takes more than literals.

    ``constant``: the place cannot be assigned again, so a literal keeps its literal type.
    ``frozen``: inside ``as const``.
    """
    if isinstance(expression, CastExpression):
        if expression.type.strip() == "const":
            return type_of_expression(expression.value, constant=True, frozen=True)
        return ANY
    if isinstance(expression, LiteralExpression):
        return _literal(expression.value, constant or frozen)
    if isinstance(expression, UnaryExpression) and isinstance(
        expression.operand, LiteralExpression
    ):
        value = expression.operand.value
        if expression.operator == "-" and isinstance(value, int | float):
            return _literal(-value, constant or frozen)
    if isinstance(expression, ObjectExpression):
        return _object(expression, frozen)
    if isinstance(expression, ArrayExpression):
        items = [type_of_expression(i, constant=frozen, frozen=frozen) for i in expression.items]
        if frozen:
            return Tuple(tuple([TupleItem(item) for item in items]))
        return Array(union(items)) if items else Array(ANY)
    return ANY


def path_of(expression: Expression) -> tuple[str, ...]:
    """The names of ``A.B.c``; none where it is anything else."""
    names: list[str] = []
    while isinstance(expression, MemberExpression):
        names.append(expression.name)
        expression = expression.object
    return (expression.name, *reversed(names)) if isinstance(expression, NameExpression) else ()


def _literal(value: str | int | float | bool | None, keep: bool) -> Type:
    if value is None:
        return NULL
    if keep:
        return Literal(value)
    return BOOLEAN if isinstance(value, bool) else STRING if isinstance(value, str) else NUMBER


def _object(expression: ObjectExpression, frozen: bool) -> Type:
    properties: list[Property] = []
    for entry in expression.entries:
        if not isinstance(entry.key, str):
            return ANY
        type_ = type_of_expression(entry.value, constant=frozen, frozen=frozen)
        properties.append(Property(entry.key, type_, readonly=frozen))
    return Object(tuple(properties))
