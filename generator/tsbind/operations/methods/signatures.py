"""Overloads of a method: parameters, the type inside the promise, whether it streams."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tsbind.model.operations import Signature
from tsbind.model.types import FunctionParameter, Type
from tsbind.model.unions import union
from tsbind.operations.methods.classes import Classes, Member
from tsbind.operations.methods.parameters import (
    argument_name,
    mentions_options,
    options_argument,
    plain_type,
    without_undefined,
)
from tsbind.operations.methods.type_reader import Types
from tsbind.resolve.symbols import LexicalScope, Symbol
from tsbind.syntax.nodes import FunctionNode, NameNode, TypeNode, UnionNode

PROMISE = "Promise"


@dataclass(frozen=True, slots=True)
class Method:
    """The overloads of one method and its implementation."""

    name: str
    overloads: tuple[Member, ...]
    implementation: Member | None

    @property
    def shown(self) -> tuple[Member, ...]:
        """What a caller sees: the overloads, or the implementation where there are none."""
        implementation = (self.implementation,) if self.implementation is not None else ()
        return self.overloads or implementation

    @property
    def first(self) -> Member:
        """The one written first, which carries the docs."""
        return self.shown[0]


def signature_of(member: Member) -> FunctionNode:
    """The signature of a method."""
    assert isinstance(member.node.type, FunctionNode)
    return member.node.type


def read_signatures(method: Method, types: Types) -> tuple[Signature, ...]:
    """The overloads of a method, less those that only leave the request options' place out."""
    read = [read_signature(member, types) for member in method.shown]
    kept = [
        one for one in read if not any(_covers(other, one) for other in read if other is not one)
    ]
    streams = any(types.event(one.returns) is not None for one in kept)
    return tuple(_streaming(one, types) if streams else one for one in kept or read)


def _covers(other: Signature, one: Signature) -> bool:
    """Whether ``other`` is ``one`` with more parameters, all of them optional."""
    count = len(one.parameters)
    if other.returns != one.returns or len(other.parameters) <= count:
        return False
    more = other.parameters[count:]
    return other.parameters[:count] == one.parameters and all(item.optional for item in more)


def read_signature(member: Member, types: Types) -> Signature:
    """One overload, or the implementation."""
    node, scope = signature_of(member), member.owner.scope
    names = [item.name for item in node.type_parameters]
    parameters = frozenset((*names, *_class_parameters(member)))
    wrapper, returns = _returns(node.returns, scope, parameters, types)
    return Signature(
        parameters=_parameters(node, scope, parameters, types),
        returns=returns,
        wrapper=wrapper,
        type_parameters=tuple(names),
        doc=member.node.doc.text,
        deprecated=member.node.doc.deprecated,
        position=member.node.position,
    )


def _class_parameters(member: Member) -> tuple[str, ...]:
    return tuple(p.name for s in member.owner.types for p in getattr(s, "type_parameters", ()))


def _parameters(
    node: FunctionNode, scope: LexicalScope, names: frozenset[str], types: Types
) -> tuple[FunctionParameter, ...]:
    """Parameters but that of the request options, which every method has alike."""
    found: list[FunctionParameter] = []
    options = options_argument(node)
    for number, parameter in enumerate(node.parameters):
        written = parameter.type
        plain = plain_type(written) if written is not None else None
        if mentions_options(plain) or (options and parameter.name == options):
            continue
        inner, undefined = without_undefined(plain) if plain is not None else (None, False)
        type_ = types.type(inner, scope, names)
        optional = parameter.optional or undefined
        name = argument_name(node, number)
        found.append(FunctionParameter(name, type_, optional, parameter.rest))
    return tuple(found)


def _returns(
    node: TypeNode | None, scope: LexicalScope, names: frozenset[str], types: Types
) -> tuple[str, Type]:
    """The name of the promise class and the type inside it."""
    if isinstance(node, UnionNode):
        inner = [_returns(member, scope, names, types) for member in node.members]
        return inner[0][0], union([type_ for _, type_ in inner])
    if isinstance(node, NameNode) and node.path[-1].endswith(PROMISE) and node.arguments:
        return node.path[-1], types.type(node.arguments[0], scope, names)
    return "", types.type(node, scope, names)


def _streaming(one: Signature, types: Types) -> Signature:
    if types.event(one.returns) is None:
        stream = "false"
    else:
        stream = "either" if types.has_other(one.returns) else "true"
    return Signature(
        parameters=one.parameters,
        returns=one.returns,
        wrapper=one.wrapper,
        type_parameters=one.type_parameters,
        stream=stream,
        doc=one.doc,
        deprecated=one.deprecated,
        position=one.position,
    )


def methods(classes: Classes, symbol: Symbol) -> Iterator[Method]:
    """The methods of a class and its bases that a caller may use, in order of writing."""
    grouped: dict[str, list[Member]] = {}
    for member in classes.members(symbol):
        if is_method(member):
            grouped.setdefault(member.node.name, []).append(member)
    for name, members in grouped.items():
        bodies = [member for member in members if member.node.body is not None]
        overloads = tuple(member for member in members if member.node.body is None)
        yield Method(name, overloads, bodies[0] if bodies else None)


def is_method(member: Member) -> bool:
    """Neither private nor the constructor, nor named by an expression."""
    node = member.node
    return node.method and not (node.private or node.computed or node.name == "constructor")
