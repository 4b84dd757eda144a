"""Imports and exports in all their forms, one statement per name."""

from __future__ import annotations

from collections.abc import Iterator

from tree_sitter import Node

from tsbind.syntax.file import SourceText
from tsbind.syntax.literals import unescape
from tsbind.syntax.nodes import (
    NO_NAME,
    ExportDeclaration,
    ImportAliasDeclaration,
    ImportDeclaration,
)
from tsbind.syntax.types import operands, path_of


def _module(node: Node, file: SourceText) -> str | None:
    source = node.child_by_field_name("source")
    return unescape(file.text(source)[1:-1]) if source is not None else None


def _specifier(node: Node, file: SourceText) -> tuple[str, str]:
    """Name over there and name here of ``a as b``; a quoted name loses its quotes."""
    name, alias = node.child_by_field_name("name"), node.child_by_field_name("alias")
    texts = [file.text(part).strip("'\"") for part in (name, alias) if part is not None]
    # A specifier with a syntax error has neither.
    return (texts[0], texts[-1]) if texts else (file.text(node), file.text(node))


def read_import(node: Node, file: SourceText) -> Iterator[ImportDeclaration]:
    """The names ``import ... from 'x'`` and ``import X = require('x')`` bring in."""
    position = file.position(node)
    for child in node.children:
        if child.type == "import_require_clause":
            module = _module(child, file) or ""
            yield ImportDeclaration(file.text(operands(child)[0]), "=", module, position)
        elif child.type == "import_clause":
            module = _module(node, file) or ""
            for local, imported in _clause(child, file):
                yield ImportDeclaration(local, imported, module, position)


def _clause(node: Node, file: SourceText) -> Iterator[tuple[str, str]]:
    for child in operands(node):
        if child.type == "identifier":
            yield file.text(child), "default"
        elif child.type == "namespace_import":
            yield file.text(operands(child)[0]), "*"
        elif child.type == "named_imports":
            for specifier in operands(child):
                name, local = _specifier(specifier, file)
                yield local, name


def read_import_alias(
    node: Node, file: SourceText, exported: bool
) -> Iterator[ImportAliasDeclaration]:
    """``import X = Y.Z``."""
    local, target = operands(node)[:2]
    path = path_of(target, file)
    yield ImportAliasDeclaration(file.text(local), path, file.position(node), exported)


def read_export(node: Node, file: SourceText) -> Iterator[ExportDeclaration]:
    """``export { a as b } from``, ``export *``, ``export =``, ``export default name``."""
    position = file.position(node)
    module = _module(node, file)
    kinds = {child.type for child in node.children}
    for child in operands(node):
        if child.type == "export_clause":
            if not operands(child):
                # `export {}`: nothing is listed, and what is not exported is not seen outside.
                yield ExportDeclaration(NO_NAME, NO_NAME, module, position)
            for specifier in operands(child):
                local, name = _specifier(specifier, file)
                yield ExportDeclaration(name, local, module, position)
        elif child.type == "namespace_export":
            yield ExportDeclaration(
                file.text(operands(child)[0]).strip("'\""), "*", module, position
            )
        elif child.type == "identifier" and kinds & {"=", "default"}:
            yield ExportDeclaration(
                "=" if "=" in kinds else "default", file.text(child), None, position
            )
    if "*" in kinds:
        yield ExportDeclaration("*", "*", module, position)
