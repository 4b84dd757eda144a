"""Modules that are called like an export, for type checkers.

The official Python clients have a module for each type: `types.chat.chat_completion_tool_param`.
Other packages find such a module at run time alone (`_runtime/lazy_exports.py`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from tsbind.model.index import ModelIndex
from tsbind.model.kinds import alias_type
from tsbind.model.mentions import mentioned
from tsbind.python.exported_names import ExportedName, ExportsPlan
from tsbind.python.names import module_name
from tsbind.python.placement import Module, Place, is_param_module
from tsbind.python.spelling.import_statements import relative
from tsbind.python.types.param_names import SHARED_PARAMS, Found


def modules_by_name(
    plans: Mapping[Module, ExportsPlan],
    exported: Found,
    index: ModelIndex,
    places: Mapping[str, Place],
) -> Iterator[ExportsPlan]:
    """A module for each name that a folder exports and that no module is called like.

    It has what the module has in which the type is defined, what the folder exports under names
    that begin alike and, for an alias, what stands beside its members. In a module for params all
    of that means the `TypedDict`.
    """
    by_module: dict[Module, list[Place]] = {}
    for place in places.values():
        by_module.setdefault(place.module, []).append(place)
    taken = {*by_module, *plans}
    for home, plan in plans.items():
        for row in plan.names:
            module = (*home, module_name(row.name))
            if module in taken:
                continue
            taken.add(module)
            homes = _modules(exported[home][row.name], index, places)
            beside = [_row(place, module) for one in homes for place in by_module[one]]
            alike = [other for other in plan.names if other.name.startswith(row.name)]
            names = {other.name: other for other in (*beside, *alike)}
            rows = tuple(names[name]._replace(twin="") for name in sorted(names))
            yield ExportsPlan(f"{'/'.join(module)}.py", rows)


def _modules(id_: str, index: ModelIndex, places: Mapping[str, Place]) -> dict[Module, None]:
    """The module of a declaration, and those of what it is an alias of."""
    aliased = alias_type(index.declarations[id_])
    members = mentioned(() if aliased is None else (aliased,))
    return {places[one].module: None for one in (id_, *members) if one in places}


def _row(place: Place, module: Module) -> ExportedName:
    is_param = is_param_module(module) or module[-2] == SHARED_PARAMS
    checked = place.twin if is_param or place.public_name != place.name else ""
    return ExportedName(
        place.public_name, relative(module, place.module), place.name, checked=checked
    )
