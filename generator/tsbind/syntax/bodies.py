"""From nodes of expressions and of method bodies to plain values."""

from __future__ import annotations

from tree_sitter import Node

from tsbind.syntax import expression_rules, object_rules, statement_rules
from tsbind.syntax.expressions import Binding, Expression, FunctionBody
from tsbind.syntax.file import SourceText
from tsbind.syntax.reader import Reader

RULES = (expression_rules, object_rules, statement_rules)
"""The modules whose rules the reader uses; importing them registers the rules."""


def read_expression(node: Node, file: SourceText, depth: int = 0) -> Expression:
    """The expression ``node`` stands for, inside of ``depth`` others.

    What there is no rule for, and what is nested deeper than the reader's limit, is a
    `RawExpression`; nothing is raised.
    """
    return Reader(file, depth).expression(node)


def read_body(node: Node, file: SourceText) -> FunctionBody:
    """The statements of a ``statement_block``; statements without a rule are left out."""
    return Reader(file).body(node)


def read_binding(node: Node, file: SourceText) -> Binding:
    """What the pattern of a parameter binds, with the defaults inside it."""
    return object_rules.binding(Reader(file), node)
