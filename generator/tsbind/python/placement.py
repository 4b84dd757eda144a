"""Where a declaration lives: its module, and its name there.

One top-level declaration, one module. Its namespace members live in that module, named by their
path below it (``ToolResources.FileSearch`` is ``ToolResourcesFileSearch``), and so do its
``...Base``, ``...NonStreaming`` and ``...Streaming`` companions. The folder is the resource's
parent: ``resources/beta/threads/threads.ts`` goes to ``types/beta``.

Where two declarations would get one name, the top-level one keeps it, then the one that comes
first in the source; the others get their whole path as name, then a number. Modules that differ
only in case, or that are called like a folder beside them, are told apart by a number too.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Mapping
from dataclasses import replace

from tsbind.model.declarations import Declaration
from tsbind.model.index.public_names import folder_of
from tsbind.python.names import PythonName, class_name, module_name, unique
from tsbind.values import value_class

TYPES = PythonName("types")
SEPARATOR = re.compile(r"[.~]")
COMPANIONS = ("Base", "NonStreaming", "Streaming")


Module = tuple[PythonName, ...]
"""A module by its path below the package."""


@value_class(frozen=True, slots=True)
class Place:
    """A module below the package (``("types", "beta", "thread")``) and a name in it."""

    module: Module
    name: PythonName
    twin: str = ""
    """Name of the `TypedDict` twin, where there is one."""
    either: str = ""
    """Name of an alias of the type or its twin, where the type is an alias and has one."""
    is_dict: bool = False
    """Whether callers give the twin alone."""

    @property
    def public_name(self) -> PythonName:
        """What programs call it: the name that a twin has taken, or its own."""
        taken = self.twin and self.name.startswith(self.twin)
        return PythonName(self.twin) if taken else self.name


def place(declarations: Iterable[Declaration], *, flat: bool = False) -> dict[str, Place]:
    """The place of each declaration by id; with ``flat`` every module directly in ``types``."""
    ordered = list(declarations)
    tops = {d.id for d in ordered if not SEPARATOR.search(d.name)}
    hosts = {d.id: _host(d, tops) for d in ordered}
    modules = _modules(sorted(set(hosts.values())), flat=flat)
    result: dict[str, Place] = {}
    taken: dict[tuple[PythonName, ...], set[str]] = {}
    for declaration in sorted(ordered, key=lambda d: bool(SEPARATOR.search(d.name))):
        host = hosts[declaration.id]
        names = taken.setdefault(modules[host], set())
        name = _name(declaration, host, names)
        names.add(name)
        result[declaration.id] = Place(modules[host], name)
    return {d.id: result[d.id] for d in ordered}


def with_twins(
    places: Mapping[str, Place],
    twinned: Container[str],
    aliases: Container[str] = (),
    *,
    dict_params: bool = False,
) -> dict[str, Place]:
    """The places, with a name for the twin of each declaration in ``twinned``: ``NameDict``.

    Those of ``aliases`` have a name for either of the two as well: ``NameOrDict``. Where upstream
    has a declaration of that name in the module, it takes a number. With ``dict_params`` the twin
    of params has the name, and the class is ``NameModel``.
    """
    taken: dict[tuple[PythonName, ...], set[str]] = {}
    for found in places.values():
        taken.setdefault(found.module, set()).add(found.name)
    result = dict(places)
    for id_, found in places.items():
        if id_ not in twinned:
            continue
        used = taken[found.module]
        name, twin, either = found.name, unique(PythonName(f"{found.name}Dict"), used), ""
        if dict_params and (is_param_name(name) or is_param_module(found.module)):
            name, twin = unique(PythonName(f"{name}Model"), used), name
        elif id_ in aliases and not dict_params:
            either = unique(PythonName(f"{name}OrDict"), used)
        used |= {name, twin, either}
        result[id_] = replace(found, name=name, twin=twin, either=either, is_dict=dict_params)
    return result


def is_param_name(name: str) -> bool:
    """Whether a name says that a type is for what programs send.

    Type checkers take such a name of a union or list, and one beside upstream's name of a class,
    for the classes and their `TypedDict` twins: programs annotate with it what they write as dicts.
    """
    return "Params" in name or name.endswith("Param")


def is_param_module(module: Module) -> bool:
    """Whether all that a module defines is for what programs send."""
    return module[-1].endswith("_param") or "_params" in module[-1]


def folder(file: str) -> tuple[PythonName, ...]:
    """The folder of the declarations of a source file: ``("types", "beta")``."""
    return (TYPES, *map(module_name, folder_of(file)))


def _host(declaration: Declaration, tops: set[str]) -> str:
    """Id of the top-level declaration whose module ``declaration`` lives in."""
    file, _, name = declaration.id.partition("#")
    top = f"{file}#{SEPARATOR.split(name)[0]}"
    for companion in COMPANIONS:
        if top.endswith(companion) and top.removesuffix(companion) in tops:
            return top.removesuffix(companion)
    return top


def _modules(hosts: Iterable[str], *, flat: bool) -> dict[str, tuple[PythonName, ...]]:
    homes = {h: (TYPES,) if flat else folder(h.partition("#")[0]) for h in hosts}
    taken = {home[: end + 1] for home in homes.values() for end in range(len(home))}
    result: dict[str, tuple[PythonName, ...]] = {}
    for host, home in homes.items():
        name = unique(module_name(host.rpartition("#")[2]), _Beside(taken, home))
        result[host] = (*home, name)
        taken.add((*home, PythonName(name.lower())))
    return result


@value_class(frozen=True, slots=True)
class _Beside:
    """The modules and folders of one folder, whatever their case."""

    taken: set[tuple[PythonName, ...]]
    home: tuple[PythonName, ...]

    def __contains__(self, name: object) -> bool:
        return (*self.home, str(name).lower()) in self.taken


def _name(declaration: Declaration, host: str, taken: set[str]) -> PythonName:
    inner = declaration.id.removeprefix(f"{host}.")
    short = _joined(inner)
    if inner == declaration.id or short not in taken:
        return unique(short, taken)
    return unique(_joined(declaration.id), taken)


def _joined(id_: str) -> PythonName:
    return class_name("".join(map(class_name, SEPARATOR.split(id_.rpartition("#")[2]))))
