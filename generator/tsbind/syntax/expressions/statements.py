"""Statements of function bodies."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias, Union

from tsbind.position import Position
from tsbind.values import value_class

if TYPE_CHECKING:
    from tsbind.syntax.expressions.bindings import Binding
    from tsbind.syntax.expressions.operands import Expression


@value_class(frozen=True, slots=True)
class DeclareStatement:
    """``const binding = value``: one per declarator."""

    binding: Binding
    value: Expression | None
    position: Position


@value_class(frozen=True, slots=True)
class ReturnStatement:
    """``return value``."""

    value: Expression | None


@value_class(frozen=True, slots=True)
class ExpressionStatement:
    """An expression for its effect."""

    value: Expression


@value_class(frozen=True, slots=True)
class IfStatement:
    """``if (test) { then } else { otherwise }``."""

    test: Expression
    then: tuple[BodyStatement, ...]
    otherwise: tuple[BodyStatement, ...] = ()


@value_class(frozen=True, slots=True)
class OtherStatement:
    """A loop, ``switch``, ``try``, ``throw``, bare block: its expressions and statements in order.

    ``kind`` is the grammar's name of the statement (``while_statement``).
    """

    kind: str
    expressions: tuple[Expression, ...] = ()
    statements: tuple[BodyStatement, ...] = ()


BodyStatement: TypeAlias = Union[
    DeclareStatement, ReturnStatement, ExpressionStatement, IfStatement, OtherStatement
]


@value_class(frozen=True, slots=True)
class FunctionBody:
    """The body of a function or method."""

    position: Position
    statements: tuple[BodyStatement, ...] = ()
