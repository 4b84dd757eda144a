"""Properties that upstream takes out of a payload in the functions it passes it through."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from tsbind.model.operations import Payload
from tsbind.operations.evaluation.traverse import walk
from tsbind.syntax.expressions import (
    CallExpression,
    Expression,
    FunctionBody,
    MemberExpression,
    UnaryExpression,
)

FindBody = Callable[[Expression], FunctionBody | None]
"""Gives the body of the function that an expression names, when it is in the program."""


def without_removed(
    payload: Payload | None,
    method: FunctionBody,
    find: FindBody,
    has_property: Callable[[str], bool],
) -> Payload | None:
    """A transformed ``payload`` less what the functions ``method`` calls ``delete`` from it.

    ``has_property`` tells the properties of the payload's argument: callbacks, say, that upstream
    keeps to itself.
    """
    if payload is None or payload.transform is None:
        return payload
    deleted = [name for name in _deleted(method, find) if has_property(name)]
    more = tuple(name for name in deleted if name not in payload.excluded_keys)
    return replace(payload, excluded_keys=payload.excluded_keys + more)


def _deleted(method: FunctionBody, find: FindBody) -> dict[str, None]:
    found: dict[str, None] = {}
    for call in walk(method):
        body = find(call.function) if isinstance(call, CallExpression) else None
        for item in walk(body) if body is not None else ():
            if (
                isinstance(item, UnaryExpression)
                and item.operator == "delete"
                and isinstance(item.operand, MemberExpression)
            ):
                found[item.operand.name] = None
    return found
