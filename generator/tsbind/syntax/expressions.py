"""Expressions and statements of method bodies, as far as operations are read from them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias, Union

from tsbind.position import Position


@dataclass(frozen=True, slots=True)
class LiteralExpression:
    """A string, number, boolean, or None for ``null``."""

    value: str | int | float | bool | None
    position: Position


@dataclass(frozen=True, slots=True)
class RawExpression:
    """An expression this room has no rule for, as text."""

    text: str
    position: Position


Expression: TypeAlias = Union[LiteralExpression, RawExpression]


@dataclass(frozen=True, slots=True)
class FunctionBody:
    """The body of a function or method."""

    position: Position
    statements: tuple[Expression, ...] = ()
