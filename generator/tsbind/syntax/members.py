"""Object types, interface bodies and class bodies, function types and their parameters."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from tree_sitter import Node

from tsbind.computed import UNKNOWN_NAME, is_computed
from tsbind.syntax.bodies import read_binding, read_body, read_expression
from tsbind.syntax.comments import is_doc_comment, read_doc
from tsbind.syntax.expressions import NO_BINDING
from tsbind.syntax.file import SourceText
from tsbind.syntax.nodes import (
    NO_DOC,
    Doc,
    FunctionNode,
    IndexNode,
    MappedNode,
    ObjectNode,
    ParameterNode,
    PropertyNode,
    TypeNode,
)
from tsbind.syntax.strings import unescape
from tsbind.syntax.types import (
    annotation,
    operands,
    read_type,
    read_type_parameters,
    type_rule,
    unread,
)

_MODIFIERS = frozenset(("readonly", "static", "async", "get", "set", "?"))


def with_docs(node: Node, file: SourceText) -> Iterator[tuple[Node, Doc]]:
    """Each child that is no comment, with the last doc comment before it.

    A comment on the line where the token before it ends belongs to that token (tsc's
    `getLeadingCommentRanges`).
    """
    doc: Node | None = None
    last_row = -1
    for child in node.children:
        if child.type == "comment":
            if child.start_point[0] != last_row and is_doc_comment(file.text(child)):
                doc = child
            continue
        yield child, read_doc(file.text(doc)) if doc is not None else NO_DOC
        doc = None
        last_row = child.end_point[0]


@type_rule("object_type", "interface_body")
def _object_type(node: Node, file: SourceText, depth: int) -> TypeNode:
    mapped = _mapped_clause(node)
    if mapped is not None:
        return _mapped(mapped, file, depth)
    return read_object(node, file, depth)


def _mapped_clause(node: Node) -> Node | None:
    signatures = operands(node)
    if len(signatures) != 1 or signatures[0].type != "index_signature":
        return None
    clause = [c for c in signatures[0].children if c.type == "mapped_type_clause"]
    return signatures[0] if clause else None


def _mapped(node: Node, file: SourceText, depth: int) -> TypeNode:
    clause = next(c for c in node.children if c.type == "mapped_type_clause")
    name, constraint = (clause.child_by_field_name(f) for f in ("name", "type"))
    alias = clause.child_by_field_name("alias")
    value = node.child_by_field_name("type")
    sign = {"opting_type_annotation": "+", "omitting_type_annotation": "-"}
    readonly = None
    for index, child in enumerate(node.children):
        if child.type == "readonly":
            before = node.children[index - 1].type if index else "+"
            readonly = "-" if before == "-" else "+"
    if name is None or constraint is None:
        return unread(node, file, "incomplete mapped type")
    return MappedNode(
        parameter=file.text(name),
        constraint=read_type(constraint, file, depth),
        value=annotation(value, file, depth),
        position=file.position(node),
        name=read_type(alias, file, depth) if alias else None,
        optional=sign.get(value.type) if value else None,
        readonly=readonly,
    )


@dataclass(slots=True)
class _Members:
    """The members of one body while they are read."""

    file: SourceText
    depth: int
    properties: list[PropertyNode] = field(default_factory=list[PropertyNode])
    indexes: list[IndexNode] = field(default_factory=list[IndexNode])
    calls: list[FunctionNode] = field(default_factory=list[FunctionNode])

    def add(self, node: Node, doc: Doc) -> None:
        """Read one member; tokens and decorators are passed over."""
        kind = node.type
        if kind in _PROPERTY_KINDS:
            self.properties.append(_property(node, doc, self.file, self.depth))
        elif kind in _METHOD_KINDS:
            self.properties.append(_method(node, doc, self.file, self.depth))
        elif kind == "index_signature":
            self.index(node, doc)
        elif kind in ("call_signature", "construct_signature"):
            self.calls.append(read_function(node, self.file, self.depth))
        elif kind == "ERROR":
            self.file.report("cannot read this member", node)

    def index(self, node: Node, doc: Doc) -> None:
        key = node.child_by_field_name("index_type")
        value = annotation(node.child_by_field_name("type"), self.file, self.depth)
        if key is None or value is None:
            self.file.report("a mapped type beside other members", node)
            return
        readonly = any(c.type == "readonly" for c in node.children)
        key_type = read_type(key, self.file, self.depth)
        self.indexes.append(IndexNode(key_type, value, self.file.position(node), readonly, doc))


_PROPERTY_KINDS = ("property_signature", "public_field_definition")
_METHOD_KINDS = ("method_signature", "method_definition", "abstract_method_signature")


def read_object(node: Node, file: SourceText, depth: int = 0) -> ObjectNode:
    """The members of an object type, an interface body or a class body."""
    members = _Members(file, depth)
    for child, doc in with_docs(node, file):
        members.add(child, doc)
    return ObjectNode(
        tuple(members.properties),
        tuple(members.indexes),
        tuple(members.calls),
        file.position(node),
    )


def property_name(node: Node, file: SourceText) -> tuple[str, bool]:
    """A member's name as JavaScript sees it, and whether it is computed.

    The name of a computed one is what stands in brackets, with them, where that is a path.
    """
    text = file.text(node)
    if node.type == "string":
        return unescape(text[1:-1]), False
    if node.type == "computed_property_name":
        inner = operands(node)
        if len(inner) == 1 and inner[0].type == "string":
            return unescape(file.text(inner[0])[1:-1]), False
        return text if is_computed(text) else UNKNOWN_NAME, True
    return text, False


def _flags(node: Node, file: SourceText) -> tuple[set[str], bool]:
    """The modifier keywords of a member, and whether it is private or protected."""
    words: set[str] = set()
    private = False
    for child in node.children:
        if child.type in _MODIFIERS:
            words.add(child.type)
        elif child.type == "accessibility_modifier":
            private = file.text(child) != "public"
    return words, private


def _property(node: Node, doc: Doc, file: SourceText, depth: int) -> PropertyNode:
    name_node = node.child_by_field_name("name")
    name, computed = property_name(name_node or node, file)
    words, private = _flags(node, file)
    value = node.child_by_field_name("value")
    return PropertyNode(
        name=name,
        type=annotation(node.child_by_field_name("type"), file, depth),
        position=file.position(name_node or node),
        optional="?" in words,
        readonly="readonly" in words,
        doc=doc,
        computed=computed,
        value=read_expression(value, file) if value else None,
        static="static" in words,
        private=private or (name_node or node).type == "private_property_identifier",
    )


def _method(node: Node, doc: Doc, file: SourceText, depth: int) -> PropertyNode:
    name_node = node.child_by_field_name("name")
    name, computed = property_name(name_node or node, file)
    words, private = _flags(node, file)
    accessor = next((word for word in ("get", "set") if word in words), None)
    signature = read_function(node, file, depth)
    body = node.child_by_field_name("body")
    return PropertyNode(
        name=name,
        type=_accessor_type(accessor, signature) if accessor else signature,
        position=file.position(name_node or node),
        optional="?" in words,
        readonly=accessor == "get",
        method=accessor is None,
        doc=doc,
        computed=computed,
        static="static" in words,
        private=private or (name_node or node).type == "private_property_identifier",
        body=read_body(body, file) if body else None,
        asynchronous="async" in words,
        accessor=accessor,
    )


def _accessor_type(accessor: str, signature: FunctionNode) -> TypeNode | None:
    if accessor == "get":
        return signature.returns
    return signature.parameters[0].type if signature.parameters else None


@type_rule("function_type", "constructor_type")
def _function_type(node: Node, file: SourceText, depth: int) -> TypeNode:
    return read_function(node, file, depth)


def read_function(node: Node, file: SourceText, depth: int = 0) -> FunctionNode:
    """The signature of a function type, a method, a call or construct signature, a function."""
    parameters = node.child_by_field_name("parameters")
    returns = node.child_by_field_name("return_type") or node.child_by_field_name("type")
    constructs = node.type in ("constructor_type", "construct_signature")
    return FunctionNode(
        parameters=_parameters(parameters, file, depth),
        returns=_returns(returns, file, depth),
        position=file.position(node),
        type_parameters=read_type_parameters(
            node.child_by_field_name("type_parameters"), file, depth
        ),
        constructs=constructs,
    )


def _returns(node: Node | None, file: SourceText, depth: int) -> TypeNode | None:
    if node is None:
        return None
    if node.type == "type_annotation":
        return annotation(node, file, depth)
    return read_type(node, file, depth)


def _parameters(node: Node | None, file: SourceText, depth: int) -> tuple[ParameterNode, ...]:
    if node is None:
        return ()
    if node.type == "identifier":
        return (ParameterNode(file.text(node), None, False, False, file.position(node)),)
    read = [
        _parameter(child, file, depth)
        for child in operands(node)
        if child.type in ("required_parameter", "optional_parameter")
    ]
    return tuple([parameter for parameter in read if parameter.name != "this"])


def _parameter(node: Node, file: SourceText, depth: int) -> ParameterNode:
    pattern = node.child_by_field_name("pattern") or node.child_by_field_name("name") or node
    rest = pattern.type == "rest_pattern"
    name = file.text(operands(pattern)[0] if rest and operands(pattern) else pattern)
    value = node.child_by_field_name("value")
    return ParameterNode(
        name=name if pattern.type in ("identifier", "this", "rest_pattern") else "",
        type=annotation(node.child_by_field_name("type"), file, depth),
        optional=node.type == "optional_parameter" or value is not None,
        rest=rest,
        position=file.position(node),
        default=read_expression(value, file) if value else None,
        pattern=_pattern(pattern, file),
        binding=read_binding(pattern, file) if pattern.type == "object_pattern" else NO_BINDING,
    )


def _pattern(node: Node, file: SourceText) -> tuple[tuple[str, str], ...]:
    """Pairs of property and local name of ``{ a, b: c, ...rest }``; a rest has property ``...``."""
    if node.type != "object_pattern":
        return ()
    pairs: list[tuple[str, str]] = []
    for child in operands(node):
        if child.type == "pair_pattern":
            key, value = child.child_by_field_name("key"), child.child_by_field_name("value")
            local = operands(value)[0] if value and value.type == "assignment_pattern" else value
            pairs.append((property_name(key or child, file)[0], file.text(local or child)))
        elif child.type == "rest_pattern":
            pairs.append(("...", file.text(operands(child)[0])))
        else:
            local = operands(child)[0] if child.type.endswith("assignment_pattern") else child
            pairs.append((file.text(local), file.text(local)))
    return tuple(pairs)
