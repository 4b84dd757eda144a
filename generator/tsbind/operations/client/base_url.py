"""The API's base URL, and the environments to choose from."""

from __future__ import annotations

from collections.abc import Iterator

from tsbind.operations.client.constructor import Constructor
from tsbind.operations.client.environments import Environments, url_of, url_table
from tsbind.operations.evaluation.traverse import walk
from tsbind.operations.methods.classes import Classes
from tsbind.syntax.expressions import (
    AssignmentExpression,
    BinaryExpression,
    CallExpression,
    Expression,
    IndexExpression,
    LiteralExpression,
    MemberExpression,
    ObjectExpression,
)

OPTION = "baseURL"


def read_base_url(constructor: Constructor, classes: Classes) -> tuple[str, Environments]:
    """The default base URL (empty when there is none to be read) and the named ones."""
    for member in constructor.members:
        if member.node.body is None:
            continue
        for value in _values(walk(member.node.body)):
            for item in walk(value):
                url = url_of(item)
                if url:
                    return url, ()
                if isinstance(item, IndexExpression):
                    named = url_table(item.object, member.owner.scope, classes)
                    if named:
                        return _default(item, named), named
    return "", ()


def _values(items: Iterator[object]) -> Iterator[Expression]:
    """What the base URL is set to: ``baseURL: x``, ``this.baseURL = x``."""
    for item in items:
        if isinstance(item, ObjectExpression):
            yield from (entry.value for entry in item.entries if entry.key == OPTION)
        elif isinstance(item, AssignmentExpression):
            if isinstance(item.target, MemberExpression) and item.target.name == OPTION:
                yield item.value
        elif isinstance(item, CallExpression):
            yield from (
                a for a in item.arguments if isinstance(a, BinaryExpression) and url_of(a.right)
            )


def _default(item: IndexExpression, named: Environments) -> str:
    wanted = [part.value for part in walk(item.index) if isinstance(part, LiteralExpression)]
    return next((url for name, url in named if name in wanted), named[0][1])
