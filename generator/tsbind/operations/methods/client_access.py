"""How the methods of a class reach the client: what its constructors keep of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tsbind.operations.evaluation.traverse import walk
from tsbind.syntax.expressions import (
    AssignmentExpression,
    CallExpression,
    Expression,
    MemberExpression,
    NameExpression,
)
from tsbind.syntax.nodes import ClassDeclaration, FunctionNode

CLIENT_PROPERTY = "_client"
THIS = NameExpression("this")

Access = dict[str, str]
"""Properties of ``this``: empty text for the client itself, else the client's own property."""


def client_access(chain: Iterable[ClassDeclaration]) -> Access:
    """What a class and its bases keep of the client, their constructors' first argument.

    ``this.client = client`` and ``this.post = client.post.bind(client)``; a declared
    `CLIENT_PROPERTY` counts also where no constructor is to be seen.
    """
    found: Access = {}
    for declaration in chain:
        for node in declaration.body.properties:
            if node.name == CLIENT_PROPERTY:
                found.setdefault(node.name, "")
            elif node.name == "constructor" and isinstance(node.type, FunctionNode):
                given = node.type.parameters[0].name if node.type.parameters else ""
                for name, value in _assigned(node.body):
                    kept = _kept(value, given) if given else None
                    if kept is not None:
                        found.setdefault(name, kept)
    return found


def _assigned(body: object) -> Iterator[tuple[str, Expression]]:
    for item in walk(body) if body is not None else ():
        if not isinstance(item, AssignmentExpression) or item.operator != "=":
            continue
        if isinstance(item.target, MemberExpression) and item.target.object == THIS:
            yield item.target.name, item.value


def _kept(value: Expression, given: str) -> str | None:
    """``given``, ``given.x`` and ``given.x.bind(given)``; None for anything else."""
    client = NameExpression(given)
    if value == client:
        return ""
    if isinstance(value, CallExpression) and isinstance(value.function, MemberExpression):
        if value.function.name != "bind" or value.arguments != (client,):
            return None
        value = value.function.object
    if isinstance(value, MemberExpression) and value.object == client:
        return value.name
    return None
