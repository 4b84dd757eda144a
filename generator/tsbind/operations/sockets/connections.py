"""WebSocket connections: classes that emit the server's events and send the client's."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tsbind.model.operations import Socket
from tsbind.model.types import Function, Reference, Type, UnionType
from tsbind.operations.evaluation.origins import NotStaticError
from tsbind.operations.methods.classes import Classes, class_of
from tsbind.operations.methods.type_reader import Types
from tsbind.operations.sockets.paths import socket_path
from tsbind.problems import Problem, Severity
from tsbind.resolve.symbols import Symbol
from tsbind.syntax.nodes import ClassDeclaration, FunctionNode, NameNode, ParameterNode

EMITTER = "EventEmitter"
SEND = "send"
EVENT = "event"
RESOURCES = "resources"
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
                yield _Reader(classes, types, accessors).socket(symbol, declaration, sent)
            except NotStaticError as error:
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


@dataclass(frozen=True, slots=True)
class _Reader:
    """What reading one connection needs to know."""

    classes: Classes
    types: Types
    accessors: dict[str, str]
    """Accessors by the id of the resource class."""

    def socket(self, symbol: Symbol, declaration: ClassDeclaration, sent: ParameterNode) -> Socket:
        base = declaration.extends[0]
        listeners = base.arguments[0] if isinstance(base, NameNode) else None
        module = symbol.id.partition("#")[0]
        heard = self._received(self.types.type(listeners, symbol.scope, frozenset()))
        received = self._events(heard, module)
        given = self.types.type(sent.type, symbol.scope, frozenset())
        path = socket_path(symbol, self.classes)
        return Socket(
            id=symbol.id,
            accessor=self._accessor(received, symbol.id),
            path=path.text,
            sends=self._events(given, module),
            receives=received,
            path_parameters=tuple(parameter.name for parameter in path.parameters),
        )

    def _received(self, listeners: Type) -> Type:
        """What the listener `EVENT` is called with."""
        members = self.types.evaluator.members(listeners)
        listener = members.properties.get(EVENT) if members is not None else None
        function = listener.type if listener is not None else None
        if not isinstance(function, Function) or not function.parameters:
            raise NotStaticError("the type of the server's events")
        return self.types.builder.finish(function.parameters[0].type)

    def _events(self, type_: Type, module: str) -> Type:
        """The events of a union that also allows text or any object of the connection's own."""
        if not isinstance(type_, UnionType):
            return type_
        declared = [
            member
            for member in type_.members
            if isinstance(member, Reference) and member.id.partition("#")[0] != module
        ]
        return self._named(declared[0]) if len(declared) == 1 else type_

    def _named(self, type_: Reference) -> Type:
        """What an alias of another declaration stands for."""
        target = self.types.builder.evaluator.binder.target(type_.id)
        if not isinstance(target, Symbol) or not target.types:
            return type_
        inner = self.types.builder.declaration(target).type
        return inner if isinstance(inner, Reference) else type_

    def _accessor(self, received: Type, id_: str) -> str:
        """The resource in whose folder the connection is, or whose module declares the events."""
        folder = [_camel(part) for part in id_.partition("#")[0].split("/")[:-1]]
        named = ".".join(folder).removeprefix(f"{RESOURCES}.")
        if named and named in self.accessors.values():
            return named
        if not isinstance(received, Reference):
            return ""
        module = received.id.partition("#")[0]
        found = [name for id_, name in self.accessors.items() if id_.partition("#")[0] == module]
        return min(found, key=len, default="")


def _camel(folder: str) -> str:
    first, *rest = folder.split("-")
    return first + "".join(word.capitalize() for word in rest)
