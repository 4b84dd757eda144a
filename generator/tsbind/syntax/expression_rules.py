"""How each kind of expression node becomes a value."""

from __future__ import annotations

from tree_sitter import Node

from tsbind.syntax.expressions import (
    ArrayExpression,
    AssignmentExpression,
    AwaitExpression,
    BinaryExpression,
    CallExpression,
    CastExpression,
    ConditionalExpression,
    Expression,
    IndexExpression,
    LiteralExpression,
    MemberExpression,
    NameExpression,
    SpreadExpression,
    TemplateExpression,
    UnaryExpression,
)
from tsbind.syntax.literals import number_value, unescape
from tsbind.syntax.reader import Reader, child, expression_rule, first, named
from tsbind.syntax.types import read_type

_CONSTANTS = {"true": True, "false": False, "null": None}


@expression_rule("identifier", "this", "super", "undefined", "import", "property_identifier")
def _name(reader: Reader, node: Node) -> Expression:
    return NameExpression(reader.text(node))


@expression_rule("string")
def _string(reader: Reader, node: Node) -> Expression:
    return LiteralExpression(unescape(reader.text(node)[1:-1]), reader.position(node))


@expression_rule("true", "false", "null")
def _constant(reader: Reader, node: Node) -> Expression:
    return LiteralExpression(_CONSTANTS[node.type], reader.position(node))


@expression_rule("number")
def _number(reader: Reader, node: Node) -> Expression:
    value = number_value(reader.text(node))
    return reader.raw(node) if value is None else LiteralExpression(value, reader.position(node))


@expression_rule("member_expression")
def _member(reader: Reader, node: Node) -> Expression:
    optional = node.child_by_field_name("optional_chain") is not None
    name = reader.text(child(node, "property"))
    return MemberExpression(reader.expression(child(node, "object")), name, optional)


@expression_rule("subscript_expression")
def _subscript(reader: Reader, node: Node) -> Expression:
    return IndexExpression(
        reader.expression(child(node, "object")), reader.expression(child(node, "index"))
    )


@expression_rule("call_expression")
def _call(reader: Reader, node: Node) -> Expression:
    arguments = child(node, "arguments")
    function = reader.expression(child(node, "function"))
    if arguments.type == "template_string":
        return TemplateExpression(_parts(reader, arguments), reader.position(node), function)
    return CallExpression(
        function, _arguments(reader, node), reader.position(node), _type_arguments(reader, node)
    )


@expression_rule("new_expression")
def _new(reader: Reader, node: Node) -> Expression:
    function = reader.expression(child(node, "constructor"))
    types = _type_arguments(reader, node)
    return CallExpression(
        function, _arguments(reader, node), reader.position(node), types, new=True
    )


def _arguments(reader: Reader, node: Node) -> tuple[Expression, ...]:
    arguments = node.child_by_field_name("arguments")
    if arguments is None:
        return ()
    return tuple([reader.expression(item) for item in named(arguments)])


def _type_arguments(reader: Reader, node: Node) -> tuple[str, ...]:
    arguments = node.child_by_field_name("type_arguments")
    if arguments is None:
        return ()
    return tuple([reader.text(item) for item in named(arguments)])


@expression_rule("template_string")
def _template(reader: Reader, node: Node) -> Expression:
    return TemplateExpression(_parts(reader, node), reader.position(node))


def _parts(reader: Reader, node: Node) -> tuple[str | Expression, ...]:
    parts: list[str | Expression] = []
    for item in node.named_children:
        if item.type != "template_substitution":
            parts.append(unescape(reader.text(item)))
            continue
        inner = first(item)
        parts.append(reader.raw(item) if inner is None else reader.expression(inner))
    return tuple(parts)


@expression_rule("array")
def _array(reader: Reader, node: Node) -> Expression:
    return ArrayExpression(tuple([reader.expression(item) for item in named(node)]))


@expression_rule("spread_element", "await_expression", "parenthesized_expression")
def _around_one(reader: Reader, node: Node) -> Expression:
    operand = first(node)
    if operand is None:
        return reader.raw(node)
    inner = reader.expression(operand)
    if node.type == "spread_element":
        return SpreadExpression(inner)
    return AwaitExpression(inner) if node.type == "await_expression" else inner


@expression_rule("non_null_expression", "as_expression", "satisfies_expression")
@expression_rule("instantiation_expression")
def _cast(reader: Reader, node: Node) -> Expression:
    parts = named(node)
    if not parts:
        return reader.raw(node)
    constant = node.children[-1].type == "const"
    type_ = "const" if constant else reader.text(parts[1]) if len(parts) > 1 else ""
    return CastExpression(
        reader.expression(parts[0]),
        type_,
        read_type(parts[1], reader.file) if len(parts) > 1 and not constant else None,
        _OPERATORS[node.type],
    )


@expression_rule("type_assertion")
def _assertion(reader: Reader, node: Node) -> Expression:
    parts = named(node)
    if len(parts) < 2:
        return reader.raw(node)
    type_ = reader.text(parts[0])[1:-1].strip()
    inner = named(parts[0])
    annotation = read_type(inner[0], reader.file) if inner and type_ != "const" else None
    return CastExpression(reader.expression(parts[-1]), type_, annotation)


_OPERATORS = {
    "as_expression": "as",
    "satisfies_expression": "satisfies",
    "non_null_expression": "!",
    "instantiation_expression": "<>",
}


@expression_rule("ternary_expression")
def _conditional(reader: Reader, node: Node) -> Expression:
    return ConditionalExpression(
        reader.expression(child(node, "condition")),
        reader.expression(child(node, "consequence")),
        reader.expression(child(node, "alternative")),
    )


@expression_rule("binary_expression")
def _binary(reader: Reader, node: Node) -> Expression:
    return BinaryExpression(
        reader.text(child(node, "operator")),
        reader.expression(child(node, "left")),
        reader.expression(child(node, "right")),
    )


@expression_rule("unary_expression")
def _unary(reader: Reader, node: Node) -> Expression:
    operator = reader.text(child(node, "operator"))
    return UnaryExpression(operator, reader.expression(child(node, "argument")))


@expression_rule("assignment_expression", "augmented_assignment_expression")
def _assignment(reader: Reader, node: Node) -> Expression:
    operator = node.child_by_field_name("operator")
    return AssignmentExpression(
        "=" if operator is None else reader.text(operator),
        reader.expression(child(node, "left")),
        reader.expression(child(node, "right")),
    )
