"""Which helpers a package gets: those upstream has, on endpoints upstream has."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from tsbind.model import types as t
from tsbind.model.declarations import Package
from tsbind.model.operations import Operation, Socket
from tsbind.packs import Pack, pack_for
from tsbind.packs.helper import Helper, Own
from tsbind.position import Position
from tsbind.python.client.naming import method_name
from tsbind.python.helpers.connect import connect_helper
from tsbind.python.helpers.connections import FOLDER, connection_module, connection_name
from tsbind.python.names import attribute_name


@dataclass(frozen=True, slots=True)
class Bound:
    """A helper of the pack, upstream's method, and the endpoint it builds on."""

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


def bind(package: Package, resources: Mapping[str, str], pack: Pack | None = None) -> list[Bound]:
    """The helpers of ``package``: in the order of upstream's methods, then connections.

    ``resources`` are the ids of the resource classes by accessor; ``pack`` is that of
    the package, where it is not the one that comes with tsbind.
    """
    pack = pack or pack_for(package.source.name)
    operations = {o.accessor: o for o in package.operations}
    ids = {d.id for d in package.types}
    by_accessor = {accessor: helper for helper in pack.helpers for accessor in helper.accessors}
    added = _added(operations, by_accessor)
    return [
        *_bound({**operations, **added}, ids, by_accessor, pack),
        *_connections(package.sockets, operations, ids, resources, pack),
    ]


def _connections(
    sockets: Iterable[Socket],
    operations: Mapping[str, Operation],
    ids: set[str],
    resources: Mapping[str, str],
    pack: Pack,
) -> Iterator[Bound]:
    for socket in sockets:
        accessor = f"{socket.accessor}.connect"
        if socket.accessor not in resources or accessor in operations:
            continue
        if not all(isinstance(e, t.Reference) and e.id in ids for e in _ends(socket)):
            continue
        owner = resources[socket.accessor]
        position = Position(owner.partition("#")[0], 1, 1)
        operation = Operation(accessor, "helper", owner, "connect", position)
        yield Bound(_opening(socket, pack), operation, None, None, pack, socket)


def _ends(socket: Socket) -> tuple[t.Type, t.Type]:
    return socket.receives, socket.sends


def _opening(socket: Socket, pack: Pack) -> Helper:
    helper = connect_helper(socket.accessor, pack)
    path = tuple(
        Own(str(attribute_name(name)), "str", doc="Part of the address of the connection.")
        for name in socket.path_parameters
    )
    return replace(
        helper,
        function=f"{FOLDER}.{connection_module(socket.accessor)}.connect",
        returns=f"{{~{connection_name(socket.accessor)}Manager}}",
        own=(*path, *helper.own),
        by_position=tuple(one.name for one in (*path, *helper.own)),
    )


def _added(
    operations: Mapping[str, Operation], by_accessor: Mapping[str, Helper]
) -> dict[str, Operation]:
    """The helpers that only the official Python client has, beside what they build on."""
    result: dict[str, Operation] = {}
    for accessor, helper in by_accessor.items():
        base = operations.get(_base_accessor(helper, accessor))
        if helper.upstream or base is None or accessor in operations:
            continue
        result[accessor] = Operation(
            accessor,
            "helper",
            base.resource,
            accessor.rpartition(".")[2],
            base.position,
            doc=helper.doc,
            deprecated=helper.deprecated,
        )
    return result


def _bound(
    operations: Mapping[str, Operation],
    ids: set[str],
    by_accessor: Mapping[str, Helper],
    pack: Pack,
) -> Iterator[Bound]:
    names = ids | {id_.rpartition("#")[2] for id_ in ids}
    for accessor, operation in operations.items():
        helper = by_accessor.get(accessor)
        if helper is None or (operation.kind == "helper") == helper.replaces:
            continue
        base = operations.get(_base_accessor(helper, accessor)) if helper.base else None
        if (helper.base and base is None) or not names.issuperset(helper.needs):
            continue
        yield Bound(helper, operation, base, _params(helper, operation, ids), pack)


def _base_accessor(helper: Helper, accessor: str) -> str:
    if helper.base.startswith("/"):
        return helper.base[1:]
    return f"{accessor.rpartition('.')[0]}.{helper.base}"


def _params(helper: Helper, operation: Operation, ids: set[str]) -> t.Reference | None:
    if not helper.whole or not helper.given:
        return None
    file = operation.resource.partition("#")[0]
    suffix = method_name(operation.method).title().replace("_", "") + "Params"
    found = sorted(
        i
        for i in ids
        if i.startswith(f"{file}#") and i.endswith(suffix) and "." not in i[len(file) :]
    )
    return t.Reference(min(found, key=len)) if found else None
