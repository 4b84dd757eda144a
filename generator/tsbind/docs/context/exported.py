"""Which module exports each declaration, under which name."""

from __future__ import annotations

from collections.abc import Mapping

from tsbind.python.names import PythonName
from tsbind.python.types.plan import TypesPlan


def public_names(plan: TypesPlan) -> dict[tuple[str, str], str]:
    """Names that modules define, and those that folders export."""
    ids = {(place.module, str(place.name)): id_ for id_, place in plan.places.items()}
    result = {(".".join(module), name): id_ for (module, name), id_ in ids.items()}
    for exports in plan.exports:
        home = exports.path.split("/")[:-1]
        for name, module, original, *_ in exports.names:
            id_ = ids.get((_absolute(home, module), original))
            if id_ is not None:
                result.setdefault((".".join(home), name), id_)
    return result


def export_modules(plan: TypesPlan, public: Mapping[tuple[str, str], str]) -> dict[str, str]:
    """The shortest module that exports each declaration under the name it has."""
    homes = {".".join(place.module) for place in plan.places.values()}
    result: dict[str, str] = {}
    for (module, name), id_ in public.items():
        if module not in homes and name == plan.places[id_].name:
            result.setdefault(id_, module)
    return result


def _absolute(home: list[str], module: str) -> tuple[PythonName, ...]:
    """The module that ``module`` means inside the package ``home``."""
    name = module.lstrip(".")
    up = len(module) - len(name) - 1
    parts = [*home[: len(home) - up], *name.split(".")]
    return tuple(PythonName(part) for part in parts)
