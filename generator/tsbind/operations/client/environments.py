"""Tables of named base URLs, and the option of the client that chooses from one."""

from __future__ import annotations

from collections.abc import Iterator

from tsbind.operations.client.constructor import Constructor
from tsbind.operations.evaluation.traverse import walk
from tsbind.operations.methods.classes import Classes
from tsbind.resolve.symbols import LexicalScope
from tsbind.syntax.expressions import (
    ArrayExpression,
    CallExpression,
    Expression,
    IndexExpression,
    LiteralExpression,
    MemberExpression,
    NameExpression,
    ObjectExpression,
    TemplateExpression,
)
from tsbind.syntax.nodes import VariableDeclaration

Environments = tuple[tuple[str, str], ...]

_MAP = NameExpression("Map")


def url_of(item: object) -> str:
    """The http(s) URL a literal is; empty for anything else."""
    text = ""
    if isinstance(item, LiteralExpression):
        text = str(item.value)
    elif isinstance(item, TemplateExpression) and all(isinstance(p, str) for p in item.parts):
        text = "".join(str(part) for part in item.parts)
    return text if text.startswith(("https://", "http://")) and text.isprintable() else ""


def read_environments(
    constructor: Constructor, classes: Classes, options: frozenset[str]
) -> tuple[Environments, str | None]:
    """The first table of URLs that the constructor looks an option up in, and that option.

    It may do so itself (``environments[options.environment]``), or in a function that it hands
    its options to (``endpoints.get(options.dataResidency)``).
    """
    for body, scope in _bodies(constructor, classes):
        for item in walk(body):
            table, key = _looked_up(item)
            if table is None or key is None:
                continue
            named = url_table(table, scope, classes)
            option = next((name for name in _names(key) if name in options), None)
            if named and option is not None:
                return named, option
    return (), None


def url_table(table: Expression, scope: LexicalScope, classes: Classes) -> Environments:
    """The names and URLs of a constant object, or map, of the module; empty for another."""
    symbol = classes.find(table, scope)
    for statement in symbol.values if symbol is not None else ():
        if isinstance(statement, VariableDeclaration) and statement.value is not None:
            return tuple(_entries(statement.value))
    return ()


def _bodies(constructor: Constructor, classes: Classes) -> Iterator[tuple[object, LexicalScope]]:
    for member in constructor.members:
        if member.node.body is None:
            continue
        yield member.node.body, member.owner.scope
        for item in walk(member.node.body):
            if not isinstance(item, CallExpression) or item.new:
                continue
            found = classes.function(item.function, member.owner.scope)
            if found is not None and found[1].body is not None:
                yield found[1].body, found[0].scope


def _looked_up(item: object) -> tuple[Expression | None, Expression | None]:
    """The table and the key of ``table[key]`` and ``table.get(key)``."""
    if isinstance(item, IndexExpression):
        return item.object, item.index
    match item:
        case CallExpression(function=MemberExpression(object=table, name="get"), arguments=(key,)):
            return table, key
        case _:
            return None, None


def _names(key: Expression) -> Iterator[str]:
    for part in walk(key):
        if isinstance(part, (MemberExpression, NameExpression)):
            yield part.name


def _entries(value: Expression) -> Iterator[tuple[str, str]]:
    if isinstance(value, ObjectExpression):
        pairs = [(str(entry.key), entry.value) for entry in value.entries]
    else:
        pairs = list(_pairs(value))
    yield from ((name, url) for name, item in pairs if (url := url_of(item)))


def _pairs(value: Expression) -> Iterator[tuple[str, Expression]]:
    """The entries of ``new Map([[name, value], ...])``."""
    if not isinstance(value, CallExpression) or value.function != _MAP or not value.arguments:
        return
    rows = value.arguments[0]
    for row in rows.items if isinstance(rows, ArrayExpression) else ():
        match row:
            case ArrayExpression(items=(LiteralExpression(value=str(name)), item)):
                yield name, item
            case _:
                pass
