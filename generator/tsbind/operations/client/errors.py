"""Upstream's error classes and the statuses they stand for."""

from __future__ import annotations

from collections.abc import Iterator

from tsbind.operations.evaluation.traverse import statements, walk
from tsbind.operations.methods.classes import Classes, class_of
from tsbind.resolve.symbols import Symbol
from tsbind.syntax.expressions import (
    BinaryExpression,
    CallExpression,
    FunctionBody,
    IfStatement,
    LiteralExpression,
    NameExpression,
)

STATUS = NameExpression("status")


def error_classes(root: Symbol, classes: Classes) -> list[Symbol]:
    """The classes of the module that the root client takes its error classes from."""
    declaration = class_of(root)
    for node in declaration.body.properties if declaration is not None else ():
        if not node.static or node.value is None or not node.name.endswith("Error"):
            continue
        symbol = classes.find(node.value, root.scope)
        if symbol is not None:
            names = symbol.scope.names.values()
            return [one for one in names if class_of(one) is not None and one.exported]
    return []


def statuses(errors: list[Symbol]) -> dict[str, int]:
    """The status of each class, from the function that makes an error of a response."""
    found: dict[str, int] = {}
    for symbol in errors:
        declaration = class_of(symbol)
        for node in declaration.body.properties if declaration is not None else ():
            if node.static and node.body is not None:
                found |= dict(_mapped(node.body))
    return found


def _mapped(body: FunctionBody) -> Iterator[tuple[str, int]]:
    """``if (status === 404) return new NotFoundError(...)``; ``>= 500`` gives 500."""
    for statement in statements(body.statements):
        if not isinstance(statement, IfStatement):
            continue
        test = statement.test
        if not isinstance(test, BinaryExpression) or test.left != STATUS:
            continue
        if not isinstance(test.right, LiteralExpression) or type(test.right.value) is not int:
            continue
        for item in (part for inner in statement.then for part in walk(inner)):
            if isinstance(item, CallExpression) and item.new:
                if isinstance(item.function, NameExpression):
                    yield item.function.name, test.right.value
                break


def bases(errors: list[Symbol], classes: Classes) -> Iterator[tuple[str, str]]:
    """Each error class and the one it extends, where that is upstream's too."""
    for symbol in errors:
        base = classes.base(symbol)
        if base is not None and base in errors:
            yield symbol.name, base.name
