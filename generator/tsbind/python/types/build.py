"""From a resolved package to the plan of its types."""

from __future__ import annotations

from collections.abc import Iterable

from tsbind.model.closure import closure, has_resources, is_data, roots, used
from tsbind.model.declarations import Declaration, Package
from tsbind.model.foreign import foreign_type
from tsbind.model.index import ModelIndex, alias_type, is_class
from tsbind.model.types import Reference, Type, walk
from tsbind.problems import Problem
from tsbind.python.integers import numbers_for
from tsbind.python.placement import place, with_twins
from tsbind.python.spelling.import_table import Module
from tsbind.python.types.depth import bounded
from tsbind.python.types.exports import exports_plans, package_exports
from tsbind.python.types.hoist import Hoister
from tsbind.python.types.modules import Planner
from tsbind.python.types.plan import TypesPlan


def plan_types(
    package: Package,
    only: Iterable[str] | None = None,
    *,
    with_modules: bool = True,
) -> TypesPlan:
    """The plan of every exported data declaration and what it reaches.

    With ``only``, ids of declarations: these and what they reach, nothing else. Without modules
    the plan says only where everything goes, which is far quicker.
    """
    start = roots(package) if only is None else list(only)
    chosen = set(closure(package, start))
    problems: list[Problem] = []
    declarations = _hoisted([d for d in package.types if d.id in chosen], problems)
    flat = not has_resources(package)
    index = ModelIndex({**{d.id: d for d in package.types}, **{d.id: d for d in declarations}})
    places = place(declarations, flat=flat)
    twinned = _twinned(package, declarations)
    places = with_twins(places, twinned)
    planner = Planner(index, places, twinned, numbers_for(package.source.name), problems)
    by_module: dict[Module, list[Declaration]] = {}
    for declaration in declarations if with_modules else ():
        by_module.setdefault(places[declaration.id].module, []).append(declaration)
    modules = tuple(planner.module(module, ds) for module, ds in by_module.items())
    exports = (package_exports(), *exports_plans(package, places, flat=flat))
    skipped = sum(d.exported and is_data(d) for d in package.types) - len(chosen)
    return TypesPlan(modules, exports, places, twinned, tuple(problems), max(skipped, 0), index)


def _hoisted(declarations: list[Declaration], problems: list[Problem]) -> list[Declaration]:
    """Declarations without inline objects, each followed by those made for it."""
    result: list[Declaration] = []
    for declaration in declarations:
        hoister = Hoister({})
        result.append(hoister.declaration(bounded(declaration, problems)))
        result.extend(hoister.made.values())
    return result


def _twinned(package: Package, declarations: list[Declaration]) -> frozenset[str]:
    """Ids of the declarations a caller may give: those of params, and what they reach."""
    by_id = {d.id: d for d in declarations}
    start = set(_parameter_ids(package))
    given = [d.id for d in declarations if d.id in start or _is_parameter(d)]
    reached = _reach(given or list(by_id), by_id)
    return frozenset(i for i in reached if _holds_class(by_id[i], by_id))


def _parameter_ids(package: Package) -> Iterable[str]:
    for operation in package.operations:
        for signature in operation.signatures:
            for parameter in signature.parameters:
                yield from _mentioned(parameter.type)
    for socket in package.sockets:
        yield from _mentioned(socket.sends)


def _is_parameter(declaration: Declaration) -> bool:
    top = declaration.name.partition(".")[0]
    return any(end in top for end in ("Params", "Param"))


def _reach(start: Iterable[str], by_id: dict[str, Declaration]) -> set[str]:
    seen: set[str] = set()
    stack = list(start)
    while stack:
        id_ = stack.pop()
        if id_ not in seen and id_ in by_id:
            seen.add(id_)
            stack.extend(used(by_id[id_]))
    return seen


def _holds_class(declaration: Declaration, by_id: dict[str, Declaration]) -> bool:
    """Whether a declaration is a class, or an alias with a class somewhere in it."""
    stack, seen = [declaration], set[str]()
    while stack:
        current = stack.pop()
        if current.id in seen:
            continue
        seen.add(current.id)
        if is_class(current):
            return True
        type_ = alias_type(current)
        ids = _mentioned(type_) if type_ is not None else ()
        stack.extend(by_id[i] for i in ids if i in by_id and not foreign_type(i))
    return False


def _mentioned(type_: Type) -> Iterable[str]:
    return (part.id for part in walk(type_) if isinstance(part, Reference))
