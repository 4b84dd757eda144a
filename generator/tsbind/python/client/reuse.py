"""Modules of resources: those kept of the plan before where nothing they speak of has changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial

from tsbind.model.needs import types_of
from tsbind.problems import Problem
from tsbind.python.client.classes import Module, ResourceClass
from tsbind.python.client.plan import ResourceModulePlan
from tsbind.python.client.resources import ResourcesPlanner
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
    """Whether the operations speak of what changed; helpers find their types by name."""
    if stale and any(planner.helpers.get(c.accessor) for c in classes):
        return True
    operations = (operation for c in classes for operation in c.operations)
    types = (type_ for operation in operations for type_ in types_of(operation))
    return bool(stale) and any(id_ in stale for type_ in types for id_ in ids_of(type_))
