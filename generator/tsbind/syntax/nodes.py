"""Declarations as written: what a source file says, before any name is bound.

These are plain values made from the tree-sitter tree by this room; no other room sees a tree.
A type as written is a `TypeNode`; names in it are dotted paths not yet looked up.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeAlias, Union

from tsbind.position import Position
from tsbind.syntax.expressions import NO_BINDING, Binding, Expression, FunctionBody


@dataclass(frozen=True, slots=True)
class Doc:
    """A ``/** */`` block: its text, and its tags in order (name and text)."""

    text: str = ""
    tags: tuple[tuple[str, str], ...] = ()

    @property
    def deprecated(self) -> str | None:
        """The text of ``@deprecated`` (perhaps empty), or None where there is no such tag."""
        return next((text for name, text in self.tags if name == "deprecated"), None)

    @property
    def examples(self) -> tuple[str, ...]:
        """The text of each ``@example``."""
        return tuple(text for name, text in self.tags if name == "example")


NO_DOC = Doc()


@dataclass(frozen=True, slots=True)
class KeywordNode:
    """``string``, ``unknown``, ``null``, ``this``, ``unique symbol`` and the like."""

    name: str
    position: Position


@dataclass(frozen=True, slots=True)
class LiteralNode:
    """A string, number, bigint or boolean literal used as a type."""

    value: str | int | float | bool
    position: Position


@dataclass(frozen=True, slots=True)
class NameNode:
    """A possibly qualified name with type arguments: ``Shared.Metadata``, ``Omit<A, 'b'>``."""

    path: tuple[str, ...]
    arguments: tuple[TypeNode, ...]
    position: Position


@dataclass(frozen=True, slots=True)
class ImportTypeNode:
    """``import('./x').Y<Z>``."""

    module: str
    path: tuple[str, ...]
    arguments: tuple[TypeNode, ...]
    position: Position


@dataclass(frozen=True, slots=True)
class ArrayNode:
    """``T[]``."""

    item: TypeNode
    position: Position


@dataclass(frozen=True, slots=True)
class TupleItemNode:
    """One place of a tuple type."""

    type: TypeNode
    optional: bool = False
    rest: bool = False


@dataclass(frozen=True, slots=True)
class TupleNode:
    """``[A, b?: B, ...C[]]``."""

    items: tuple[TupleItemNode, ...]
    position: Position


@dataclass(frozen=True, slots=True)
class UnionNode:
    """``A | B``."""

    members: tuple[TypeNode, ...]
    position: Position


@dataclass(frozen=True, slots=True)
class IntersectionNode:
    """``A & B``."""

    members: tuple[TypeNode, ...]
    position: Position


@dataclass(frozen=True, slots=True)
class ParameterNode:
    """A parameter of a function type, a method or a constructor."""

    name: str
    type: TypeNode | None
    optional: bool
    rest: bool
    position: Position
    default: Expression | None = None
    pattern: tuple[tuple[str, str], ...] = ()
    """Of a destructured parameter: pairs of property name and local name."""
    binding: Binding = NO_BINDING
    """The same with the defaults inside the pattern."""


@dataclass(frozen=True, slots=True)
class TypeParameterNode:
    """``const T extends C = D``."""

    name: str
    constraint: TypeNode | None
    default: TypeNode | None
    position: Position


@dataclass(frozen=True, slots=True)
class FunctionNode:
    """A function or constructor type, or the signature of a method."""

    parameters: tuple[ParameterNode, ...]
    returns: TypeNode | None
    position: Position
    type_parameters: tuple[TypeParameterNode, ...] = ()
    constructs: bool = False


@dataclass(frozen=True, slots=True)
class PropertyNode:
    """A property, method, getter or setter of an interface, object type or class."""

    name: str
    type: TypeNode | None
    position: Position
    optional: bool = False
    readonly: bool = False
    method: bool = False
    doc: Doc = NO_DOC
    computed: bool = False
    """True for ``[Symbol.iterator]`` and other names that are expressions."""
    value: Expression | None = None
    """The initialiser of a class property."""
    static: bool = False
    private: bool = False
    """``private``, ``protected`` or ``#name``."""
    body: FunctionBody | None = None
    asynchronous: bool = False
    accessor: str | None = None
    """``get`` or ``set``."""


@dataclass(frozen=True, slots=True)
class IndexNode:
    """``[key: K]: T``."""

    key: TypeNode
    value: TypeNode
    position: Position
    readonly: bool = False
    doc: Doc = NO_DOC


@dataclass(frozen=True, slots=True)
class ObjectNode:
    """``{ ... }`` as a type, and the body of an interface or class."""

    properties: tuple[PropertyNode, ...]
    indexes: tuple[IndexNode, ...]
    calls: tuple[FunctionNode, ...]
    position: Position


@dataclass(frozen=True, slots=True)
class OperatorNode:
    """``keyof T``, ``readonly T``, ``unique symbol``."""

    operator: str
    operand: TypeNode
    position: Position


@dataclass(frozen=True, slots=True)
class TypeQueryNode:
    """``typeof x.y``."""

    path: tuple[str, ...]
    position: Position
    module: str | None = None
    """Of ``typeof import('./x')``."""


