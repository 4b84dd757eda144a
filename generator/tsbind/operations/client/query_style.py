"""How the client writes arrays and objects in a query: upstream's ``stringifyQuery``."""

from __future__ import annotations

from collections.abc import Iterator

from tsbind.model.operations import QueryStyle
from tsbind.operations.evaluation.traverse import walk
from tsbind.operations.methods.classes import Classes
from tsbind.resolve.symbols import LexicalScope, Symbol
from tsbind.syntax.expressions import (
    CallExpression,
    FunctionBody,
    LiteralExpression,
    MemberExpression,
    NameExpression,
    ObjectExpression,
)

_METHOD = "stringifyQuery"
_LIBRARY = "stringify"


def read_query_style(root: Symbol, classes: Classes) -> QueryStyle:
    """The style of the root client's method for queries, or of the function it hands over to.

    Upstream calls ``stringify`` of the library ``qs`` and says what departs from that library's
    defaults. A client that has no such call writes scalars only, and any style will do.
    """
    for member in classes.members(root):
        if member.node.name == _METHOD and member.node.body is not None:
            for style in _styles(member.node.body, member.owner.scope, classes):
                return style
    return QueryStyle()


def _styles(body: FunctionBody, scope: LexicalScope, classes: Classes) -> Iterator[QueryStyle]:
    for item in walk(body):
        if not isinstance(item, CallExpression):
            continue
        called = item.function
        if isinstance(called, MemberExpression) and called.name == _LIBRARY:
            yield _style(item)
        elif isinstance(called, NameExpression):
            found = classes.function(called, scope)
            if found is not None and found[1].body is not None and found[1].body is not body:
                yield from _styles(found[1].body, found[0].scope, classes)


def _style(call: CallExpression) -> QueryStyle:
    """The style that the options of the library say."""
    options: dict[str, object] = {}
    for argument in call.arguments[1:]:
        entries = argument.entries if isinstance(argument, ObjectExpression) else ()
        for entry in entries:
            if isinstance(entry.key, str) and isinstance(entry.value, LiteralExpression):
                options[entry.key] = entry.value.value
    arrays = options.get("arrayFormat", "indices")
    return QueryStyle(str(arrays), "dots" if options.get("allowDots") is True else "brackets")
