"""Modules of resources: those kept of the plan before where nothing they speak of has changed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache, partial

from tsbind.model.needs import types_of
from tsbind.problems import Problem
from tsbind.python.client.classes import Module, ResourceClass
from tsbind.python.client.plan import ResourceModulePlan
from tsbind.python.client.resources import ResourcesPlanner
from tsbind.python.helpers.bind import Bound
from tsbind.python.reuse import PlanMemory, ids_of

Modules = Mapping[Module, Sequence[ResourceClass]]


def planned_modules(
    planner: ResourcesPlanner, modules: Modules, memory: PlanMemory | None
) -> Iterator[ResourceModulePlan]:
    """The plan of each module, in order; without ``memory`` all are made."""
    for module, classes in sorted(modules.items()):
        if memory is None:
            yield planner.module(module, classes)
        else:
            yield memory.resources.plan(
                module,
                _source(planner, classes),
                partial(_planned, planner, module, classes),
                planner.problems,
                stale=_is_stale(planner, classes, memory.meanings.stale),
            )


def _planned(
    planner: ResourcesPlanner,
    module: Module,
    classes: Sequence[ResourceClass],
    problems: list[Problem],
) -> ResourceModulePlan:
    return replace(planner, problems=problems).module(module, classes)


def _source(planner: ResourcesPlanner, classes: Sequence[ResourceClass]) -> object:
    """What a plan is made from, beside the declarations."""
    held = [planner.classes[child.target] for c in classes for child in c.children]
    return (
        planner.shapes.numbers,
        planner.pages,
        tuple(classes),
        [(child.module, child.name, child.doc) for child in held],
        [planner.mixins.get(c.accessor) for c in classes],
        [tuple(planner.helpers.get(c.accessor, ())) for c in classes],
    )


def _is_stale(
    planner: ResourcesPlanner, classes: Sequence[ResourceClass], stale: frozenset[str]
) -> bool:
    """Whether the operations or helpers speak of what changed; helpers do so by name."""
    if not stale:
        return False
    helpers = [bound for c in classes for bound in planner.helpers.get(c.accessor, ())]
    operations = (operation for c in classes for operation in c.operations)
    types = (type_ for operation in operations for type_ in types_of(operation))
    if any(id_ in stale for type_ in types for id_ in ids_of(type_)):
        return True
    names = {id_.rpartition("#")[2] for id_ in stale} if helpers else set[str]()
    return any(names & _words(bound) for bound in helpers)


@lru_cache(maxsize=256)
def _words(bound: Bound) -> frozenset[str]:
    """Every word in what a helper is made from, the names of types among them."""
    return frozenset(re.findall(r"\w+", repr(bound)))
