"""A parsed file."""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING

from tsbind.position import Position
from tsbind.values import value_class

if TYPE_CHECKING:
    from tsbind.syntax.nodes.declarations import Statement


@value_class(frozen=True, slots=True)
class SyntaxProblem:
    """A stretch of a file the parser could not make sense of."""

    message: str
    position: Position
    in_body: bool = False
    """It stands in the body of a function, and costs no declaration."""


@value_class(frozen=True, slots=True)
class SourceFile:
    """A parsed file: its path in the tree, its statements in order, and what could not be read."""

    path: str
    statements: tuple[Statement, ...]
    problems: tuple[SyntaxProblem, ...] = field(default=())
