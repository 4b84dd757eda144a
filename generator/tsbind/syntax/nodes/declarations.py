"""Declarations, and all that can stand in a file or a namespace."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias, Union

from tsbind.position import Position
from tsbind.syntax.expressions import Expression, FunctionBody
from tsbind.syntax.nodes.links import ExportDeclaration, ImportAliasDeclaration, ImportDeclaration
from tsbind.values import value_class

if TYPE_CHECKING:
    from tsbind.syntax.nodes.docs import Doc
    from tsbind.syntax.nodes.members import FunctionNode, ObjectNode, TypeParameterNode
    from tsbind.syntax.nodes.types import TypeNode


@value_class(frozen=True, slots=True)
class InterfaceDeclaration:
    """``interface X<T> extends A, B { ... }``."""

    name: str
    position: Position
    doc: Doc
    exported: bool
    type_parameters: tuple[TypeParameterNode, ...]
    extends: tuple[TypeNode, ...]
    body: ObjectNode


@value_class(frozen=True, slots=True)
class AliasDeclaration:
    """``type X<T> = ...``."""

    name: str
    position: Position
    doc: Doc
    exported: bool
    type_parameters: tuple[TypeParameterNode, ...]
    type: TypeNode


@value_class(frozen=True, slots=True)
class ClassDeclaration:
    """``abstract class X<T> extends A { ... }``.

    ``body`` holds every member, also static and private ones and the overload signatures of
    methods and of the constructor one after the other.
    """

    name: str
    position: Position
    doc: Doc
    exported: bool
    type_parameters: tuple[TypeParameterNode, ...]
    extends: tuple[TypeNode, ...]
    body: ObjectNode


@value_class(frozen=True, slots=True)
class EnumMemberNode:
    """``Name = value`` of an enum; ``value`` is None where it is not written."""

    name: str
    value: Expression | None
    doc: Doc
    position: Position


@value_class(frozen=True, slots=True)
class EnumDeclaration:
    """``const enum X { ... }``."""

    name: str
    position: Position
    doc: Doc
    exported: bool
    members: tuple[EnumMemberNode, ...]
    counts: bool = True
    """Whether a member without a value has the next number; only the running program knows
    where ``declare enum`` gives none."""


GLOBAL = "global"
"""The name of ``declare global { ... }``, which is read as an ambient module."""


@value_class(frozen=True, slots=True)
class NamespaceDeclaration:
    """``namespace X.Y { ... }`` (one per name) and ``declare module 'x' { ... }``."""

    name: str
    position: Position
    doc: Doc
    exported: bool
    statements: tuple[Statement, ...]
    ambient_module: bool = False
    declare: bool = False
    """In a ``declare namespace`` every member is exported unless it has an export list."""


@value_class(frozen=True, slots=True)
class VariableDeclaration:
    """``const x: T = value``: one per name."""

    name: str
    position: Position
    doc: Doc
    exported: bool
    type: TypeNode | None
    value: Expression | None
    constant: bool = True


@value_class(frozen=True, slots=True)
class FunctionDeclaration:
    """``function f(...) { ... }``: one per overload; the implementation has a body."""

    name: str
    position: Position
    doc: Doc
    exported: bool
    signature: FunctionNode
    body: FunctionBody | None = None
    asynchronous: bool = False


Statement: TypeAlias = Union[
    InterfaceDeclaration,
    AliasDeclaration,
    ClassDeclaration,
    EnumDeclaration,
    NamespaceDeclaration,
    VariableDeclaration,
    FunctionDeclaration,
    ImportDeclaration,
    ImportAliasDeclaration,
    ExportDeclaration,
]
