"""Parameters of methods: as bindings for the body, and which of them holds request options."""

from __future__ import annotations

from dataclasses import replace

from tsbind.operations.evaluation.traverse import walk
from tsbind.syntax.expressions import Binding
from tsbind.syntax.nodes import (
    FunctionNode,
    IntersectionNode,
    KeywordNode,
    MappedNode,
    NameNode,
    TypeNode,
    UnionNode,
)

_NOTHING = frozenset(("null", "undefined"))


def bindings(signature: FunctionNode) -> tuple[Binding, ...]:
    """What each parameter binds."""
    return tuple(
        Binding(parameter.name) if parameter.name else parameter.binding
        for parameter in signature.parameters
    )


def argument_name(signature: FunctionNode, number: int) -> str:
    """The name of a parameter; a made-up one for a pattern."""
    return signature.parameters[number].name or f"argument{number}"


def mentions_options(node: TypeNode | None) -> bool:
    """Whether a type as written mentions the request options."""
    return node is not None and any(
        isinstance(item, NameNode) and item.path[-1].endswith("RequestOptions")
        for item in walk(node)
    )


def options_argument(signature: FunctionNode) -> str:
    """The name of the last parameter when it holds request options, else empty."""
    if not signature.parameters:
        return ""
    last = signature.parameters[-1]
    named = last.name == "options" or last.name.endswith("Options")
    return last.name if named or mentions_options(last.type) else ""


def plain_type(node: TypeNode) -> TypeNode:
    """The type of a parameter without what only keeps request options out of its place.

    Overloads say that query parameters and request options are given apart by joining the type of
    the parameters with ``{ [K in 'headers' | ...]?: never }``, and name the options beside it.
    """
    if isinstance(node, IntersectionNode):
        return _joined(node, [plain_type(item) for item in node.members if not _is_guard(item)])
    if isinstance(node, UnionNode):
        kept = [plain_type(item) for item in node.members if not mentions_options(item)]
        return node if all(is_nothing(item) for item in kept) else _joined(node, kept)
    return node


def _joined(node: IntersectionNode | UnionNode, members: list[TypeNode]) -> TypeNode:
    """``node`` with only these members."""
    if not members:
        return node
    return members[0] if len(members) == 1 else replace(node, members=tuple(members))


def _is_guard(node: TypeNode) -> bool:
    if isinstance(node, UnionNode):
        return all(_is_guard(item) or is_nothing(item) for item in node.members)
    return isinstance(node, MappedNode) and node.value is not None and _is_never(node.value)


def _is_never(node: TypeNode) -> bool:
    return isinstance(node, KeywordNode) and node.name == "never"


def is_nothing(node: TypeNode) -> bool:
    """``null`` or ``undefined``."""
    return isinstance(node, KeywordNode) and node.name in _NOTHING


def without_undefined(node: TypeNode) -> tuple[TypeNode, bool]:
    """A type without ``undefined`` among its members, and whether it was there."""
    if not isinstance(node, UnionNode):
        return node, False
    kept = tuple(
        m for m in node.members if not (isinstance(m, KeywordNode) and m.name == "undefined")
    )
    if len(kept) == len(node.members) or not kept:
        return node, False
    return (kept[0] if len(kept) == 1 else replace(node, members=kept)), True
