"""The methods a helper calls, as far as its body shows."""

from __future__ import annotations

from tsbind.operations.evaluation.traverse import walk
from tsbind.operations.methods.classes import dotted
from tsbind.operations.methods.client_access import CLIENT_PROPERTY
from tsbind.syntax.expressions import CallExpression, FunctionBody


def delegates(body: FunctionBody) -> tuple[str, ...]:
    """Dotted names after ``this`` that are called, in order, without repeats."""
    found: dict[str, None] = {}
    for item in walk(body):
        if not isinstance(item, CallExpression):
            continue
        path = dotted(item.function)
        if len(path) > 1 and path[0] == "this" and path[1:] != (CLIENT_PROPERTY,):
            found[".".join(path)] = None
    return tuple(found)
