"""What a function returns that does not say so, where its body tells it at once."""

from __future__ import annotations

from collections.abc import Iterator

from tsbind.model.types import Primitive, Reference, Type
from tsbind.syntax.expressions import (
    BodyStatement,
    Expression,
    FunctionBody,
    IfStatement,
    NameExpression,
    OtherStatement,
    ReturnStatement,
)

_VOID = Primitive("void")
_THIS = NameExpression("this")


def inferred_return(body: FunctionBody, *, asynchronous: bool) -> Type | None:
    """``void`` of a body that returns nothing, ``this`` of one that returns that; else None."""
    values = set(_returned(body.statements))
    if values - {None, _THIS} or len(values) > 1:
        return None
    type_ = Primitive("this") if _THIS in values else _VOID
    return Reference("lib#Promise", (type_,)) if asynchronous else type_


def _returned(statements: tuple[BodyStatement, ...]) -> Iterator[Expression | None]:
    for statement in statements:
        if isinstance(statement, ReturnStatement):
            yield statement.value
        elif isinstance(statement, IfStatement):
            yield from _returned((*statement.then, *statement.otherwise))
        elif isinstance(statement, OtherStatement):
            yield from _returned(statement.statements)
