"""Where resource classes go, and what each of them holds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, count

from tsbind.model.declarations import Package
from tsbind.model.helpers import pack_of, resource_accessors
from tsbind.model.operations import Operation, SubResource
from tsbind.python.client.plan import ViewPlan
from tsbind.python.methods.method_plan import FLAVOURS, Flavour, Flavoured
from tsbind.python.names import PythonName, class_name, module_name, unique
from tsbind.python.spelling.import_table import ImportTable

RESOURCES = PythonName("resources")
ROOT = PythonName("_root")
Module = tuple[PythonName, ...]


@dataclass(frozen=True, slots=True)
class ResourceClass:
    """A resource class: its module, its name, its methods and the resources it holds."""

    id: str
    module: Module
    name: PythonName
    doc: str
    operations: tuple[Operation, ...]
    children: tuple[SubResource, ...]
    accessor: str
    """The path from the root client, in upstream's spelling."""

    def named(self, flavour: Flavour) -> str:
        """The name of the class in one flavour."""
        return f"{flavour.prefix}{self.name}"


def resource_classes(package: Package) -> dict[str, ResourceClass]:
    """The resource classes below the root client by id; the first path to each counts."""
    if package.client is None:
        return {}
    held: dict[str, list[SubResource]] = {}
    for resource in package.client.resources:
        held.setdefault(resource.owner, []).append(resource)
    accessors = resource_accessors(package)
    hold_again(pack_of(package).corrections.held_again, accessors, held)
    docs = {d.id: d.doc for d in package.types}
    modules = _modules(accessors)
    names = _class_names(modules)
    result: dict[str, ResourceClass] = {}
    for id_, accessor in accessors.items():
        result[id_] = ResourceClass(
            id_,
            modules[id_],
            names[id_],
            docs.get(id_, ""),
            tuple(_own_operations(package, id_)),
            tuple(held.get(id_, ())),
            accessor,
        )
    return result


def hold_again(
    places: Mapping[str, str], accessors: Mapping[str, str], held: dict[str, list[SubResource]]
) -> None:
    """Give resources that the official Python client also has elsewhere their second place.

    ``places`` maps it to upstream's; ``accessors`` are by id, ``held`` by id of the owner.
    """
    ids = {accessor: id_ for id_, accessor in accessors.items()}
    for place, accessor in places.items():
        owner, _, name = place.rpartition(".")
        if owner not in ids or accessor not in ids:
            continue
        own = held.setdefault(ids[owner], [])
        if all(child.name != name for child in own):
            doc = f"The same as `{accessor}` of the client."
            own.append(SubResource(ids[owner], name, ids[accessor], doc))


def root_operations(package: Package) -> ResourceClass | None:
    """The operations of the root client itself, as a class it inherits from; None without any."""
    client = package.client
    if client is None:
        return None
    own = tuple(o for o in _own_operations(package, client.id) if o.kind == "endpoint")
    name, doc = class_name(f"{client.name}Operations"), f"What `{client.name}` calls itself."
    return ResourceClass(client.id, (ROOT,), name, doc, own, (), "") if own else None


def _own_operations(package: Package, id_: str) -> Iterable[Operation]:
    """The operations of a class once each, by whatever path they are reached."""
    found: dict[str, Operation] = {}
    for operation in package.operations:
        if operation.resource == id_:
            found.setdefault(operation.method, operation)
    return found.values()


def _modules(ids: Iterable[str]) -> dict[str, Module]:
    """The module of each class: that of its file, clear of the folders beside it."""
    files = sorted({id_.partition("#")[0] for id_ in ids})
    wanted = {file: _module(file) for file in files}
    folders = {m[:end] for m in wanted.values() for end in range(1, len(m))}
    taken: set[Module] = set()
    modules: dict[str, Module] = {}
    for file, module in wanted.items():
        beside = {m[-1] for m in folders | taken if m[:-1] == module[:-1]}
        modules[file] = (*module[:-1], unique(module[-1], beside))
        taken.add(modules[file])
    return {id_: modules[id_.partition("#")[0]] for id_ in ids}


def _class_names(modules: Mapping[str, Module]) -> dict[str, PythonName]:
    """A name for each class, clear of every name that another class of its module has."""
    taken: dict[Module, set[str]] = {}
    names: dict[str, PythonName] = {}
    for id_, module in modules.items():
        own = class_name(id_.rpartition("#")[2])
        others = taken.setdefault(module, set())
        numbered = (PythonName(f"{own}_{number}") for number in count(2))
        names[id_] = next(n for n in chain([own], numbered) if others.isdisjoint(forms_of(n)))
        others.update(forms_of(names[id_]))
    return names


def forms_of(name: str) -> Iterator[str]:
    """The classes of a resource called ``name``: in both flavours, with their views."""
    for flavour in FLAVOURS:
        for suffix in ("", *(suffix for suffix, _, _ in VIEWS)):
            yield f"{flavour.prefix}{name}{suffix}"


def _module(file: str) -> Module:
    stem = file.partition(".")[0]
    parts = [module_name(part) for part in stem.split("/")]
    return tuple(parts) if parts[0] == RESOURCES else (RESOURCES, *parts)


VIEWS = (
    ("WithRawResponse", "with_raw_response", "raw"),
    ("WithStreamingResponse", "with_streaming_response", "streamed"),
)
"""Suffix of the class, the attribute it is the type of, the runtime function of a method."""


def view_plans(table: ImportTable) -> tuple[ViewPlan, ...]:
    """The two views of a class in the module of ``table``."""
    return tuple(
        ViewPlan(
            suffix,
            attribute,
            Flavoured(
                table.runtime("raw_views", wrapper), table.runtime("raw_views", f"async_{wrapper}")
            ),
        )
        for suffix, attribute, wrapper in VIEWS
    )
