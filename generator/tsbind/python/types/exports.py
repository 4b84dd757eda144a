"""What each ``types/**/__init__.py`` exports: what upstream's ``resources/**/index.ts`` exports.

A folder that upstream has no index for exports the top-level declarations that live in it. The
declarations of ``x/x.ts``, which live beside the folder ``x``, can be imported from the folder as
well: upstream's own Python client has some of them there (``types.responses.Response``).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache
from pathlib import PurePosixPath

from tsbind.model.declarations import Declaration, Export, Package
from tsbind.model.index import ModelIndex
from tsbind.python.exported_names import ExportedName, ExportsPlan
from tsbind.python.names import PythonName, class_name, unique
from tsbind.python.placement import TYPES, Module, Place, folder, is_param_name
from tsbind.python.spelling.generics import has_mapping_twin
from tsbind.python.spelling.import_statements import relative
from tsbind.python.types.modules_by_name import modules_by_name
from tsbind.python.types.param_names import SHARED_PARAMS, add_param_names


def exports_plans(
    index: ModelIndex,
    places: Mapping[str, Place],
    *,
    flat: bool,
    by_name: bool = False,
    is_part: bool = False,
) -> list[ExportsPlan]:
    """One plan for each folder of types, parents first; ``index`` is that of the package.

    Then, ``by_name``, those of modules that are called like an export. In a part a folder takes
    what another one has of its own modules from that folder.
    """
    package = index.package
    found: dict[Module, dict[str, str]] = {}
    for place in places.values():
        for end in range(1, len(place.module)):
            found.setdefault(place.module[:end], {})
    found.setdefault((TYPES,), {})
    if not flat:
        _indexes(package, places, found)
    indexed = {_home(e.file) for e in package.exports if _is_index(e)}
    exported = {d.id for d in package.types if d.exported and "." not in d.name}
    for id_, place in places.items():
        home = place.module[:-1]
        if id_ not in exported:
            continue
        if flat or home not in indexed:
            _export(found[home], place.public_name, id_)
        if not flat:
            _from_its_folder(id_, place, found)
    add_param_names(index, places, found)
    generic = {d.id: d for d in package.types if d.type_parameters}
    plans = {
        home: replace(
            _plan(home, found, places, generic, is_part), modules=packages_in(home, names, found)
        )
        for home, names in sorted(found.items())
    }
    named = modules_by_name(plans, found, index, places) if by_name else ()
    return [*plans.values(), *named]


def packages_in(home: Module, names: Iterable[str], homes: Iterable[Module]) -> tuple[str, ...]:
    """Those of the packages ``homes`` that are in the folder ``home``, but for one of ``names``."""
    inside = {other[-1] for other in homes if other[:-1] == home}
    return tuple(sorted(inside.difference(names)))


def _from_its_folder(id_: str, place: Place, found: dict[Module, dict[str, str]]) -> None:
    """Export a declaration of ``x/x.ts`` from the folder ``x`` too, where there is one."""
    file = PurePosixPath(id_.partition("#")[0])
    inner = _home(str(file.with_name("index.ts")))
    if file.stem == file.parent.name and inner in found:
        found[inner].setdefault(place.public_name, id_)


def _indexes(
    package: Package, places: Mapping[str, Place], found: dict[Module, dict[str, str]]
) -> None:
    for export in package.exports:
        if not _is_index(export):
            continue
        home = _home(export.file)
        if export.target in places:
            _export(found.setdefault(home, {}), class_name(export.name), export.target)


def _export(names: dict[str, str], name: PythonName, id_: str) -> None:
    """Export a declaration, by the first free number behind its name where another has that."""
    if names.setdefault(name, id_) != id_ and id_ not in names.values():
        names[unique(name, names)] = id_


def _is_index(export: Export) -> bool:
    return export.file.endswith("/index.ts") and "." not in export.name


@cache
def _home(index: str) -> Module:
    return folder(index.removesuffix("index.ts") + "x.ts")


def _plan(
    home: Module,
    found: Mapping[Module, Mapping[str, str]],
    places: Mapping[str, Place],
    generic: Mapping[str, Declaration],
    is_part: bool,
) -> ExportsPlan:
    module = (*home, TYPES)  # any module of the folder: relative paths are the same
    names = found[home]
    rows: list[ExportedName] = []
    for name, id_ in sorted(names.items()):
        place = places[id_]
        own = place.module[:-1]
        if is_part and own != home and found.get(own, {}).get(name) == id_:
            twin = place.twin if name == place.name and place.twin not in names else ""
            rows.append(ExportedName(name, relative(module, own), name, twin, id=id_))
            continue
        source = relative(module, place.module)
        is_param = is_param_name(name) or home[-1] == SHARED_PARAMS
        checked = place.either if is_param_name(name) else ""
        if place.is_dict and (is_param or name == place.twin):
            checked = place.twin
        twin = "" if place.twin in names else place.twin  # upstream has that name itself
        is_other_name = name != place.name and names.get(place.name) == id_
        either = bool(twin and not place.either and is_other_name and is_param and not checked)
        parameters = 0
        if id_ in generic:
            parameters = len(generic[id_].type_parameters)
            either = either and not has_mapping_twin(generic[id_])
        rows.append(ExportedName(name, source, place.name, twin, checked, either, parameters, id_))
    path = "/".join((*home, "__init__.py"))
    return ExportsPlan(path, tuple(rows))


def package_exports() -> ExportsPlan:
    """The ``__init__.py`` of a package of types alone: what its runtime offers to a reader."""
    rows = [
        ("DecodeError", "._runtime.decode_error"),
        ("EncodeError", "._runtime.decode_error"),
        ("Model", "._runtime.model"),
        ("Omit", "._runtime.omit"),
        ("UnknownModel", "._runtime.model"),
        ("omit", "._runtime.omit"),
        ("type_hints", "._runtime.dataclass_fields"),
    ]
    names = tuple(ExportedName(name, module, name) for name, module in rows)
    return ExportsPlan("__init__.py", names)
