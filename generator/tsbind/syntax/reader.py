"""The reader of bodies: one rule per kind of node, looked up in tables.

Rules for expressions are in `expression_rules`, for statements in `statement_rules`; they call
back through the `Reader`, which counts the depth so that no input can exhaust the stack.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TypeAlias

from tree_sitter import Node

from tsbind.position import Position
from tsbind.syntax.expressions import BodyStatement, Expression, FunctionBody, RawExpression
from tsbind.syntax.file import SourceText

MAX_DEPTH = 100

ExpressionRule: TypeAlias = "Callable[[Reader, Node], Expression]"
StatementRule: TypeAlias = "Callable[[Reader, Node], Iterator[BodyStatement]]"

EXPRESSION_RULES: dict[str, ExpressionRule] = {}
STATEMENT_RULES: dict[str, StatementRule] = {}


def expression_rule(*kinds: str) -> Callable[[ExpressionRule], ExpressionRule]:
    """Register a rule for nodes of these kinds."""

    def register(rule: ExpressionRule) -> ExpressionRule:
        EXPRESSION_RULES.update(dict.fromkeys(kinds, rule))
        return rule

    return register


def statement_rule(*kinds: str) -> Callable[[StatementRule], StatementRule]:
    """Register a rule for statements of these kinds."""

    def register(rule: StatementRule) -> StatementRule:
        STATEMENT_RULES.update(dict.fromkeys(kinds, rule))
        return rule

    return register


@dataclass(slots=True)
class Reader:
    """Reads the nodes of one file into values; ``depth`` is the nesting at the moment."""

    file: SourceText
    depth: int = field(default=0)

    def text(self, node: Node) -> str:
        """The source text of ``node``."""
        return self.file.text(node)

    def position(self, node: Node) -> Position:
        """Where ``node`` begins."""
        return self.file.position(node)

    def raw(self, node: Node) -> RawExpression:
        """``node`` kept as text."""
        return RawExpression(self.text(node), self.position(node))

    def expression(self, node: Node) -> Expression:
        """``node`` as an expression: raw without a rule or beyond `MAX_DEPTH`."""
        rule = EXPRESSION_RULES.get(node.type)
        if rule is None or self.depth >= MAX_DEPTH:
            return self.raw(node)
        self.depth += 1
        try:
            return rule(self, node)
        finally:
            self.depth -= 1

    def statements(self, node: Node) -> tuple[BodyStatement, ...]:
        """The statements ``node`` stands for: those of a block, or the one it is."""
        rule = STATEMENT_RULES.get(node.type)
        if rule is None or self.depth >= MAX_DEPTH:
            return ()
        self.depth += 1
        try:
            return tuple(rule(self, node))
        finally:
            self.depth -= 1

    def body(self, node: Node) -> FunctionBody:
        """A ``statement_block`` as a function's body."""
        return FunctionBody(self.position(node), self.statements(node))


def child(node: Node, name: str) -> Node:
    """The child in field ``name``; the node itself where a syntax error has eaten the child."""
    return node.child_by_field_name(name) or node


def named(node: Node) -> list[Node]:
    """The named children that are not comments."""
    return [item for item in node.named_children if item.type != "comment"]


def first(node: Node) -> Node | None:
    """The first named child that is not a comment."""
    return next((item for item in node.named_children if item.type != "comment"), None)
