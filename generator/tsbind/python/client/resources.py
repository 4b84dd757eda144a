"""Modules of resources."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from tsbind.model.index import ModelIndex
from tsbind.model.operations import Operation
from tsbind.problems import Problem
from tsbind.python.client.endpoint import Endpoints
from tsbind.python.client.import_table import ClientScope
from tsbind.python.client.methods import Method
from tsbind.python.client.naming import method_name
from tsbind.python.client.overloads import overloads
from tsbind.python.client.plan import ChildPlan, ResourceModulePlan, ResourcePlan
from tsbind.python.client.resource_classes import ROOT, Module, ResourceClass
from tsbind.python.client.returns import Returns
from tsbind.python.client.shapes import Shapes
from tsbind.python.client.views import VIEWS, view_plans
from tsbind.python.docstrings import docstring
from tsbind.python.helpers.bind import BoundHelper
from tsbind.python.helpers.method import HelperMethod, helper_method
from tsbind.python.helpers.plan import type_ids
from tsbind.python.names import PythonName, attribute_name
from tsbind.python.placement import Place
from tsbind.python.spelling.annotations import Spelling
from tsbind.python.spelling.expression import call
from tsbind.python.spelling.import_statements import relative, statement
from tsbind.python.spelling.layout import lay
from tsbind.python.spelling.wire_specs import WireSpecWriter
from tsbind.python.types.classes import documentation

PAGINATION = "pagination"


@dataclass
class ResourcesPlanner:
    """What every module of resources is made from."""

    index: ModelIndex
    places: dict[str, Place]
    twinned: frozenset[str]
    shapes: Shapes
    pages: dict[str, str]
    classes: Mapping[str, ResourceClass]
    helpers: Mapping[str, Sequence[BoundHelper]] = field(
        default_factory=dict[str, Sequence[BoundHelper]]
    )
    """Helpers with templates, by accessor of the resource."""
    problems: list[Problem] = field(default_factory=list[Problem])

    @cached_property
    def ids(self) -> dict[str, str]:
        """The declarations of the resources by name."""
        return type_ids(self.places)

    def module(self, module: Module, classes: Sequence[ResourceClass]) -> ResourceModulePlan:
        """The plan of ``module``, which holds ``classes``."""
        return _Work(self, module, classes).plan()


class _Work:
    """One module in the making."""

    def __init__(
        self, planner: ResourcesPlanner, module: Module, classes: Sequence[ResourceClass]
    ) -> None:
        self.planner = planner
        self.classes = classes
        self.scope = ClientScope(module, planner.places, set(_own_names(classes)))
        self.scope.taken |= {f"{h}{n}" for n in planner.pages.values() for h in ("Sync", "Async")}
        self.scope.shadowed = frozenset(_members(classes))
        self.spelling = Spelling(planner.index, self.scope, planner.twinned, planner.problems)
        self.wires = WireSpecWriter(planner.index, self.scope)
        self.endpoints = Endpoints(self.spelling, self.wires, planner.shapes)
        self.used_pages: dict[str, None] = {}
        self.lines: list[str] = []

    def plan(self) -> ResourceModulePlan:
        plans: list[ResourcePlan] = []
        for resource in self.classes:
            methods = [self._method(resource, o) for o in resource.operations if _calls(o)]
            helpers = [self._helper(h) for h in self.planner.helpers.get(resource.accessor, ())]
            plans.append(self._class(resource, methods, helpers, asynchronous=False))
            plans.append(self._class(resource, methods, helpers, asynchronous=True))
        has_children = any(resource.children for resource in self.classes)
        self.scope.typing("TYPE_CHECKING")
        return ResourceModulePlan(
            path="/".join(self.scope.module) + ".py",
            imports=tuple(self._imports(plans, has_children=has_children)),
            checked=tuple(self.scope.checked_imports()),
            references=self.scope.reference_table(),
            endpoints=tuple(self.lines),
            deprecated=any(i.name == "deprecated" for i in self.scope.noted),
            classes=tuple(plans),
        )

    def _method(self, resource: ResourceClass, operation: Operation) -> Method:
        ways = overloads(operation, self.planner.shapes, self.planner.places)
        returns = Returns(operation, self.spelling, self.planner.pages)
        name = _constant(resource, operation, alone=len(self.classes) == 1)
        self.lines.append(self.endpoints.line(name, operation, ways, returns))
        if operation.page is not None:
            self.used_pages[self.planner.pages[operation.page]] = None
        return Method(operation, name, ways, returns, self.spelling)

    def _helper(self, bound: BoundHelper) -> HelperMethod:
        planner = self.planner
        return helper_method(
            bound,
            self.spelling,
            self.wires,
            planner.shapes,
            planner.places,
            planner.pages,
            planner.ids,
        )

    def _class(
        self,
        resource: ResourceClass,
        methods: Sequence[Method],
        helpers: Sequence[HelperMethod] = (),
        *,
        asynchronous: bool,
    ) -> ResourcePlan:
        half = "Async" if asynchronous else "Sync"
        is_root = resource.module == (ROOT,)
        room, base = ("root", f"{half}Root") if is_root else ("resource", f"{half}APIResource")
        bases = [self.scope.runtime(room, base)]
        children = tuple(self._children(resource, asynchronous=asynchronous))
        views = (
            ()
            if is_root
            else view_plans(
                resource.half(asynchronous=asynchronous),
                _viewed(methods, helpers),
                [c.name for c in children],
                asynchronous=asynchronous,
            )
        )
        for view in views:
            if view.wrapper:
                self.scope.runtime("raw_views", view.wrapper)
        return ResourcePlan(
            line=lay("class ", call(resource.half(asynchronous=asynchronous), *bases), ":"),
            doc=docstring(resource.doc),
            children=children,
            methods=tuple(m.plan(asynchronous=asynchronous) for m in _shown(methods, helpers)),
            views=views,
        )

    def _children(self, resource: ResourceClass, *, asynchronous: bool) -> Iterable[ChildPlan]:
        for child in resource.children:
            target = self.planner.classes[child.target]
            yield child_plan(
                self.scope, target, attribute_name(child.name), asynchronous=asynchronous,
                doc=documentation(child.doc, child.deprecated),
            )  # fmt: skip

    def _imports(self, plans: Sequence[ResourcePlan], *, has_children: bool) -> Iterable[str]:
        if has_children:
            yield "from functools import cached_property"
        yield from self.scope.typing_imports()
        yield ""
        dots = "." * len(self.scope.module)
        statements = [s for plan in plans for method in plan.methods for s in method.statements]
        used = [name for name in ("union", "wire") if _mentioned(name, self.lines, statements)]
        if used:
            yield str(statement(f"{dots}_runtime", [(n, n) for n in used]))
        yield from self.scope.run_time_imports()
        if self.used_pages:
            halves = [f"{half}{n}" for n in self.used_pages for half in ("Sync", "Async")]
            yield str(statement(f"{dots}{PAGINATION}", [(n, n) for n in halves]))


def child_plan(
    scope: ClientScope, target: ResourceClass, name: str, *, asynchronous: bool, doc: str
) -> ChildPlan:
    """The property ``name`` that holds ``target``."""
    original = target.half(asynchronous=asynchronous)
    source = relative(scope.module, target.module)
    return ChildPlan(
        name=name,
        type=str(scope.resource(target.module, original)),
        source=source,
        original=original,
        doc=docstring(doc or target.doc),
        statement=_inner_import(source, original),
    )


def _inner_import(source: str, name: str) -> str:
    return f"from {source} import {name}"


def _shown(methods: Sequence[Method], helpers: Sequence[Method]) -> Iterator[Method]:
    """The methods of a class; a helper called like an endpoint stands in its place."""
    by_name = {helper.name: helper for helper in helpers}
    for method in methods:
        yield by_name.pop(method.name, method)
    yield from by_name.values()


def _viewed(methods: Iterable[Method], helpers: Iterable[HelperMethod]) -> list[PythonName]:
    """The methods that the views of a class have: those that send one request."""
    names = [m.name for m in methods] + [h.name for h in helpers if h.bound.helper.raw]
    return list(dict.fromkeys(names))


def _mentioned(module: str, *texts: Sequence[str]) -> bool:
    """Whether any text takes something out of the runtime's ``module``."""
    pattern = re.compile(rf"(?<![\w.]){module}\.")
    return any(pattern.search(text) for group in texts for text in group)


def _calls(operation: Operation) -> bool:
    return operation.kind == "endpoint"


def _constant(resource: ResourceClass, operation: Operation, *, alone: bool) -> str:
    name = f"_{method_name(operation.method).strip('_')}".upper()
    return name if alone else f"_{attribute_name(resource.name)}{name}".upper()


def _own_names(classes: Iterable[ResourceClass]) -> Iterable[str]:
    for resource in classes:
        for asynchronous in (False, True):
            name = resource.half(asynchronous=asynchronous)
            yield name
            yield from (f"{name}{suffix}" for suffix, _, _ in VIEWS)


def _members(classes: Iterable[ResourceClass]) -> Iterable[str]:
    for resource in classes:
        yield from (method_name(o.method) for o in resource.operations)
        yield from (attribute_name(c.name) for c in resource.children)
