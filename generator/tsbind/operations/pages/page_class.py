"""Which page class a paginated method answers with."""

from __future__ import annotations

from tsbind.operations.methods.classes import Classes, class_of
from tsbind.operations.methods.signatures import Method
from tsbind.resolve.symbols import Symbol
from tsbind.syntax.expressions import Expression

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
