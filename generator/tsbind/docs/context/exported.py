"""Which module exports each declaration, under which name."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.util import resolve_name

from tsbind.python.types.plan import TypesPlan


def public_names(plan: TypesPlan) -> dict[tuple[str, str], str]:
    """Names that modules define, and those that folders export."""
    defined = {(".".join(p.module), str(p.name)): id_ for id_, p in plan.places.items()}
    result = dict(defined)
    for exports in plan.exports:
        home = exports.path.rpartition("/")[0].replace("/", ".")
        for name, module, original, *_ in exports.names:
            # `resolve_name` wants the name of a package, which the root of this one has not.
            source = resolve_name(module, f"_.{home}".rstrip(".")).removeprefix("_.")
            id_ = defined.get((source, original))
            if id_ is not None:
                result.setdefault((home, name), id_)
    return result


def export_modules(plan: TypesPlan, public: Mapping[tuple[str, str], str]) -> dict[str, str]:
    """The shortest module that exports each declaration under the name it has."""
    homes = {".".join(place.module) for place in plan.places.values()}
    result: dict[str, str] = {}
    for (module, name), id_ in public.items():
        if module not in homes and name == plan.places[id_].name:
            result.setdefault(id_, module)
    return result
