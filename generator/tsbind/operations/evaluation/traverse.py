"""Walks over expressions and statements."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from tsbind.syntax.expressions import (
    BodyStatement,
    CallExpression,
    Expression,
    FunctionBody,
    IfStatement,
    MemberExpression,
    NameExpression,
    OtherStatement,
)


def parts(value: Any) -> Iterator[Any]:
    """The expressions, statements and bodies written directly inside ``value``, in order."""
    for name in _field_names(value.__class__):
        inner = getattr(value, name)
        if inner.__class__ is tuple:
            yield from (part for part in inner if hasattr(part, "__dataclass_fields__"))
        elif hasattr(inner, "__dataclass_fields__"):
            yield inner


@cache
def _field_names(cls: Any) -> tuple[str, ...]:
    return tuple(field.name for field in dataclasses.fields(cls))


def walk(value: Any) -> Iterator[Any]:
    """``value`` and everything inside it, in order, without recursion."""
    stack = [value]
    while stack:
        current = stack.pop()
        yield current
        stack.extend(reversed(list(parts(current))))


def calls_of(body: FunctionBody, name: str) -> Iterator[CallExpression]:
    """The calls of the plain name ``name`` in a body."""
    for item in walk(body):
        if isinstance(item, CallExpression) and item.function == NameExpression(name):
            yield item


def calls_to(body: FunctionBody, method: str) -> Iterator[CallExpression]:
    """The calls of a method of that name, of whatever object."""
    for item in walk(body):
        function = item.function if isinstance(item, CallExpression) else None
        if isinstance(function, MemberExpression) and function.name == method:
            yield item


def statements(items: Iterable[BodyStatement]) -> Iterator[BodyStatement]:
    """Statements, and those nested in them, in order; functions inside are not entered."""
    for statement in items:
        yield statement
        if isinstance(statement, IfStatement):
            yield from statements(statement.then)
            yield from statements(statement.otherwise)
        elif isinstance(statement, OtherStatement):
            yield from statements(statement.statements)


def expressions(statement: BodyStatement) -> tuple[Expression, ...]:
    """The expressions written directly in a statement."""
    if isinstance(statement, IfStatement):
        return (statement.test,)
    if isinstance(statement, OtherStatement):
        return statement.expressions
    return () if statement.value is None else (statement.value,)
