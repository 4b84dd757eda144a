"""From type nodes of the tree to `TypeNode` values: one rule per kind of node."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TypeAlias

from tree_sitter import Node

from tsbind.syntax.file import MAX_DEPTH, SourceText
from tsbind.syntax.literals import number_value, unescape
from tsbind.syntax.masks import IMPORT_MARK
from tsbind.syntax.nodes import (
    ArrayNode,
    ConditionalNode,
    ImportTypeNode,
    IndexAccessNode,
    InferNode,
    IntersectionNode,
    KeywordNode,
    LiteralNode,
    NameNode,
    OperatorNode,
    TemplateNode,
    TupleItemNode,
    TupleNode,
    TypeNode,
    TypeParameterNode,
    TypeQueryNode,
    UnionNode,
    UnreadNode,
)

TypeRule: TypeAlias = Callable[[Node, SourceText, int], TypeNode]

TYPE_RULES: dict[str, TypeRule] = {}


def type_rule(*kinds: str) -> Callable[[TypeRule], TypeRule]:
    """Register a rule for nodes of these kinds."""

    def register(rule: TypeRule) -> TypeRule:
        TYPE_RULES.update(dict.fromkeys(kinds, rule))
        return rule

    return register


def read_type(node: Node, file: SourceText, depth: int = 0) -> TypeNode:
    """The type ``node`` stands for; an `UnreadNode` where there is no rule or it is too deep."""
    rule = TYPE_RULES.get(node.type)
    if rule is None:
        return unread(node, file, f"no rule for {node.type}")
    if depth > MAX_DEPTH:
        return unread(node, file, f"nested deeper than {MAX_DEPTH} types")
    return rule(node, file, depth + 1)


def unread(node: Node, file: SourceText, reason: str) -> UnreadNode:
    """A type kept as text, cut where it is long."""
    text = " ".join(file.text(node).split())
    return UnreadNode(text if len(text) <= 200 else text[:197] + "...", reason, file.position(node))


def operands(node: Node) -> list[Node]:
    """The children that are neither punctuation nor comments."""
    return [c for c in node.children if c.is_named and c.type != "comment"]


def annotation(node: Node | None, file: SourceText, depth: int = 0) -> TypeNode | None:
    """The type inside ``: T``, None where there is none."""
    if node is None:
        return None
    inner = operands(node)
    return read_type(inner[-1], file, depth) if inner else None


@type_rule("predefined_type", "this_type", "this")
def _keyword(node: Node, file: SourceText, _depth: int) -> TypeNode:
    return KeywordNode(" ".join(file.text(node).split()), file.position(node))


@type_rule("literal_type")
def _literal(node: Node, file: SourceText, _depth: int) -> TypeNode:
    inner = node.children[0]
    position = file.position(node)
    if inner.type == "string":
        return LiteralNode(unescape(file.text(inner)[1:-1]), position)
    if inner.type in ("true", "false"):
        return LiteralNode(inner.type == "true", position)
    if inner.type in ("null", "undefined"):
        return KeywordNode(inner.type, position)
    text = file.text(inner).replace(" ", "")
    value = number_value(text.lstrip("-+"))
    if value is None:
        return unread(node, file, f"not a number: {text[:40]}")
    return LiteralNode(-value if text.startswith("-") else value, position)


@type_rule("type_identifier", "identifier", "nested_type_identifier", "nested_identifier")
@type_rule("member_expression")
def _name(node: Node, file: SourceText, _depth: int) -> TypeNode:
    if node.type == "type_identifier" and file.text(node) == "bigint":
        # A keyword that the grammar (0.23) takes for a name.
        return KeywordNode("bigint", file.position(node))
    return _named(node, (), file)


@type_rule("generic_type")
def _generic(node: Node, file: SourceText, depth: int) -> TypeNode:
    name, arguments = operands(node)[:2]
    return _named(name, read_arguments(arguments, file, depth), file)


def _named(node: Node, arguments: tuple[TypeNode, ...], file: SourceText) -> TypeNode:
    position = file.position(node)
    if node.start_byte in file.unread:
        return UnreadNode(file.unread[node.start_byte], "it cannot be parsed", position)
    module = _import_module(node, file)
    if module is not None:
        path = path_of(node, file)[1:]
        return ImportTypeNode(module, path, arguments, position)
    return NameNode(path_of(node, file), arguments, position)


def _import_module(node: Node, file: SourceText) -> str | None:
    """The module of ``import('x').Y``, masked or as the grammar reads it (a call of ``import``)."""
    while node.children and node.type not in ("identifier", "call_expression"):
        node = node.children[0]
    if node.type == "call_expression" and node.children[0].type == "import":
        strings = [c for c in node.children[1].children if c.type == "string"]
        return unescape(file.text(strings[0])[1:-1]) if strings else ""
    return file.import_types.get(node.start_byte)


def path_of(node: Node, file: SourceText) -> tuple[str, ...]:
    """The names of a dotted path, outermost first; an import counts as one name."""
    if node.type in ("type_identifier", "identifier", "property_identifier"):
        return (unescape(file.text(node)),)
    if not node.is_named or node.type in ("call_expression", "this"):
        return (IMPORT_MARK if node.type == "call_expression" else file.text(node),)
    names: list[str] = []
    while node.children and node.type not in ("identifier", "type_identifier", "call_expression"):
        names.append(file.text(node.children[-1]))
        node = node.children[0]
    names.append(IMPORT_MARK if node.type == "call_expression" else file.text(node))
    return tuple(reversed(names))


def read_arguments(node: Node | None, file: SourceText, depth: int) -> tuple[TypeNode, ...]:
    """The types of ``<A, B>``."""
    if node is None:
        return ()
    return tuple([read_type(child, file, depth) for child in operands(node)])


@type_rule("union_type", "intersection_type")
def _members(node: Node, file: SourceText, depth: int) -> TypeNode:
    nodes = _flat(node, node.type)
    *before, last = [read_type(n, file, depth) for n in nodes]

    def joined(first: TypeNode) -> TypeNode:
        kind = UnionNode if node.type == "union_type" else IntersectionNode
        return kind((*before, first), file.position(node)) if before else first

    # The grammar has what follows `readonly T[]` inside it: `A & readonly B[] | C`.
    looser = _LOOSER[node.type] if nodes[-1].type == "readonly_type" else ()
    return _in_first(last, looser, joined)


_LOOSER: dict[str, tuple[type, ...]] = {
    "union_type": (ConditionalNode,),
    "intersection_type": (ConditionalNode, UnionNode),
    "readonly_type": (ConditionalNode, UnionNode, IntersectionNode),
}
"""What binds less tightly than an operator."""


def _in_first(
    type_: TypeNode, kinds: tuple[type, ...], change: Callable[[TypeNode], TypeNode]
) -> TypeNode:
    """``type_`` with its leftmost operand changed, past operators of these kinds."""
    if not isinstance(type_, kinds):
        return change(type_)
    if isinstance(type_, ConditionalNode):
        return replace(type_, check=_in_first(type_.check, kinds, change))
    assert isinstance(type_, UnionNode | IntersectionNode)
    first, *rest = type_.members
    return replace(type_, members=(_in_first(first, kinds, change), *rest))


def _flat(node: Node, kind: str) -> list[Node]:
    """The operands of a chain; the grammar nests them to the left, thousands deep."""
    members: list[Node] = []
    while node.type == kind:
        inner = operands(node)
        members.extend(reversed(inner[1:] if inner[0].type == kind else inner))
        if inner[0].type != kind:
            break
        node = inner[0]
    return members[::-1]


@type_rule("parenthesized_type")
def _parenthesized(node: Node, file: SourceText, depth: int) -> TypeNode:
    while node.type == "parenthesized_type":
        inner = operands(node)
        if not inner:
            return unread(node, file, "empty parentheses")
        node = inner[0]
    return read_type(node, file, depth)


@type_rule("array_type")
def _array(node: Node, file: SourceText, depth: int) -> TypeNode:
    return ArrayNode(read_type(operands(node)[0], file, depth), file.position(node))


@type_rule("tuple_type")
def _tuple(node: Node, file: SourceText, depth: int) -> TypeNode:
    items = [_tuple_item(child, file, depth) for child in operands(node)]
    return TupleNode(tuple(items), file.position(node))


def _tuple_item(node: Node, file: SourceText, depth: int) -> TupleItemNode:
    if node.type in ("optional_type", "rest_type"):
        inner = read_type(operands(node)[0], file, depth)
        return TupleItemNode(inner, node.type == "optional_type", node.type == "rest_type")
    if file.data[node.end_byte : node.end_byte + 40].lstrip()[:1] == b"?":
        # A mark that was masked, for the grammar takes it for a pattern's.
        return TupleItemNode(read_type(node, file, depth), optional=True)
    if node.type in ("required_parameter", "optional_parameter"):
        name = node.child_by_field_name("name")
        type_ = annotation(node.child_by_field_name("type"), file, depth)
        rest = name is not None and name.type == "rest_pattern"
        item = type_ or unread(node, file, "tuple member without a type")
        return TupleItemNode(item, node.type == "optional_parameter", rest)
    return TupleItemNode(read_type(node, file, depth))


@type_rule("readonly_type", "index_type_query")
def _operator(node: Node, file: SourceText, depth: int) -> TypeNode:
    operator = "readonly" if node.type == "readonly_type" else "keyof"
    inner = read_type(operands(node)[0], file, depth)
    kinds = _LOOSER.get(node.type, ())
    return _in_first(inner, kinds, lambda t: OperatorNode(operator, t, file.position(node)))


@type_rule("type_query")
def _type_query(node: Node, file: SourceText, depth: int) -> TypeNode:
    target = operands(node)[0]
    if target.type == "instantiation_expression":
        return unread(node, file, "a value with type arguments")
    path = path_of(target, file)
    module = _import_module(target, file)
    position = file.position(node)
    if module is not None:
        return TypeQueryNode(path[1:], position, module)
    if target.type == "subscript_expression":
        return unread(node, file, "typeof with an index")
    return TypeQueryNode(path, position)


@type_rule("lookup_type")
def _lookup(node: Node, file: SourceText, depth: int) -> TypeNode:
    base, index = operands(node)[:2]
    return IndexAccessNode(
        read_type(base, file, depth), read_type(index, file, depth), file.position(node)
    )


@type_rule("conditional_type")
def _conditional(node: Node, file: SourceText, depth: int) -> TypeNode:
    fields = ("left", "right", "consequence", "alternative")
    parts = [node.child_by_field_name(name) for name in fields]
    check, extends, yes, no = (
        read_type(part, file, depth) if part else unread(node, file, "incomplete conditional")
        for part in parts
    )
    return ConditionalNode(check, extends, yes, no, file.position(node))


@type_rule("infer_type")
def _infer(node: Node, file: SourceText, depth: int) -> TypeNode:
    inner = operands(node)
    constraint = read_type(inner[1], file, depth) if len(inner) > 1 else None
    return InferNode(file.text(inner[0]), constraint, file.position(node))


@type_rule("template_literal_type")
def _template(node: Node, file: SourceText, depth: int) -> TypeNode:
    parts: list[str | TypeNode] = []
    for child in node.children[1:-1]:
        if child.type == "template_type":
            parts.append(read_type(operands(child)[0], file, depth))
        else:
            parts.append(unescape(file.text(child)))
    return TemplateNode(tuple(parts), file.position(node))


@type_rule("type_predicate", "type_predicate_annotation")
def _predicate(node: Node, file: SourceText, _depth: int) -> TypeNode:
    return KeywordNode("boolean", file.position(node))


@type_rule("asserts", "asserts_annotation")
def _asserts(node: Node, file: SourceText, _depth: int) -> TypeNode:
    return KeywordNode("void", file.position(node))


def read_type_parameters(
    node: Node | None, file: SourceText, depth: int = 0
) -> tuple[TypeParameterNode, ...]:
    """``<const T extends C = D>``."""
    if node is None:
        return ()
    return tuple(
        [_type_parameter(c, file, depth) for c in operands(node) if c.type == "type_parameter"]
    )


def _type_parameter(node: Node, file: SourceText, depth: int) -> TypeParameterNode:
    name = node.child_by_field_name("name")
    constraint = annotation(node.child_by_field_name("constraint"), file, depth)
    default = annotation(node.child_by_field_name("value"), file, depth)
    return TypeParameterNode(file.text(name or node), constraint, default, file.position(node))
