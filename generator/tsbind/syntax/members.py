"""Object types, interface bodies and class bodies: their members."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from tree_sitter import Node

from tsbind.syntax.bodies import read_body, read_expression
from tsbind.syntax.comments import with_docs
from tsbind.syntax.expressions import Expression
from tsbind.syntax.file import SourceText
from tsbind.syntax.names import is_numeric, property_name
from tsbind.syntax.nodes import (
    Doc,
    FunctionNode,
    IndexNode,
    MappedNode,
    ObjectNode,
    PropertyNode,
    TypeNode,
)
from tsbind.syntax.signatures import read_function
from tsbind.syntax.types import (
    annotation,
    operands,
    read_type,
    type_rule,
    unread,
)


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
    sign = {
        "opting_type_annotation": "+",
        "adding_type_annotation": "+",
        "omitting_type_annotation": "-",
    }
    words = [child.type for child in node.children]
    is_readonly = "readonly" in words
    sign_before = words[words.index("readonly") - 1] if is_readonly else ""
    if name is None or constraint is None:
        return unread(node, file, "incomplete mapped type")
    return MappedNode(
        parameter=file.text(name),
        constraint=read_type(constraint, file, depth),
        value=annotation(value, file, depth),
        position=file.position(node),
        name=read_type(alias, file, depth) if alias else None,
        optional=sign.get(value.type) if value else None,
        readonly=("-" if sign_before == "-" else "+") if is_readonly else None,
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


def _head(
    node: Node,
    doc: Doc,
    file: SourceText,
    type_: TypeNode | None = None,
    value: Expression | None = None,
) -> PropertyNode:
    """A member by its name and by what its modifiers say."""
    name_node = node.child_by_field_name("name") or node
    name, computed = property_name(name_node, file)
    words = {child.type for child in node.children}
    access = [file.text(c) for c in node.children if c.type == "accessibility_modifier"]
    return PropertyNode(
        name=name,
        type=type_,
        value=value,
        position=file.position(name_node),
        optional="?" in words,
        readonly="readonly" in words,
        doc=doc,
        computed=computed,
        numeric=is_numeric(name_node),
        static="static" in words,
        private=access not in ([], ["public"]) or name_node.type == "private_property_identifier",
        asynchronous="async" in words,
        accessor=next((word for word in ("get", "set") if word in words), None),
    )


def _property(node: Node, doc: Doc, file: SourceText, depth: int) -> PropertyNode:
    type_ = annotation(node.child_by_field_name("type"), file, depth)
    value = node.child_by_field_name("value")
    return _head(node, doc, file, type_, read_expression(value, file) if value else None)


def _method(node: Node, doc: Doc, file: SourceText, depth: int) -> PropertyNode:
    head = _head(node, doc, file)
    signature = read_function(node, file, depth)
    body = node.child_by_field_name("body")
    return replace(
        head,
        type=_accessor_type(head.accessor, signature) if head.accessor else signature,
        readonly=head.accessor == "get",
        method=head.accessor is None,
        body=read_body(body, file) if body else None,
    )


def _accessor_type(accessor: str, signature: FunctionNode) -> TypeNode | None:
    if accessor == "get":
        return signature.returns
    return signature.parameters[0].type if signature.parameters else None
