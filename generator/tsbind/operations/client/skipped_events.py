"""Server-sent events that upstream passes over."""

from __future__ import annotations

from tsbind.operations.evaluation.traverse import walk
from tsbind.operations.methods.classes import Classes, class_of
from tsbind.syntax.expressions import (
    BinaryExpression,
    Expression,
    IfStatement,
    LiteralExpression,
    MemberExpression,
    OtherStatement,
)

FILES = ("core/streaming.ts", "streaming.ts")
CLASS = "Stream"


def skipped_events(classes: Classes) -> tuple[str, ...]:
    """``x`` of ``if (sse.event === 'x') { continue; }`` in the class of event streams."""
    found: dict[str, None] = {}
    for path in (path for path in FILES if path in classes.program.files):
        symbol = classes.program.module(path).scope.names.get(CLASS)
        declaration = class_of(symbol) if symbol is not None else None
        for node in declaration.body.properties if declaration is not None else ():
            for item in walk(node.body) if node.static and node.body is not None else ():
                if isinstance(item, IfStatement) and _continues(item):
                    found.update(dict.fromkeys(_names(item.test)))
    return tuple(found)


def _continues(statement: IfStatement) -> bool:
    return statement.then == (OtherStatement("continue_statement"),)


def _names(test: Expression) -> list[str]:
    """The events that ``test`` holds for; alternatives are joined with ``||``."""
    if not isinstance(test, BinaryExpression):
        return []
    if test.operator == "||":
        return [*_names(test.left), *_names(test.right)]
    is_event = isinstance(test.left, MemberExpression) and test.left.name == "event"
    if not is_event or not isinstance(test.right, LiteralExpression):
        return []
    is_name = test.operator in ("===", "==") and isinstance(test.right.value, str)
    return [str(test.right.value)] if is_name else []
