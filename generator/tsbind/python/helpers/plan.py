"""What the templates of the helpers need to know of a package."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from tsbind.model.declarations import Package
from tsbind.model.helpers import needed_accessors, socket_ends
from tsbind.model.operations import Client
from tsbind.packs import Pack
from tsbind.packs.modules import module_closure, types_of_modules
from tsbind.python.exported_names import ExportedName
from tsbind.python.helpers.bind import BoundHelper, bind
from tsbind.python.helpers.connections import ConnectionPlan, ConnectionPlanner
from tsbind.python.helpers.extension import LIB, extension_exports, extension_modules
from tsbind.python.placement import Place


@dataclass(frozen=True, slots=True)
class HelpersPlan:
    """The modules that are called, and the values of their templates."""

    modules: tuple[str, ...]
    """Below `LIB`, dotted: those of the helpers and all they import, sorted."""
    accessors: tuple[str, ...]
    """Of the resources that have helpers, sorted."""
    operations: frozenset[str]
    """The accessors of the helpers themselves."""
    pack: Pack
    types: Mapping[str, Place]
    """The types that the templates import, by upstream's name."""
    connections: tuple[ConnectionPlan, ...]
    exports: tuple[ExportedName, ...]
    """What the package exports."""


def helpers_plan(
    bound: Iterable[BoundHelper],
    places: Mapping[str, Place],
    connections: ConnectionPlanner,
    pack: Pack,
    client: Client,
) -> HelpersPlan:
    """The plan for the helpers, and the clients that extend ``client``, that are emitted."""
    found = list(bound)
    clients = {o.name: pack.clients[o.name] for o in client.extended_by if o.name in pack.clients}
    types = types_by_name(places, pack)
    roots = {*clients.values(), *(module for one in found for module in one.modules)}
    roots |= {*extension_modules(client, pack, types)}
    rows = {row for one in found for row in one.helper.exports}
    modules = module_closure(pack.modules, roots)
    return HelpersPlan(
        modules=modules,
        accessors=tuple(sorted({one.resource for one in found})),
        operations=frozenset(one.operation.accessor for one in found),
        pack=pack,
        types={name: places[id_] for name, id_ in types.items()},
        connections=tuple(connections.plan(one.socket) for one in found if one.socket),
        exports=tuple(
            sorted({*map(_row, rows), *_client_rows(clients), *extension_exports(pack, modules)})
        ),
    )


def type_ids(places: Iterable[str]) -> dict[str, str]:
    """The declarations of the resources by name, those at the top of their file."""
    result: dict[str, str] = {}
    for id_ in places:
        if id_.startswith("resources/"):
            result.setdefault(id_.rpartition("#")[2], id_)
    return result


def types_by_name(ids: Iterable[str], pack: Pack) -> dict[str, str]:
    """Ids of the types that the modules of ``pack`` may import; the first source counts."""
    listed = [(*id_.partition("#")[::2], id_) for id_ in ids]
    found: dict[str, str] = {}
    for source in pack.sources:
        for file, name, id_ in listed:
            if file == source and "." not in name:
                found.setdefault(name, id_)
    return found


def _row(export: str) -> ExportedName:
    module, _, name = export.partition(":")
    return ExportedName(name, f".{module}", name)


def _client_rows(clients: Mapping[str, str]) -> Iterator[ExportedName]:
    """What the package exports of each client: both flavours."""
    for name, module in clients.items():
        for flavour in (name, f"Async{name}"):
            yield ExportedName(flavour, f".{LIB}.{module}", flavour)


def with_called(package: Package, pack: Pack, accessors: Iterable[str]) -> tuple[str, ...]:
    """``accessors``, and the operations that the helpers among them call, directly or not."""
    helpers = {bound.operation.accessor: bound.helper for bound in bind(package, pack)}
    wanted: dict[str, None] = {}
    pending = list(accessors)
    while pending:
        accessor = pending.pop()
        if accessor not in wanted:
            wanted[accessor] = None
            helper = helpers.get(accessor)
            pending.extend(needed_accessors(helper, accessor) if helper else ())
    return tuple(wanted)


def required_ids(package: Package, pack: Pack) -> tuple[str, ...]:
    """Ids of the declarations that the helpers of ``package`` take, return, or read and make."""
    ids = {declaration.id: declaration.id for declaration in package.types}
    known = {**type_ids(ids), **ids}
    bound = bind(package, pack)
    roots = (module for one in bound for module in one.modules)
    names = types_of_modules(pack.modules, module_closure(pack.modules, roots))
    of_modules = types_by_name(ids, pack)
    found = [id_ for one in bound for id_ in _of_helper(one, known)]
    return tuple(dict.fromkeys((*found, *(of_modules[n] for n in names if n in of_modules))))


def _of_helper(bound: BoundHelper, known: dict[str, str]) -> Iterator[str]:
    if bound.params is not None:
        yield bound.params.id
    yield from (known[name] for name in bound.helper.needs if name in known)
    if bound.socket is not None:
        yield from (end.id for end in socket_ends(bound.socket))
