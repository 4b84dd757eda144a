"""From a resolved package to the plan of its types."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import replace

from tsbind.model.declarations import Declaration, Package
from tsbind.model.helpers import pack_of
from tsbind.model.index import ModelIndex
from tsbind.model.kinds import alias_type, foreign_type, is_class, is_data
from tsbind.model.mentions import mentioned
from tsbind.problems import Problem
from tsbind.python.integers import numbers_for
from tsbind.python.placement import Module, Place, place, with_twins
from tsbind.python.shared_modules import shared_modules
from tsbind.python.types.exports import exports_plans, package_exports
from tsbind.python.types.hoist import Hoister, bounded
from tsbind.python.types.inheritance import bases_of
from tsbind.python.types.modules import ModulePlanner
from tsbind.python.types.nested_class_aliases import nested_class_aliases
from tsbind.python.types.plan import TypesPlan


def plan_types(
    package: Package,
    only: Iterable[str] | None = None,
    *,
    with_modules: bool = True,
    dict_params: bool = False,
) -> TypesPlan:
    """The plan of every exported data declaration and what it reaches.

    With ``only``, ids of declarations: these and what they reach, nothing else, the small modules
    of a folder as one. Without modules the plan says only where everything goes in a whole
    package, which is far quicker. With ``dict_params`` names of params are those of their
    `TypedDict`, and each export has a module.
    """
    read = ModelIndex(package)
    chosen = set(read.data_closure(read.roots if only is None else only))
    problems: list[Problem] = []
    declarations = _hoisted([d for d in package.types if d.id in chosen], problems)
    flat = not read.has_resources
    index = ModelIndex(package, declarations)
    places = place(declarations, flat=flat)
    twinned = _twinned(index, declarations)
    aliases = {d.id for d in declarations if not is_class(d)}
    places = with_twins(places, twinned, aliases, dict_params=dict_params)
    written = declarations if with_modules else []
    by_module = _by_module(written, places)
    nested = {m: nested_class_aliases(ds, index, places) for m, ds in by_module.items()}
    is_part = only is not None and not dict_params
    if with_modules and is_part:
        moved = shared_modules(places.values(), nested)
        places = {i: replace(p, module=moved.get(p.module, p.module)) for i, p in places.items()}
        for module, shared in moved.items():
            nested.setdefault(shared, {}).update(nested.pop(module))
        by_module = _by_module(written, places)
    pack = pack_of(package)
    constructible = pack.corrections.constructible
    bases = bases_of(declarations, index, places)
    planner = ModulePlanner(
        index, places, twinned, numbers_for(pack), problems, bases, nested, constructible
    )
    modules = tuple(planner.module(module, ds) for module, ds in by_module.items())
    folders = exports_plans(read, places, flat=flat, by_name=dict_params, is_part=is_part)
    exports = (package_exports(), *folders)
    skipped = sum(d.exported and is_data(d) for d in package.types) - len(chosen)
    return TypesPlan(modules, exports, places, twinned, tuple(problems), max(skipped, 0), index)


def _by_module(
    declarations: Iterable[Declaration], places: Mapping[str, Place]
) -> dict[Module, list[Declaration]]:
    result: dict[Module, list[Declaration]] = {}
    for declaration in declarations:
        result.setdefault(places[declaration.id].module, []).append(declaration)
    return result


def _hoisted(declarations: list[Declaration], problems: list[Problem]) -> list[Declaration]:
    """Declarations without inline objects, each followed by those made for it."""
    result: list[Declaration] = []
    for declaration in declarations:
        hoister = Hoister({})
        result.append(hoister.declaration(bounded(declaration, problems)))
        result.extend(hoister.made.values())
    return result


def _twinned(index: ModelIndex, declarations: list[Declaration]) -> frozenset[str]:
    """Ids of the declarations a caller may give: those of params, and what they reach."""
    ids = {d.id for d in declarations}
    start = set(_given_ids(index.package))
    given = [d.id for d in declarations if d.id in start or _is_parameter(d)]
    reached = index.closure(given or ids, lambda declaration: declaration.id in ids)
    return frozenset(i for i in reached if _holds_class(index, i, ids))


def _given_ids(package: Package) -> Iterator[str]:
    for operation in package.operations:
        for signature in operation.signatures:
            yield from mentioned(parameter.type for parameter in signature.parameters)
    yield from mentioned(socket.sends for socket in package.sockets)


def _is_parameter(declaration: Declaration) -> bool:
    top = declaration.name.partition(".")[0]
    return any(end in top for end in ("Params", "Param"))


def _holds_class(index: ModelIndex, id_: str, ids: Container[str]) -> bool:
    """Whether a declaration is a class, or an alias with a class somewhere in it."""
    stack, seen = [id_], set[str]()
    while stack:
        current = index.declarations[stack.pop()]
        if current.id in seen:
            continue
        seen.add(current.id)
        if is_class(current):
            return True
        aliased = alias_type(current)
        found = mentioned(() if aliased is None else (aliased,))
        stack.extend(i for i in found if i in ids and not foreign_type(i))
    return False
