"""A few lines of code from a documentation text: all of it as values, or nothing.

Where the bodies of methods are searched for what is known (`statement_rules`), a snippet is read
whole: one statement or loop there is no rule for, and there is no reading of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeAlias, Union

from tree_sitter import Node

from tsbind.syntax.expressions import DeclareStatement, Expression, ExpressionStatement
from tsbind.syntax.file import SourceText
from tsbind.syntax.object_rules import binding
from tsbind.syntax.reader import MAX_DEPTH, Reader, child, first, named


@dataclass(frozen=True, slots=True)
class LoopStatement:
    """``for await (const name of over) { body }``; without ``await`` where ``awaits`` is false."""

    name: str
    over: Expression
    body: tuple[SnippetStatement, ...]
    awaits: bool


SnippetStatement: TypeAlias = Union[DeclareStatement, ExpressionStatement, LoopStatement]


class _Unread(Exception):  # noqa: N818 - says what happened, and is caught here
    """A statement there is no rule for."""


def read_snippet(root: Node, file: SourceText) -> tuple[SnippetStatement, ...] | None:
    """The statements below ``root``; None where one of them is unknown, or the syntax is wrong."""
    if root.has_error:
        return None
    try:
        return tuple(_statements(Reader(file), root))
    except _Unread:
        return None


def _statements(reader: Reader, node: Node) -> Iterator[SnippetStatement]:
    for item in named(node):
        rule = _RULES.get(item.type)
        if rule is None:
            raise _Unread(item.type)
        yield from rule(reader, item)


def _declarations(reader: Reader, node: Node) -> Iterator[SnippetStatement]:
    for item in named(node):
        value = item.child_by_field_name("value")
        if item.type != "variable_declarator" or value is None:
            raise _Unread(item.type)
        yield DeclareStatement(
            binding(reader, child(item, "name")), reader.expression(value), reader.position(item)
        )


def _expression(reader: Reader, node: Node) -> Iterator[SnippetStatement]:
    value = first(node)
    if value is None:
        raise _Unread(node.type)
    yield ExpressionStatement(reader.expression(value))


def _loop(reader: Reader, node: Node) -> Iterator[SnippetStatement]:
    name, body = child(node, "left"), child(node, "body")
    words = {item.type for item in node.children}
    if name.type != "identifier" or body.type != "statement_block" or "of" not in words:
        raise _Unread(node.type)
    over = reader.expression(child(node, "right"))
    reader.depth += 1
    if reader.depth > MAX_DEPTH:
        raise _Unread(node.type)
    yield LoopStatement(reader.text(name), over, tuple(_statements(reader, body)), "await" in words)
    reader.depth -= 1


def _nothing(reader: Reader, node: Node) -> Iterator[SnippetStatement]:
    yield from ()


_RULES: dict[str, Callable[[Reader, Node], Iterator[SnippetStatement]]] = {
    "lexical_declaration": _declarations,
    "variable_declaration": _declarations,
    "expression_statement": _expression,
    "for_in_statement": _loop,
    "empty_statement": _nothing,
}
