"""What the templates of the helpers need to know of a package."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from tsbind.model.operations import Client
from tsbind.packs import Pack
from tsbind.packs.modules import module_closure
from tsbind.python.helpers.bind import BoundHelper
from tsbind.python.helpers.connections import ConnectionPlan, ConnectionPlanner
from tsbind.python.helpers.extension import LIB, extension_exports, extension_modules
from tsbind.python.placement import Place
from tsbind.python.types.plan import ExportedName


@dataclass(frozen=True, slots=True)
class HelpersPlan:
    """The modules that are called, and the values of their templates."""

    modules: tuple[str, ...]
    """Below `LIB`, dotted: those of the helpers and all they import, sorted."""
    accessors: tuple[str, ...]
    """Of the resources that have helpers, sorted."""
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
