"""WebSocket connections: classes that emit the server's events and send the client's."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tsbind.model.operations import Socket
from tsbind.model.types import Function, Reference, Type
from tsbind.operations.classes import Classes, class_of
from tsbind.operations.origins import MethodParts, method_scope
from tsbind.operations.parameters import bindings
from tsbind.operations.paths import Path, check_path, read_path
from tsbind.operations.traverse import calls_to, statements, walk
from tsbind.operations.type_reader import Types
from tsbind.operations.unread import UnreadError
from tsbind.problems import Problem, Severity
from tsbind.resolve.symbols import Symbol
from tsbind.syntax.expressions import (
    AssignmentExpression,
    DeclareStatement,
    FunctionBody,
    LiteralExpression,
)
from tsbind.syntax.nodes import (
    ClassDeclaration,
    FunctionDeclaration,
    FunctionNode,
    NameNode,
    ParameterNode,
)

EMITTER = "EventEmitter"
SEND = "send"
EVENT = "event"
BUILD_URL = "buildURL"
_MARKS = (EMITTER.encode(), f"{SEND}(".encode())


def read_sockets(
    classes: Classes, types: Types, accessors: dict[str, str], problems: list[Problem]
) -> Iterator[Socket]:
    """The connections of a package: classes that extend `EMITTER` and have a method `SEND`."""
    files = classes.program.files
    for path in sorted(files):
        if not path.endswith(".ts") or not all(mark in files[path] for mark in _MARKS):
            continue
        for symbol in classes.program.module(path).scope.names.values():
            declaration = class_of(symbol)
            sent = _sent(declaration) if declaration is not None else None
            if declaration is None or sent is None:
                continue
            try:
                yield _socket(symbol, declaration, sent, types, accessors)
            except UnreadError as error:
                text = f"connection {symbol.name}: {error} is not statically known"
                problems.append(Problem(Severity.SKIPPED, text, declaration.position))


def _sent(declaration: ClassDeclaration) -> ParameterNode | None:
    """The parameter of `SEND` in a class that extends the emitter itself."""
    base = declaration.extends[0] if declaration.extends else None
    if not isinstance(base, NameNode) or base.path[-1] != EMITTER or not base.arguments:
        return None
    for node in declaration.body.properties:
        if node.name == SEND and isinstance(node.type, FunctionNode) and node.type.parameters:
            return node.type.parameters[0]
    return None


def _socket(
    symbol: Symbol,
    declaration: ClassDeclaration,
    sent: ParameterNode,
    types: Types,
    accessors: dict[str, str],
) -> Socket:
    base = declaration.extends[0]
    listeners = base.arguments[0] if isinstance(base, NameNode) else None
    received = _received(types.type(listeners, symbol.scope, frozenset()), types)
    path = _path(symbol)
    return Socket(
        symbol.id,
        _accessor(received, accessors),
        path.text,
        types.type(sent.type, symbol.scope, frozenset()),
        received,
        tuple(parameter.name for parameter in path.parameters),
    )


def _received(listeners: Type, types: Types) -> Type:
    """What the listener `EVENT` is called with."""
    members = types.evaluator.members(listeners)
    listener = members.properties.get(EVENT) if members is not None else None
    if listener is not None and isinstance(listener.type, Function) and listener.type.parameters:
        return types.builder.finish(listener.type.parameters[0].type)
    raise UnreadError("the type of the server's events")


def _accessor(received: Type, accessors: dict[str, str]) -> str:
    """The resource whose module declares the events."""
    if not isinstance(received, Reference):
        return ""
    module = received.id.partition("#")[0]
    found = [name for id_, name in accessors.items() if id_.partition("#")[0] == module]
    return min(found, key=len, default="")


def _path(symbol: Symbol) -> Path:
    """The path that a function of the same module, which makes a URL, puts after the base URL."""
    for other in symbol.scope.names.values():
        for statement in other.values:
            if not isinstance(statement, FunctionDeclaration) or statement.body is None:
                continue
            returns = statement.signature.returns
            if isinstance(returns, NameNode) and returns.path == ("URL",):
                return _built(statement, statement.body)
    raise UnreadError("the URL")


def _built(function: FunctionDeclaration, body: FunctionBody) -> Path:
    scope = method_scope(MethodParts(bindings(function.signature), body))
    for statement in statements(body.statements):
        if isinstance(statement, DeclareStatement):
            scope.bind(statement.binding, statement.value, scope)
    for call in calls_to(body, BUILD_URL):
        if call.arguments:
            return read_path(call.arguments[0], scope)
    for text in _texts(body):
        check_path(text)
        return Path(text)
    raise UnreadError("the path of the URL")


def _texts(body: FunctionBody) -> Iterator[str]:
    """``'/x'`` of ``const path = '/x'`` and of ``url.pathname += slash ? 'x' : '/x'``."""
    for item in walk(body):
        for part in walk(item.value) if _may_hold_path(item) else ():
            if isinstance(part, LiteralExpression) and re.match("/.", str(part.value)):
                yield str(part.value)


def _may_hold_path(item: object) -> bool:
    if isinstance(item, DeclareStatement):
        return isinstance(item.value, LiteralExpression)
    return isinstance(item, AssignmentExpression) and item.operator == "+="
