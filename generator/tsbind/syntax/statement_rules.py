"""How each kind of statement node becomes values."""

from __future__ import annotations

from collections.abc import Iterator

from tree_sitter import Node

from tsbind.syntax.expressions import (
    Binding,
    BodyStatement,
    DeclareStatement,
    Expression,
    ExpressionStatement,
    IfStatement,
    OtherStatement,
    ReturnStatement,
)
from tsbind.syntax.object_rules import binding
from tsbind.syntax.reader import STATEMENT_RULES, Reader, child, first, named, statement_rule


@statement_rule("statement_block", "else_clause")
def _block(reader: Reader, node: Node) -> Iterator[BodyStatement]:
    for item in named(node):
        yield from reader.statements(item)


@statement_rule("lexical_declaration", "variable_declaration")
def _declaration(reader: Reader, node: Node) -> Iterator[BodyStatement]:
    for item in named(node):
        if item.type != "variable_declarator":
            continue
        value = item.child_by_field_name("value")
        yield DeclareStatement(
            binding(reader, child(item, "name")),
            None if value is None else reader.expression(value),
            reader.position(item),
        )


@statement_rule("function_declaration", "generator_function_declaration")
def _function(reader: Reader, node: Node) -> Iterator[BodyStatement]:
    """A function inside a body: a name for what an arrow function would be."""
    name, position = Binding(reader.text(child(node, "name"))), reader.position(node)
    yield DeclareStatement(name, reader.expression(node), position)


@statement_rule("return_statement")
def _return(reader: Reader, node: Node) -> Iterator[BodyStatement]:
    value = first(node)
    yield ReturnStatement(None if value is None else reader.expression(value))


@statement_rule("expression_statement")
def _expression(reader: Reader, node: Node) -> Iterator[BodyStatement]:
    value = first(node)
    if value is not None:
        yield ExpressionStatement(reader.expression(value))


@statement_rule("if_statement")
def _if(reader: Reader, node: Node) -> Iterator[BodyStatement]:
    otherwise = node.child_by_field_name("alternative")
    yield IfStatement(
        reader.expression(child(node, "condition")),
        reader.statements(child(node, "consequence")),
        () if otherwise is None else reader.statements(otherwise),
    )


@statement_rule("for_in_statement", "for_statement", "while_statement", "do_statement")
@statement_rule("switch_statement", "switch_body", "switch_case", "switch_default")
@statement_rule("try_statement", "catch_clause", "finally_clause")
@statement_rule("throw_statement", "labeled_statement", "continue_statement")
def _other(reader: Reader, node: Node) -> Iterator[BodyStatement]:
    expressions: list[Expression] = []
    statements: list[BodyStatement] = []
    for item in named(node):
        if item.type in STATEMENT_RULES:
            statements.extend(reader.statements(item))
        elif not item.type.endswith(("statement", "pattern", "identifier")):
            expressions.append(reader.expression(item))
    yield OtherStatement(node.type, tuple(expressions), tuple(statements))
