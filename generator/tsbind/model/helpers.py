"""Helpers and connections of the generated client, as operations like any other.

The operations of a model include upstream's helpers. A pack adds those that only the official
Python client has, and each WebSocket connection adds a ``connect``.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace

from tsbind.model.declarations import Package
from tsbind.model.operations import Client, ClientOption, Operation, Socket, SubResource
from tsbind.model.types import STRING, Reference
from tsbind.packs import Pack, pack_for
from tsbind.packs.helper import Helper
from tsbind.position import Position

CONNECT = "connect"


def pack_of(package: Package) -> Pack:
    """The pack that `with_helpers` gave to ``package``, or the one tsbind has for it."""
    return package.pack or pack_for(package.source.name)


def with_helpers(package: Package, pack: Pack) -> Package:
    """``package`` with its ``pack``, and the operations that the pack and connections add."""
    operations = {operation.accessor: operation for operation in package.operations}
    names = type_names(package)
    for accessor, helper in _by_accessor(pack).items():
        if not helper.upstream and accessor not in operations:
            base = operations.get(endpoint_accessor(accessor, helper.base))
            if base is not None and is_available(helper, accessor, operations, names):
                operations[accessor] = _added(accessor, helper, base)
    for operation in _opening(package, pack):
        operations.setdefault(operation.accessor, operation)
    added = tuple(operations.values())[len({o.accessor for o in package.operations}) :]
    return replace(
        package,
        operations=(*package.operations, *added),
        client=package.client and _extended(package.client, pack),
        pack=pack,
    )


def is_extended(client: Client, pack: Pack) -> bool:
    """Whether ``client`` is one that the pack's extension is for: it has an option of those."""
    handled = {one.upstream for one in pack.extension.options if not one.official}
    return any(option.name in handled for option in client.options)


def _extended(client: Client, pack: Pack) -> Client:
    """``client`` with the options that only the official Python client has."""
    if not is_extended(client, pack):
        return client
    known = {option.name for option in client.options}
    added = tuple(
        ClientOption(one.upstream, STRING, doc=one.doc)
        for one in pack.extension.options
        if one.official and one.upstream not in known
    )
    return replace(client, options=(*client.options, *added))


def is_available(
    helper: Helper, accessor: str, operations: Collection[str], names: Collection[str]
) -> bool:
    """Whether a release has the endpoints and types that the helper at ``accessor`` needs."""
    called = [endpoint_accessor(accessor, call) for call in _calls(helper)]
    return all(call in operations for call in called) and all(n in names for n in helper.needs)


def needed_accessors(helper: Helper, accessor: str) -> tuple[str, ...]:
    """The endpoints that the helper at ``accessor`` calls."""
    return tuple(endpoint_accessor(accessor, call) for call in _calls(helper))


def endpoint_accessor(accessor: str, call: str) -> str:
    """The accessor of an endpoint as the table writes it: beside the helper, or after ``/``."""
    return call[1:] if call.startswith("/") else f"{accessor.rpartition('.')[0]}.{call}"


def type_names(package: Package) -> frozenset[str]:
    """The ids of the declarations, and their names without the file."""
    ids = {declaration.id for declaration in package.types}
    return frozenset(ids | {id_.rpartition("#")[2] for id_ in ids})


def resource_accessors(package: Package) -> dict[str, str]:
    """The accessors of the resource classes by id; if there are several paths, the first."""
    if package.client is None:
        return {}
    return accessors_of(package.client.id, package.client.resources)


def accessors_of(root: str, resources: Collection[SubResource]) -> dict[str, str]:
    """The path from the client ``root`` to each resource class, by id."""
    held: dict[str, list[SubResource]] = {}
    for resource in resources:
        held.setdefault(resource.owner, []).append(resource)
    result: dict[str, str] = {}
    queue = [(root, "")]
    for owner, accessor in queue:
        for resource in held.get(owner, ()):
            if resource.target not in result:
                result[resource.target] = f"{accessor}.{resource.name}".lstrip(".")
                queue.append((resource.target, result[resource.target]))
    return result


def socket_ends(socket: Socket) -> tuple[Reference, ...]:
    """The types of what a connection receives and sends."""
    return tuple(end for end in (socket.receives, socket.sends) if isinstance(end, Reference))


def _calls(helper: Helper) -> tuple[str, ...]:
    return (*([helper.base] if helper.base else ()), *helper.calls)


def _by_accessor(pack: Pack) -> Mapping[str, Helper]:
    return {accessor: helper for helper in pack.helpers for accessor in helper.accessors}


def _added(accessor: str, helper: Helper, base: Operation) -> Operation:
    return Operation(
        accessor=accessor,
        kind="helper",
        resource=base.resource,
        method=accessor.rpartition(".")[2],
        position=base.position,
        doc=helper.doc,
        deprecated=helper.deprecated,
    )


def _opening(package: Package, pack: Pack) -> Iterator[Operation]:
    owners = {accessor: id_ for id_, accessor in resource_accessors(package).items()}
    ids = {declaration.id for declaration in package.types}
    for socket in package.sockets:
        owner, ends = owners.get(socket.accessor), socket_ends(socket)
        if owner is None or len(ends) < 2 or any(end.id not in ids for end in ends):
            continue
        yield Operation(
            accessor=f"{socket.accessor}.{CONNECT}",
            kind="helper",
            resource=owner,
            method=CONNECT,
            position=Position(owner.partition("#")[0], 1, 1),
            doc=pack.connect.doc if pack.connect else "",
        )
