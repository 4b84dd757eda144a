"""Which helpers a package gets: those upstream has, on endpoints upstream has."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from tsbind.model import types as t
from tsbind.model.declarations import Package
from tsbind.model.helpers import (
    CONNECT,
    endpoint_accessor,
    is_available,
    type_names,
)
from tsbind.model.operations import Operation, Socket
from tsbind.packs import Pack
from tsbind.packs.helper import Helper, OwnParameter
from tsbind.python.helpers.connections import FOLDER, connection_module, connection_name
from tsbind.python.methods.naming import method_name
from tsbind.python.names import attribute_name

WEBSOCKET = "websocket"


@dataclass(frozen=True, slots=True)
class BoundHelper:
    """A helper of the pack, its operation, and the endpoint it builds on."""

    helper: Helper
    operation: Operation
    base: Operation | None
    params: t.Reference | None
    """Upstream's type of all its parameters, where there is one."""
    pack: Pack
    socket: Socket | None = None
    """The connection it opens."""

    @property
    def resource(self) -> str:
        """The accessor of the resource it belongs to."""
        return self.operation.accessor.rpartition(".")[0]

    @property
    def modules(self) -> tuple[str, ...]:
        """The modules of ``lib`` that its method names: of its function, types and exports."""
        helper = self.helper
        texts = (helper.returns, *(v.returns for v in helper.variants), *self._own_types())
        named = [
            ".".join(module) for name, module in self.pack.names.items() if _mentions(texts, name)
        ]
        exported = [row.partition(":")[0].removeprefix("lib.") for row in helper.exports]
        opened = [WEBSOCKET] if self.socket else []
        return (helper.function.rpartition(".")[0], *named, *exported, *opened)

    def _own_types(self) -> Iterator[str]:
        for own in (*self.helper.own, *(o for v in self.helper.variants for o in v.own)):
            yield own.type


def bind(package: Package, pack: Pack) -> list[BoundHelper]:
    """The helpers among the operations of ``package`` (see `with_helpers`), in their order."""
    operations = {o.accessor: o for o in package.operations}
    names = type_names(package)
    by_accessor = {accessor: helper for helper in pack.helpers for accessor in helper.accessors}
    sockets = {f"{s.accessor}.{CONNECT}": s for s in package.sockets}
    found: list[BoundHelper] = []
    for accessor, operation in operations.items():
        helper, socket = by_accessor.get(accessor), sockets.get(accessor)
        if helper is not None:
            if (operation.kind == "helper") != helper.replaces and is_available(
                helper, accessor, operations, names
            ):
                base = operations[endpoint_accessor(accessor, helper.base)] if helper.base else None
                params = _params(helper, operation, package)
                found.append(BoundHelper(helper, operation, base, params, pack))
        elif socket is not None and operation.kind == "helper" and pack.connect is not None:
            opening = _opening(socket, pack.connect, pack.queries)
            found.append(BoundHelper(opening, operation, None, None, pack, socket))
    return found


def _opening(
    socket: Socket, connect: Helper, queries: Mapping[str, tuple[OwnParameter, ...]]
) -> Helper:
    path = tuple(
        OwnParameter(str(attribute_name(name)), "str", doc="Part of the address of the connection.")
        for name in socket.path_parameters
    )
    own = (*path, *queries.get(socket.accessor, ()), *connect.own)
    return replace(
        connect,
        accessors=(f"{socket.accessor}.{CONNECT}",),
        function=f"{FOLDER}.{connection_module(socket.accessor)}.connect",
        returns=f"{{~{connection_name(socket.accessor)}Manager}}",
        own=own,
        by_position=tuple(one.name for one in own),
    )


def _mentions(texts: tuple[str, ...], name: str) -> bool:
    return any(f"{{{mark}{name}}}" in text for mark in ("", "~") for text in texts)


def _params(helper: Helper, operation: Operation, package: Package) -> t.Reference | None:
    if not helper.whole or not helper.given:
        return None
    file = operation.resource.partition("#")[0]
    suffix = method_name(operation.method).title().replace("_", "") + "Params"
    found = sorted(
        d.id
        for d in package.types
        if d.id.startswith(f"{file}#") and d.id.endswith(suffix) and "." not in d.id[len(file) :]
    )
    return t.Reference(min(found, key=len)) if found else None
