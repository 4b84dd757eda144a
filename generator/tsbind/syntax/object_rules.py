"""Object literals, functions and the patterns that bind their parameters."""

from __future__ import annotations

from tree_sitter import Node

from tsbind.syntax.expressions import (
    Binding,
    Expression,
    FunctionExpression,
    NameExpression,
    ObjectEntry,
    ObjectExpression,
    Pick,
)
from tsbind.syntax.names import property_name
from tsbind.syntax.reader import Reader, child, expression_rule, first, named
from tsbind.syntax.types import TYPE_RULES

_FRAMES = 10  # Levels that a signature counts for: a default inside takes frames of the stack.


@expression_rule("object")
def _object(reader: Reader, node: Node) -> Expression:
    entries = tuple([_entry(reader, item) for item in named(node)])
    return ObjectExpression(entries, reader.position(node))


def _entry(reader: Reader, node: Node) -> ObjectEntry:
    if node.type == "shorthand_property_identifier":
        name = reader.text(node)
        return ObjectEntry(name, NameExpression(name))
    if node.type == "pair":
        key = child(node, "key")
        return ObjectEntry(
            _key(reader, key), reader.expression(child(node, "value")), key.type == "number"
        )
    if node.type == "method_definition":
        key = child(node, "name")
        form = next((item.type for item in node.children if item.type in ("get", "set")), "method")
        return ObjectEntry(_key(reader, key), _function(reader, node), key.type == "number", form)
    inner = first(node)
    if node.type == "spread_element" and inner is not None:
        return ObjectEntry(None, reader.expression(inner))
    return ObjectEntry(None, reader.raw(node))


def _key(reader: Reader, node: Node) -> str | Expression:
    if node.type == "computed_property_name":
        inner = first(node)
        return reader.raw(node) if inner is None else reader.expression(inner)
    return property_name(node, reader.file)[0]


@expression_rule("arrow_function", "function_expression")
@expression_rule("function_declaration", "generator_function_declaration")
def _function(reader: Reader, node: Node) -> Expression:
    body = node.child_by_field_name("body")
    if body is None:
        return reader.raw(node)
    single = node.child_by_field_name("parameter")
    parameters = (Binding(reader.text(single)),) if single else _parameters(reader, node)
    return FunctionExpression(
        parameters,
        reader.body(body) if body.type == "statement_block" else reader.expression(body),
        reader.position(node),
        any(item.type == "async" for item in node.children),
        TYPE_RULES["function_type"](node, reader.file, reader.depth + _FRAMES),
    )


def _parameters(reader: Reader, node: Node) -> tuple[Binding, ...]:
    parameters = named(child(node, "parameters"))
    return tuple(
        [binding(reader, item.child_by_field_name("pattern") or item) for item in parameters]
    )


def binding(reader: Reader, node: Node) -> Binding:
    """What a pattern binds."""
    if node.type == "object_pattern":
        return _object_binding(reader, node)
    return Binding(reader.text(node)) if node.type in ("identifier", "this") else Binding()


def _object_binding(reader: Reader, node: Node) -> Binding:
    picks: list[Pick] = []
    rest: str | None = None
    for item in named(node):
        if item.type == "rest_pattern":
            inner = first(item)
            rest = None if inner is None else reader.text(inner)
        elif (pick := _pick(reader, item)) is not None:
            picks.append(pick)
    return Binding("", tuple(picks), rest)


def _pick(reader: Reader, node: Node) -> Pick | None:
    if node.type == "shorthand_property_identifier_pattern":
        name = reader.text(node)
        return Pick(name, name)
    if node.type == "object_assignment_pattern":
        name = reader.text(child(node, "left"))
        return Pick(name, name, reader.expression(child(node, "right")))
    if node.type != "pair_pattern":
        return None
    key, value = _key(reader, child(node, "key")), child(node, "value")
    default = None
    if value.type == "assignment_pattern":
        default = reader.expression(child(value, "right"))
        value = child(value, "left")
    local = reader.text(value) if value.type == "identifier" else ""
    return Pick(key, local, default) if isinstance(key, str) else None
