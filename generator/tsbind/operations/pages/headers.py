"""Fields of a page that come from the headers of the response."""

from __future__ import annotations

from collections.abc import Iterator

from tsbind.operations.evaluation.traverse import walk
from tsbind.syntax.expressions import (
    AssignmentExpression,
    CallExpression,
    Expression,
    FunctionBody,
    LiteralExpression,
    MemberExpression,
    NameExpression,
)

KINDS = ("integer", "boolean")
THIS = NameExpression("this")


def header_fields(constructor: FunctionBody) -> Iterator[tuple[str, str, str]]:
    """``x``, ``h`` and what it is of ``this.x = maybeCoerceInteger(response.headers.get('h'))``."""
    for item in walk(constructor):
        if isinstance(item, AssignmentExpression) and isinstance(item.target, MemberExpression):
            header = _header(item.value)
            if header and item.target.object == THIS:
                yield item.target.name, header, _kind(item.value)


def _header(value: Expression) -> str:
    """The name in ``headers.get('name')`` somewhere in a value; empty where there is none."""
    for item in walk(value):
        function = item.function if isinstance(item, CallExpression) else None
        if not isinstance(function, MemberExpression) or function.name != "get":
            continue
        named = isinstance(function.object, MemberExpression) and function.object.name == "headers"
        name = item.arguments[0] if item.arguments else None
        if named and isinstance(name, LiteralExpression) and isinstance(name.value, str):
            return name.value
    return ""


def _kind(value: Expression) -> str:
    """What the text of the header is, by the function it goes through."""
    for item in walk(value):
        if isinstance(item, CallExpression) and isinstance(item.function, NameExpression):
            name = item.function.name.lower()
            found = next((kind for kind in KINDS if kind in name), None)
            if found or "float" in name:
                return found or "number"
    return "text"
