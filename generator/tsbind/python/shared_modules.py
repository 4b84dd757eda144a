"""The small modules of a part: those of one folder are one module.

A part has few declarations of each folder. With a file for each, most of its files would say
little but their header and their imports. Names stay those of the whole package, so a module that
has a name of another stays alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from tsbind.python.names import PythonName, unique
from tsbind.python.placement import Module, Place

_SHARED = PythonName("_types")
_MOST = 3
"""A module of more declarations is a file of its own."""


def shared_modules(
    places: Iterable[Place], further: Mapping[Module, Iterable[str]]
) -> dict[Module, Module]:
    """The modules that are written into another, and into which.

    ``further`` are names that the modules have besides those of their places.
    """
    names: dict[Module, set[str]] = {}
    sizes = Counter[Module]()
    for place in places:
        sizes[place.module] += 1
        own = names.setdefault(place.module, set(further.get(place.module, ())))
        own.update(filter(None, (place.name, place.twin, place.either)))
    taken: dict[Module, set[str]] = {}
    joined: dict[Module, list[Module]] = {}
    for module, own in names.items():
        folder = module[:-1]
        if sizes[module] <= _MOST and taken.setdefault(folder, set()).isdisjoint(own):
            taken[folder] |= own
            joined.setdefault(folder, []).append(module)
    shared = unique(_SHARED, {module[-1] for module in names})
    return {
        module: (*folder, shared)
        for folder, modules in joined.items()
        if len(modules) > 1
        for module in modules
    }
