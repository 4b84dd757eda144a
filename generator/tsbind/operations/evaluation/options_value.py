"""Whether a value is the request options that the caller gave."""

from __future__ import annotations

from tsbind.operations.evaluation.evaluate import evaluate
from tsbind.operations.evaluation.origins import ArgumentValue, Computed, ValueScope
from tsbind.syntax.expressions import Expression, MemberExpression, NameExpression


def root_name(value: Expression) -> str:
    """The name a chain of members begins with; empty for anything else."""
    while isinstance(value, MemberExpression):
        value = value.object
    return value.name if isinstance(value, NameExpression) else ""


def is_request_options(value: Expression, scope: ValueScope) -> bool:
    """Whether ``value`` is the caller's request options (or a part of them).

    That is the method's options argument, or a parameter of a callback that a wrapper calls.
    """
    name = root_name(value)
    if not name or name == "this":
        return False
    origin = evaluate(NameExpression(name), scope)
    if isinstance(origin, ArgumentValue):
        return origin.argument == scope.options
    return origin == Computed(NameExpression(name), scope) and scope.find(name) is None
