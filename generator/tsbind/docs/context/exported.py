"""Which module exports each declaration, under which name."""

from __future__ import annotations

from collections.abc import Mapping

from tsbind.python.types.plan import TypesPlan


def public_names(plan: TypesPlan) -> dict[tuple[str, str], str]:
    """Names that modules define, and those that folders export."""
    result = {(".".join(place.module), str(place.name)): i for i, place in plan.places.items()}
    for exports in plan.exports:
        home = ".".join(exports.path.split("/")[:-1])
        for row in exports.names:
            if row.id:
                result.setdefault((home, row.name), row.id)
    return result


def export_modules(plan: TypesPlan, public: Mapping[tuple[str, str], str]) -> dict[str, str]:
    """The shortest module that exports each declaration under the name it has."""
    homes = {".".join(place.module) for place in plan.places.values()}
    result: dict[str, str] = {}
    for (module, name), id_ in public.items():
        if module not in homes and name == plan.places[id_].name:
            result.setdefault(id_, module)
    return result
