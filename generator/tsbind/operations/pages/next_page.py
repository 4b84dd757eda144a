"""Where the values of the next page's query come from; see `tsbind.model.operations.Page`."""

from __future__ import annotations

from tsbind.operations.evaluation.origins import BoundValue, ValueScope
from tsbind.operations.pages.page_class import ITEMS_METHOD
from tsbind.syntax.expressions import (
    BinaryExpression,
    CallExpression,
    CastExpression,
    Expression,
    IndexExpression,
    LiteralExpression,
    MemberExpression,
    NameExpression,
)

ITEMS = "items"
LAST, FIRST = "[-1]", "[0]"
MAX_STEPS = 40


def term(
    value: Expression, scope: ValueScope, items: str = "", steps: int = MAX_STEPS
) -> str | None:
    """The source of a value, None when it is not one the model can say.

    ``items`` is the page's property that holds the items, dotted where it lies deeper.
    """
    if steps <= 0:
        return None
    if isinstance(value, BinaryExpression):
        return _binary(value, scope, items, steps - 1)
    if isinstance(value, LiteralExpression):
        return str(value.value) if type(value.value) is int else None
    bound = scope.find(value.name) if isinstance(value, NameExpression) else None
    if isinstance(bound, BoundValue) and bound.property is None and bound.excluded_keys is None:
        return term(bound.value, bound.scope, items, steps - 1)
    path = access(value, scope, steps - 1)
    return _spelled(_of_items(path, ("page", *items.split(".")))) if path else None


def _of_items(path: tuple[str, ...], items: tuple[str, ...]) -> tuple[str, ...]:
    """A path through the property that holds the items, said of the items themselves."""
    if path[: len(items)] == items:
        path = (ITEMS, *path[len(items) :])
    if path[:2] == (ITEMS, LAST):
        return ("item", *path[2:])
    return ("first", *path[2:]) if path[:2] == (ITEMS, FIRST) else path


def _binary(value: BinaryExpression, scope: ValueScope, items: str, steps: int) -> str | None:
    left, right = term(value.left, scope, items, steps), term(value.right, scope, items, steps)
    if left is None or right is None:
        return None
    if value.operator == "+":
        return f"{left} + {right}"
    if value.operator in ("??", "||") and right.isdigit() and "|" not in left:
        return f"{left}|{right}"
    return None


def _spelled(path: tuple[str, ...]) -> str | None:
    if path == (ITEMS, "length"):
        return "count"
    if path[:3] == ("page", "options", "query"):
        return f"request.{'.'.join(path[3:])}" if len(path) > 3 else None
    indexed = LAST in path or FIRST in path
    known = path[0] in ("item", "first", "page") and len(path) > 1 and not indexed
    return ".".join(path) if known else None


def access(value: Expression, scope: ValueScope, steps: int = MAX_STEPS) -> tuple[str, ...]:
    """Members taken one after the other from ``page`` or ``items``, `FIRST` or `LAST` of a list."""
    if steps <= 0:
        return ()
    if isinstance(value, CastExpression):
        return access(value.value, scope, steps - 1)
    if isinstance(value, NameExpression):
        return _name(value, scope, steps - 1)
    if isinstance(value, MemberExpression):
        inner = access(value.object, scope, steps - 1)
        return (*inner, value.name) if inner else ()
    if isinstance(value, IndexExpression):
        return _index(value, scope, steps - 1)
    if isinstance(value, CallExpression):
        called = access(value.function, scope, steps - 1)
        return (ITEMS,) if called == ("page", ITEMS_METHOD) else ()
    if isinstance(value, BinaryExpression) and value.operator in ("??", "||"):
        return access(value.left, scope, steps - 1)
    return ()


def _name(value: NameExpression, scope: ValueScope, steps: int) -> tuple[str, ...]:
    if value.name == "this":
        return ("page",)
    bound = scope.find(value.name)
    if not isinstance(bound, BoundValue) or bound.excluded_keys is not None:
        return ()
    inner = access(bound.value, bound.scope, steps)
    return (*inner, bound.property) if inner and bound.property else inner


def _index(value: IndexExpression, scope: ValueScope, steps: int) -> tuple[str, ...]:
    inner = access(value.object, scope, steps)
    if isinstance(value.index, LiteralExpression):
        if isinstance(value.index.value, str):
            return (*inner, value.index.value) if inner else ()
        return (*inner, FIRST) if inner and value.index.value == 0 else ()
    last = isinstance(value.index, BinaryExpression) and value.index.operator == "-"
    return (*inner, LAST) if inner and last else ()
