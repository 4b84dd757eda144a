"""The public methods of a resource class, by name."""

from __future__ import annotations

from collections.abc import Iterator

from tsbind.operations.methods.classes import Classes, Member
from tsbind.operations.methods.signatures import Method
from tsbind.resolve.symbols import Symbol


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
