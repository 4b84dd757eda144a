"""Which page class a paginated method answers with, and what that reads from headers."""

from __future__ import annotations

from collections.abc import Iterator

from tsbind.operations.evaluation.traverse import walk
from tsbind.operations.methods.classes import Classes, class_of
from tsbind.operations.methods.signatures import Method
from tsbind.resolve.symbols import Symbol
from tsbind.syntax.expressions import (
    AssignmentExpression,
    CallExpression,
    Expression,
    FunctionBody,
    LiteralExpression,
    MemberExpression,
    NameExpression,
)

ITEMS_METHOD = "getPaginatedItems"


def page_class(page: Expression | None, method: Method, classes: Classes) -> str | None:
    """The id of the class that says how to page; None for a method that does not."""
    if page is None or method.implementation is None:
        return None
    symbol = classes.find(page, method.implementation.owner.scope)
    if symbol is None:
        return None
    return paging_base(symbol, classes).id


def paging_base(symbol: Symbol, classes: Classes) -> Symbol:
    """The nearest class that writes how its items are found: `ITEMS_METHOD` with a body."""
    for candidate in classes.chain(symbol):
        if writes_items(candidate):
            return candidate
    return symbol


def writes_items(symbol: Symbol) -> bool:
    """Whether a class writes `ITEMS_METHOD` itself."""
    declaration = class_of(symbol)
    return declaration is not None and any(
        node.name == ITEMS_METHOD and node.body is not None for node in declaration.body.properties
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
