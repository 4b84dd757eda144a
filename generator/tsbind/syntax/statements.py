"""The statements of a file or a namespace: declarations, imports and exports."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import TypeAlias

from tree_sitter import Node

from tsbind.syntax.bodies import read_body, read_expression
from tsbind.syntax.comments import with_docs
from tsbind.syntax.file import MAX_DEPTH, SourceText
from tsbind.syntax.literals import unescape
from tsbind.syntax.members import read_object
from tsbind.syntax.modules import read_export, read_import, read_import_alias
from tsbind.syntax.names import property_name
from tsbind.syntax.nodes import (
    GLOBAL,
    NO_DOC,
    AliasDeclaration,
    ClassDeclaration,
    Doc,
    EnumDeclaration,
    EnumMemberNode,
    ExportDeclaration,
    FunctionDeclaration,
    InterfaceDeclaration,
    NameNode,
    NamespaceDeclaration,
    ObjectNode,
    Statement,
    TypeNode,
    TypeParameterNode,
    VariableDeclaration,
)
from tsbind.syntax.signatures import read_function
from tsbind.syntax.types import (
    annotation,
    operands,
    path_of,
    read_arguments,
    read_type,
    read_type_parameters,
)


@dataclass(frozen=True, slots=True)
class Outer:
    """What stands around a declaration: its doc, and whether it is exported or ambient."""

    doc: Doc = NO_DOC
    exported: bool = False
    declare: bool = False
    depth: int = 0


StatementRule: TypeAlias = Callable[[Node, SourceText, Outer], Iterator[Statement]]


def read_statements(node: Node, file: SourceText, outer: Outer | None = None) -> list[Statement]:
    """The declarations, imports and exports written directly in ``node``."""
    outer = outer or Outer()
    statements: list[Statement] = []
    for child, doc in with_docs(node, file):
        rule = _RULES.get(child.type)
        if rule is not None:
            inside = Outer(doc, outer.exported, outer.declare, outer.depth)
            statements.extend(rule(child, file, inside))
    return statements


def _name(node: Node, file: SourceText, fallback: str = "") -> str:
    name = node.child_by_field_name("name")
    return unescape(file.text(name)) if name is not None else fallback


def _interface(node: Node, file: SourceText, outer: Outer) -> Iterator[Statement]:
    heritage = [c for c in node.children if c.type == "extends_type_clause"]
    body = node.child_by_field_name("body")
    yield InterfaceDeclaration(
        name=_name(node, file),
        position=file.position(node),
        doc=outer.doc,
        exported=outer.exported,
        type_parameters=_type_parameters(node, file),
        extends=tuple([read_type(c, file) for clause in heritage for c in operands(clause)]),
        body=_body(body, node, file),
    )


def _body(body: Node | None, node: Node, file: SourceText) -> ObjectNode:
    return read_object(body, file) if body else ObjectNode((), (), (), file.position(node))


def _type_parameters(node: Node, file: SourceText) -> tuple[TypeParameterNode, ...]:
    return read_type_parameters(node.child_by_field_name("type_parameters"), file)


def _alias(node: Node, file: SourceText, outer: Outer) -> Iterator[Statement]:
    value = node.child_by_field_name("value")
    if value is None:
        return
    yield AliasDeclaration(
        name=_name(node, file),
        position=file.position(node),
        doc=outer.doc,
        exported=outer.exported,
        type_parameters=_type_parameters(node, file),
        type=read_type(value, file),
    )


def _class(node: Node, file: SourceText, outer: Outer) -> Iterator[Statement]:
    body = node.child_by_field_name("body")
    yield ClassDeclaration(
        name=_name(node, file, "default"),
        position=file.position(node),
        doc=outer.doc,
        exported=outer.exported,
        type_parameters=_type_parameters(node, file),
        extends=tuple(_heritage(node, file)),
        body=_body(body, node, file),
    )


def _heritage(node: Node, file: SourceText) -> Iterator[TypeNode]:
    for heritage in (c for c in node.children if c.type == "class_heritage"):
        for clause in operands(heritage):
            if clause.type == "extends_clause":
                yield from _base_classes(clause, file)


def _base_classes(clause: Node, file: SourceText) -> Iterator[TypeNode]:
    """The class that is extended; of a mixin the class it is given, and the call as a name.

    What a mixin makes of the class is not read: the name, which nothing has, gets reported.
    """
    value = clause.child_by_field_name("value") or clause
    position = file.position(value)
    if value.type == "call_expression":
        given = value.child_by_field_name("arguments")
        mixed = [c for c in operands(given) if c.type == "identifier"] if given else []
        yield from (NameNode(path_of(c, file), (), position) for c in mixed[:1])
        yield NameNode((file.text(value),), (), position)
        return
    arguments = read_arguments(clause.child_by_field_name("type_arguments"), file, 0)
    yield NameNode(path_of(value, file), arguments, position)


def _enum(node: Node, file: SourceText, outer: Outer) -> Iterator[Statement]:
    body = node.child_by_field_name("body")
    members = [_enum_member(c, d, file) for c, d in with_docs(body, file)] if body else []
    yield EnumDeclaration(
        name=_name(node, file),
        position=file.position(node),
        doc=outer.doc,
        exported=outer.exported,
        members=tuple([member for member in members if member is not None]),
        counts=not outer.declare or any(c.type == "const" for c in node.children),
    )


def _enum_member(node: Node, doc: Doc, file: SourceText) -> EnumMemberNode | None:
    if node.type == "enum_assignment":
        name, value = node.child_by_field_name("name"), node.child_by_field_name("value")
        expression = read_expression(value, file) if value else None
        return EnumMemberNode(
            property_name(name or node, file)[0], expression, doc, file.position(node)
        )
    if node.is_named and node.type != "ERROR":
        return EnumMemberNode(property_name(node, file)[0], None, doc, file.position(node))
    return None


def _namespace(node: Node, file: SourceText, outer: Outer) -> Iterator[Statement]:
    name, body = node.child_by_field_name("name"), node.child_by_field_name("body")
    ambient = name is not None and name.type == "string"
    if name is None or body is None:
        return
    path = (file.text(name)[1:-1],) if ambient else path_of(name, file)
    if outer.depth + len(path) > MAX_DEPTH:
        file.report(f"namespaces nested deeper than {MAX_DEPTH}", node)
        return
    inside = Outer(declare=outer.declare, depth=outer.depth + len(path))
    statements: tuple[Statement, ...] = tuple(read_statements(body, file, inside))
    for index, part in reversed(list(enumerate(path))):
        doc, exported = (outer.doc, outer.exported) if index == 0 else (NO_DOC, True)
        statements = (
            NamespaceDeclaration(
                part, file.position(node), doc, exported, statements, ambient, outer.declare
            ),
        )
    yield from statements


def _variables(node: Node, file: SourceText, outer: Outer) -> Iterator[Statement]:
    constant = any(c.type == "const" for c in node.children)
    for declarator in (c for c in node.children if c.type == "variable_declarator"):
        name, value = (declarator.child_by_field_name(f) for f in ("name", "value"))
        if name is None or name.type != "identifier":
            continue
        yield VariableDeclaration(
            name=file.text(name),
            position=file.position(declarator),
            doc=outer.doc,
            exported=outer.exported,
            type=annotation(declarator.child_by_field_name("type"), file),
            value=read_expression(value, file) if value else None,
            constant=constant,
        )


def _function(node: Node, file: SourceText, outer: Outer) -> Iterator[Statement]:
    body = node.child_by_field_name("body")
    yield FunctionDeclaration(
        name=_name(node, file, "default"),
        position=file.position(node),
        doc=outer.doc,
        exported=outer.exported,
        signature=read_function(node, file),
        body=read_body(body, file) if body else None,
        asynchronous=any(c.type == "async" for c in node.children),
    )


def _global(node: Node, file: SourceText, outer: Outer) -> Iterator[Statement]:
    """``declare global { ... }``, an ambient module of the name ``global``.

    Inside a module the word is masked, for the grammar has it not.
    """
    if file.data[: node.start_byte].rstrip().endswith(b"global"):
        inside = Outer(exported=True, declare=True, depth=outer.depth + 1)
        statements = tuple(read_statements(node, file, inside))
        position = file.position(node)
        yield NamespaceDeclaration(GLOBAL, position, outer.doc, True, statements, True, True)


def _inner(node: Node, file: SourceText, outer: Outer) -> Iterator[Statement]:
    """The declaration wrapped by ``export``, ``declare`` or an expression statement."""
    for child in operands(node):
        rule = _RULES.get(child.type)
        if rule is not None:
            yield from rule(child, file, outer)


def _export(node: Node, file: SourceText, outer: Outer) -> Iterator[Statement]:
    default = any(c.type == "default" for c in node.children)
    inside = Outer(outer.doc, not default, outer.declare, outer.depth)
    declaration = node.child_by_field_name("declaration")
    value = node.child_by_field_name("value")
    if value is not None and value.type == "class":
        declaration = value
    if declaration is None:
        yield from read_export(node, file)
    rule = _RULES.get(declaration.type) if declaration is not None else None
    if declaration is None or rule is None:
        return
    for statement in rule(declaration, file, inside):
        yield statement
        if default:
            name = _name(declaration, file, "default")
            yield ExportDeclaration("default", name, None, file.position(node))


def _error(node: Node, file: SourceText, _outer: Outer) -> Iterator[Statement]:
    file.report("syntax error", node)
    yield from ()


_RULES: dict[str, StatementRule] = {
    "interface_declaration": _interface,
    "type_alias_declaration": _alias,
    "class_declaration": _class,
    "abstract_class_declaration": _class,
    "enum_declaration": _enum,
    "internal_module": _namespace,
    "module": _namespace,
    "lexical_declaration": _variables,
    "variable_declaration": _variables,
    "function_declaration": _function,
    "generator_function_declaration": _function,
    "function_signature": _function,
    "ambient_declaration": lambda n, f, o: _inner(n, f, replace(o, declare=True)),
    "class": _class,
    "expression_statement": _inner,
    "export_statement": _export,
    "import_statement": lambda n, f, _o: read_import(n, f),
    "import_alias": lambda n, f, o: read_import_alias(n, f, o.exported),
    "statement_block": _global,
    "ERROR": _error,
}

STATEMENT_KINDS = frozenset(_RULES) - {"ERROR"}
"""Kinds of nodes that are statements."""
