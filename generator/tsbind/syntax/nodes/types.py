"""Types as written; names in them are dotted paths not yet looked up."""

from __future__ import annotations

from typing import TypeAlias, Union

from tsbind.position import Position
from tsbind.syntax.nodes.members import FunctionNode, ObjectNode
from tsbind.values import value_class


@value_class(frozen=True, slots=True)
class KeywordNode:
    """``string``, ``unknown``, ``null``, ``this``, ``unique symbol`` and the like."""

    name: str
    position: Position


@value_class(frozen=True, slots=True)
class LiteralNode:
    """A string, number, bigint or boolean literal used as a type."""

    value: str | int | float | bool
    position: Position


@value_class(frozen=True, slots=True)
class NameNode:
    """A possibly qualified name with type arguments: ``Shared.Metadata``, ``Omit<A, 'b'>``."""

    path: tuple[str, ...]
    arguments: tuple[TypeNode, ...]
    position: Position


@value_class(frozen=True, slots=True)
class ImportTypeNode:
    """``import('./x').Y<Z>``."""

    module: str
    path: tuple[str, ...]
    arguments: tuple[TypeNode, ...]
    position: Position


@value_class(frozen=True, slots=True)
class ArrayNode:
    """``T[]``."""

    item: TypeNode
    position: Position


@value_class(frozen=True, slots=True)
class TupleItemNode:
    """One place of a tuple type."""

    type: TypeNode
    optional: bool = False
    rest: bool = False


@value_class(frozen=True, slots=True)
class TupleNode:
    """``[A, b?: B, ...C[]]``."""

    items: tuple[TupleItemNode, ...]
    position: Position


@value_class(frozen=True, slots=True)
class UnionNode:
    """``A | B``."""

    members: tuple[TypeNode, ...]
    position: Position


@value_class(frozen=True, slots=True)
class IntersectionNode:
    """``A & B``."""

    members: tuple[TypeNode, ...]
    position: Position


@value_class(frozen=True, slots=True)
class OperatorNode:
    """``keyof T``, ``readonly T``, ``unique symbol``."""

    operator: str
    operand: TypeNode
    position: Position


@value_class(frozen=True, slots=True)
class TypeQueryNode:
    """``typeof x.y``."""

    path: tuple[str, ...]
    position: Position
    module: str | None = None
    """Of ``typeof import('./x')``."""


@value_class(frozen=True, slots=True)
class IndexAccessNode:
    """``T[K]``."""

    object: TypeNode
    index: TypeNode
    position: Position


@value_class(frozen=True, slots=True)
class MappedNode:
    """``{ [K in C as N]?: T }``; ``optional`` and ``readonly`` are ``+``, ``-`` or None."""

    parameter: str
    constraint: TypeNode
    value: TypeNode | None
    position: Position
    name: TypeNode | None = None
    optional: str | None = None
    readonly: str | None = None


@value_class(frozen=True, slots=True)
class ConditionalNode:
    """``C extends E ? A : B``."""

    check: TypeNode
    extends: TypeNode
    when_true: TypeNode
    when_false: TypeNode
    position: Position


@value_class(frozen=True, slots=True)
class InferNode:
    """``infer U extends C``."""

    name: str
    constraint: TypeNode | None
    position: Position


@value_class(frozen=True, slots=True)
class TemplateNode:
    """A template literal type: strings and types in turn."""

    parts: tuple[str | TypeNode, ...]
    position: Position


@value_class(frozen=True, slots=True)
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
