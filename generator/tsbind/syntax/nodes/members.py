"""What stands between the braces of an object type, an interface or a class; signatures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tsbind.position import Position
from tsbind.syntax.expressions import NO_BINDING, Binding, Expression, FunctionBody
from tsbind.syntax.nodes.docs import NO_DOC
from tsbind.values import value_class

if TYPE_CHECKING:
    from tsbind.syntax.nodes.docs import Doc
    from tsbind.syntax.nodes.types import TypeNode


@value_class(frozen=True, slots=True)
class ParameterNode:
    """A parameter of a function type, a method or a constructor."""

    name: str
    type: TypeNode | None
    optional: bool
    rest: bool
    position: Position
    default: Expression | None = None
    binding: Binding = NO_BINDING
    """What a destructured parameter binds."""
    is_property: bool = False
    """Of a constructor: ``public x: T`` and ``readonly x: T`` are properties of the class."""
    readonly: bool = False
    doc: Doc = NO_DOC


@value_class(frozen=True, slots=True)
class TypeParameterNode:
    """``const T extends C = D``."""

    name: str
    constraint: TypeNode | None
    default: TypeNode | None
    position: Position


@value_class(frozen=True, slots=True)
class FunctionNode:
    """A function or constructor type, or the signature of a method."""

    parameters: tuple[ParameterNode, ...]
    returns: TypeNode | None
    position: Position
    type_parameters: tuple[TypeParameterNode, ...] = ()
    constructs: bool = False
    generator: bool = False


@value_class(frozen=True, slots=True)
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
    numeric: bool = False
    """The name is written as a number."""
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


@value_class(frozen=True, slots=True)
class IndexNode:
    """``[key: K]: T``."""

    key: TypeNode
    value: TypeNode
    position: Position
    readonly: bool = False
    doc: Doc = NO_DOC


@value_class(frozen=True, slots=True)
class ObjectNode:
    """``{ ... }`` as a type, and the body of an interface or class."""

    properties: tuple[PropertyNode, ...]
    indexes: tuple[IndexNode, ...]
    calls: tuple[FunctionNode, ...]
    position: Position
