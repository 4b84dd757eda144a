"""Which arguments of the method an expression uses."""

from __future__ import annotations

from collections.abc import Iterator

from tsbind.operations.evaluation.origins import ArgumentValue, BoundValue, PropertyOf, ValueScope
from tsbind.operations.evaluation.traverse import parts
from tsbind.syntax.expressions import (
    CallExpression,
    Expression,
    FunctionExpression,
    NameExpression,
)


def arguments_of(value: Expression, scope: ValueScope) -> tuple[str, ...]:
    """Arguments of the method that ``value`` mentions, directly or through local names.

    The argument that holds request options is not counted, nor what callbacks mention.
    """
    return tuple(name for name in _used_arguments(value, scope) if name != scope.options)


def uses_options(value: Expression, scope: ValueScope) -> bool:
    """Whether ``value`` mentions the argument that holds request options."""
    return bool(scope.options) and scope.options in _used_arguments(value, scope)


def _used_arguments(value: Expression, scope: ValueScope) -> dict[str, None]:
    found: dict[str, None] = {}
    seen: set[tuple[int, str]] = set()
    stack = [(value, scope)]
    while stack:
        current, inner = stack.pop()
        for name in _names(current):
            if (id(inner), name) in seen:
                continue
            seen.add((id(inner), name))
            bound = inner.find(name)
            if isinstance(bound, (ArgumentValue, PropertyOf)):
                found[bound.argument] = None
            elif isinstance(bound, BoundValue):
                stack.append((bound.value, bound.scope))
    return found


def _names(value: Expression) -> Iterator[str]:
    stack: list[Expression] = [value]
    while stack:
        current = stack.pop()
        if isinstance(current, NameExpression):
            yield current.name
        elif isinstance(current, CallExpression) and isinstance(current.function, NameExpression):
            stack.extend(current.arguments)
        elif not isinstance(current, FunctionExpression):
            stack.extend(parts(current))
