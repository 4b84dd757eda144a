"""The names of one generated module: its own, and those it imports as they are used."""

from __future__ import annotations

import builtins
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, field
from typing import TypeVar

from tsbind.python.names import PythonName, class_name, unique
from tsbind.python.placement import Place

Module = tuple[PythonName, ...]
K = TypeVar("K", str, tuple[str, str])

TWIN_SUFFIX = "Dict"
KEPT = frozenset(
    "FileTypes Generic Iterable Literal Mapping Model Omit Required TypeAlias TypeVar TypedDict "
    "Union builtins dataclass omit union wire".split()
)
"""Names a module imports for itself: a declaration elsewhere of such a name gets another here."""

_BUILTINS = frozenset(vars(builtins))


@dataclass
class Scope:
    """Gives the local spelling of everything a module mentions, and notes what to import."""

    module: Module
    places: dict[str, Place]
    taken: set[str]
    """Names the module defines itself."""
    shadowed: frozenset[str] = frozenset()
    """Names of the class at hand's fields: inside it they hide builtins of the same name."""
    typing: dict[str, str] = field(default_factory=dict[str, str])
    collections: dict[str, str] = field(default_factory=dict[str, str])
    runtime: dict[tuple[str, str], str] = field(default_factory=dict[tuple[str, str], str])
    """Runtime module and name, to local name."""
    imported: dict[tuple[str, str], str] = field(default_factory=dict[tuple[str, str], str])
    """Id of a declaration elsewhere and suffix (`TWIN_SUFFIX` or none), to local name."""
    named: dict[tuple[str, str], str] = field(default_factory=dict[tuple[str, str], str])
    """The same, with those that only wire specs mention."""
    wired: dict[str, str] = field(default_factory=dict[str, str])
    """Local name, to place, of what wire specs mention."""
    needs_builtins: bool = False

    def builtin(self, name: str) -> str:
        """A builtin type, reachable although a field may be called like it."""
        if name not in self.shadowed:
            return name
        self.needs_builtins = True
        return f"builtins.{name}"

    def use_typing(self, name: str) -> str:
        """A name of `typing`."""
        return self._use(self.typing, name, name)

    def use_collections(self, name: str) -> str:
        """A name of `collections.abc`."""
        return self._use(self.collections, name, name)

    def use_runtime(self, module: str, name: str) -> str:
        """A name of one of the runtime's modules."""
        return self._use(self.runtime, (module, name), name)

    def declaration(self, id_: str, suffix: str = "") -> str:
        """A declaration, or with `TWIN_SUFFIX` its `TypedDict` twin."""
        place = self.places[id_]
        if place.module == self.module:
            return spelled(place, suffix)
        local = self._local(id_, suffix)
        self.imported[id_, suffix] = local
        return local

    def wire(self, id_: str) -> str:
        """A declaration as wire specs name it."""
        place = self.places[id_]
        if place.module == self.module:
            return place.name
        local = self._local(id_)
        path = relative(self.module, place.module)
        self.wired[local] = path if local == place.name else f"{path}:{place.name}"
        return local

    def names(self) -> frozenset[str]:
        """Every name that stands for something in the module, or hides a builtin."""
        imported = {*self.typing.values(), *self.collections.values(), *self.runtime.values()}
        return KEPT | _BUILTINS | self.taken | imported

    def _local(self, id_: str, suffix: str = "") -> str:
        local = self.named.get((id_, suffix))
        if local is None:
            local = self._free(self.places[id_], suffix)
            self.named[id_, suffix] = local
            self.taken.add(local)
        return local

    def _free(self, place: Place, suffix: str) -> str:
        return free_name(place, spelled(place, suffix), self.taken, KEPT)

    def _use(self, table: dict[K, str], key: K, name: str) -> str:
        local = table.get(key)
        if local is None:
            local = f"_{name}" if name in self.taken else name
            table[key] = local
        return local


def free_name(place: Place, name: str, taken: Container[str], kept: Container[str]) -> str:
    """The name under which a module imports what ``place`` calls ``name``.

    That name; where the module has it for something else, behind the name of the module it comes
    from (a member of `ThreadCreateParams` is `ThreadCreateParamsToolResources`), then behind that
    of its folder, then behind all folders; last with a number.
    """
    if name not in taken and name not in kept:
        return name
    longer = list(_behind(place, name))
    return next((each for each in longer if each not in taken), unique(longer[-1], taken))


def _behind(place: Place, name: str) -> Iterator[PythonName]:
    module, folder = class_name(place.module[-1]), class_name(place.module[-2])
    if place.name != module:
        yield PythonName(f"{module}{name}")
    yield PythonName(f"{folder}{name}")
    if len(place.module) > 3:
        yield PythonName(f"{class_name('_'.join(place.module[1:-1]))}{name}")


def spelled(place: Place, suffix: str) -> str:
    """The name of a declaration in its own module, or with `TWIN_SUFFIX` that of its twin."""
    return place.twin if suffix else place.name


def relative(module: Module, target: Module) -> str:
    """``target`` as a relative import from ``module``: ``..shared.metadata``."""
    package = module[:-1]
    common = 0
    while common < min(len(package), len(target) - 1) and package[common] == target[common]:
        common += 1
    return "." * (1 + len(package) - common) + ".".join(target[common:])


def runtime_path(module: Module, name: str) -> str:
    """The runtime module ``name`` as a relative import from ``module``."""
    return "." * len(module) + "_runtime." + name


def import_line(source: str, names: Iterable[tuple[str, str]], *, explicit: bool = False) -> str:
    """``from source import a, b as c``, broken as black does when it is long.

    With ``explicit`` every name is ``a as a``: a re-export type checkers accept.
    """
    parts = [
        n if n == local and not explicit else f"{n} as {local}"
        for n, local in sorted(names, key=_import_order)
    ]
    line = f"from {source} import {', '.join(parts)}"
    if len(line) <= 84:
        return line
    return "\n".join([f"from {source} import (", *(f"    {part}," for part in parts), ")"])


def _import_order(pair: tuple[str, str]) -> tuple[bool, bool, str]:
    # Constants, then classes, then functions: the order ruff's import rules keep.
    name = pair[0]
    return (not name.isupper(), not name[:1].isupper(), name)
