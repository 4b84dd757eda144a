"""What the templates of the helpers need to know of a package."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from tsbind.packs import Pack
from tsbind.packs.modules import module_closure
from tsbind.python.helpers.bind import BoundHelper
from tsbind.python.helpers.connections import ConnectionPlan, ConnectionPlanner
from tsbind.python.placement import Place

LIB = "lib"


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
    exports: tuple[tuple[str, str, str, str], ...]
    """What the package exports: name, relative module, name there, whether it has a twin."""


def helpers_plan(
    bound: Iterable[BoundHelper],
    places: Mapping[str, Place],
    connections: ConnectionPlanner,
    pack: Pack,
) -> HelpersPlan:
    """The plan for the helpers that are emitted."""
    found = list(bound)
    roots = {module for one in found for module in one.modules}
    rows = {row for one in found for row in one.helper.exports}
    return HelpersPlan(
        modules=module_closure(pack.modules, roots),
        accessors=tuple(sorted({one.resource for one in found})),
        pack=pack,
        types={name: places[id_] for name, id_ in types_by_name(places, pack).items()},
        connections=tuple(connections.plan(one.socket) for one in found if one.socket),
        exports=tuple(sorted(_row(row) for row in rows)),
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


def _row(export: str) -> tuple[str, str, str, str]:
    module, _, name = export.partition(":")
    return name, f".{module}", name, ""