@dataclass(frozen=True, slots=True)
class IndexAccessNode:
    """``T[K]``."""

    object: TypeNode
    index: TypeNode
    position: Position


@dataclass(frozen=True, slots=True)
class MappedNode:
    """``{ [K in C as N]?: T }``; ``optional`` and ``readonly`` are ``+``, ``-`` or None."""

    parameter: str
    constraint: TypeNode
    value: TypeNode | None
    position: Position
    name: TypeNode | None = None
    optional: str | None = None
    readonly: str | None = None


@dataclass(frozen=True, slots=True)
class ConditionalNode:
    """``C extends E ? A : B``."""

    check: TypeNode
    extends: TypeNode
    when_true: TypeNode
    when_false: TypeNode
    position: Position


@dataclass(frozen=True, slots=True)
class InferNode:
    """``infer U extends C``."""

    name: str
    constraint: TypeNode | None
    position: Position


@dataclass(frozen=True, slots=True)
class TemplateNode:
    """A template literal type: strings and types in turn."""

    parts: tuple[str | TypeNode, ...]
    position: Position


@dataclass(frozen=True, slots=True)
class UnreadNode:
    """Syntax this room has no rule for, kept as text; the resolver makes it opaque."""

    text: str
    reason: str
    position: Position


TypeNode: TypeAlias = Union[
    KeywordNode,
    LiteralNode,
    NameNode,
    ImportTypeNode,
    ArrayNode,
    TupleNode,
    UnionNode,
    IntersectionNode,
    FunctionNode,
    ObjectNode,
    OperatorNode,
    TypeQueryNode,
    IndexAccessNode,
    MappedNode,
    ConditionalNode,
    InferNode,
    TemplateNode,
    UnreadNode,
]


@dataclass(frozen=True, slots=True)
class InterfaceDeclaration:
    """``interface X<T> extends A, B { ... }``."""

    name: str
    position: Position
    doc: Doc
    exported: bool
    type_parameters: tuple[TypeParameterNode, ...]
    extends: tuple[TypeNode, ...]
    body: ObjectNode


@dataclass(frozen=True, slots=True)
class AliasDeclaration:
    """``type X<T> = ...``."""

    name: str
    position: Position
    doc: Doc
    exported: bool
    type_parameters: tuple[TypeParameterNode, ...]
    type: TypeNode


@dataclass(frozen=True, slots=True)
class ClassDeclaration:
    """``abstract class X<T> extends A implements B { ... }``.

    ``body`` holds every member, also static and private ones and the overload signatures of
    methods one after the other; the constructor is in ``constructors``.
    """

    name: str
    position: Position
    doc: Doc
    exported: bool
    type_parameters: tuple[TypeParameterNode, ...]
    extends: tuple[TypeNode, ...]
    implements: tuple[TypeNode, ...]
    body: ObjectNode
    abstract: bool = False
    constructors: tuple[tuple[FunctionNode, FunctionBody | None], ...] = ()


@dataclass(frozen=True, slots=True)
class EnumMemberNode:
    """``Name = value`` of an enum; ``value`` is None where it is not written."""

    name: str
    value: Expression | None
    doc: Doc
    position: Position


@dataclass(frozen=True, slots=True)
class EnumDeclaration:
    """``const enum X { ... }``."""

    name: str
    position: Position
    doc: Doc
    exported: bool
    members: tuple[EnumMemberNode, ...]


@dataclass(frozen=True, slots=True)
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


@dataclass(frozen=True, slots=True)
class VariableDeclaration:
    """``const x: T = value``: one per name."""

    name: str
    position: Position
    doc: Doc
    exported: bool
    type: TypeNode | None
    value: Expression | None
    constant: bool = True


@dataclass(frozen=True, slots=True)
class FunctionDeclaration:
    """``function f(...) { ... }``: one per overload; the implementation has a body."""

    name: str
    position: Position
    doc: Doc
    exported: bool
    signature: FunctionNode
    body: FunctionBody | None = None
    asynchronous: bool = False


@dataclass(frozen=True, slots=True)
class ImportDeclaration:
    """One name brought in from a module.

    ``imported`` is the name over there: ``*`` for ``import * as X``, ``default`` for
    ``import X from``, ``=`` for ``import X = require('y')``.
    """

    local: str
    imported: str
    module: str
    position: Position
    type_only: bool = False


@dataclass(frozen=True, slots=True)
class ImportAliasDeclaration:
    """``export import X = Y.Z``."""

    local: str
    path: tuple[str, ...]
    position: Position
    exported: bool


@dataclass(frozen=True, slots=True)
class ExportDeclaration:
    """One name of ``export { local as name } from 'module'``.

    ``local`` and ``name`` are ``*`` for ``export * from``; ``local`` is ``*`` and ``name`` set for
    ``export * as name from``; ``name`` is ``=`` for ``export = local``, ``default`` for
    ``export default local``.
    """

    name: str
    local: str
    module: str | None
    position: Position


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


@dataclass(frozen=True, slots=True)
class SyntaxProblem:
    """A stretch of a file the parser could not make sense of."""

    message: str
    position: Position


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A parsed file: its path in the tree, its statements in order, and what could not be read."""

    path: str
    statements: tuple[Statement, ...]
    problems: tuple[SyntaxProblem, ...] = field(default=())
