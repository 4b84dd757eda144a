"""What the templates of the helpers need to know of a package."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from tsbind.packs import Pack
from tsbind.python.helpers.bind import Bound
from tsbind.python.helpers.connections import FOLDER, ConnectionPlan, ConnectionPlanner
from tsbind.python.placement import Place

LIB = "lib"


@dataclass(frozen=True, slots=True)
class HelpersPlan:
    """The modules that are called, and the values of their templates."""

    roots: tuple[str, ...]
    """Modules below the helpers' folder; those they import come too."""
    accessors: tuple[str, ...]
    """Of the resources that have helpers, sorted."""
    pack: Pack
    types: Mapping[str, Place]
    """The types that the templates import, by upstream's name."""
    connections: tuple[ConnectionPlan, ...]
    exports: tuple[tuple[str, str, str, str], ...]
    """What the package exports: name, relative module, name there, whether it has a twin."""


def helpers_plan(
    bound: Iterable[Bound],
    places: Mapping[str, Place],
    connections: ConnectionPlanner,
    pack: Pack,
) -> HelpersPlan:
    """The plan for the helpers that are emitted."""
    found = list(bound)
    roots = {b.helper.function.partition(".")[0] for b in found}
    roots |= {"websocket"} if FOLDER in roots else set()
    rows = {row for b in found for row in b.helper.exports}
    return HelpersPlan(
        roots=tuple(sorted(roots | {"output_type"})) if roots else (),
        accessors=tuple(sorted({b.resource for b in found})),
        pack=pack,
        types=_types(places, pack),
        connections=tuple(connections.plan(b.socket) for b in found if b.socket),
        exports=tuple(sorted(_row(row) for row in rows)),
    )


def type_ids(places: Iterable[str]) -> dict[str, str]:
    """The declarations of the resources by name, those at the top of their file."""
    result: dict[str, str] = {}
    for id_ in places:
        if id_.startswith("resources/"):
            result.setdefault(id_.rpartition("#")[2], id_)
    return result


def _types(places: Mapping[str, Place], pack: Pack) -> dict[str, Place]:
    found: dict[str, Place] = {}
    for source in pack.sources:
        for id_, place in places.items():
            file, _, name = id_.partition("#")
            if file == source and "." not in name:
                found.setdefault(name, place)
    return found


def _row(export: str) -> tuple[str, str, str, str]:
    module, _, name = export.partition(":")
    return name, f".{module}", name, ""
