"""Modules of resources."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from tsbind.model.index import ModelIndex
from tsbind.model.operations import Operation
from tsbind.problems import Problem
from tsbind.python.client.endpoint import Endpoints
from tsbind.python.client.plan import ChildPlan, EndpointPlan, ResourceModulePlan, ResourcePlan
from tsbind.python.client.resource_classes import (
    ROOT,
    Module,
    ResourceClass,
    forms_of,
    view_plans,
)
from tsbind.python.helpers.bind import BoundHelper
from tsbind.python.helpers.connections import connection_classes
from tsbind.python.helpers.method import HelperMethod, helper_method
from tsbind.python.helpers.plan import type_ids
from tsbind.python.literals import docstring
from tsbind.python.methods.method_plan import FLAVOURS, Flavoured, MethodPlan
from tsbind.python.methods.methods import Method
from tsbind.python.methods.naming import method_name, resource_name
from tsbind.python.methods.overloads import overloads
from tsbind.python.methods.returns import Returns
from tsbind.python.methods.shapes import Shapes
from tsbind.python.names import PythonName, attribute_name
from tsbind.python.placement import Place
from tsbind.python.spelling.annotations import Spelling
from tsbind.python.spelling.expression import Code, Import, imports_of
from tsbind.python.spelling.import_statements import import_block, lazy_imports, relative
from tsbind.python.spelling.import_table import REFERENCES, TYPE_CHECKING, ImportTable, client_table
from tsbind.python.spelling.wire_specs import WireSpecWriter
from tsbind.python.types.classes import documentation

_DEPRECATED = Import("._runtime.deprecation", "deprecated", "deprecated")
_PREFIXES = [flavour.runtime_prefix for flavour in FLAVOURS]


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
        return _ResourceBuilder(self, module, classes).plan()


class _ResourceBuilder:
    """One module in the making."""

    def __init__(
        self, planner: ResourcesPlanner, module: Module, classes: Sequence[ResourceClass]
    ) -> None:
        self.planner = planner
        self.classes = classes
        pages = {f"{prefix}{n}" for n in planner.pages.values() for prefix in ("Sync", "Async")}
        members = frozenset(_members(classes))
        taken = {*_own_names(classes), *pages, *members}
        self.table = client_table(module, planner.places, taken)
        self.table.shadowed = members
        self.spelling = Spelling(planner.index, self.table, planner.twinned, planner.problems)
        self.wires = WireSpecWriter(planner.index, self.table)
        self.endpoint_writer = Endpoints(self.spelling, self.wires, planner.shapes)
        self.endpoints: list[EndpointPlan] = []

    def plan(self) -> ResourceModulePlan:
        plans = tuple(self._class(resource) for resource in self.classes)
        module = self.table.module
        evaluated = imports_of(*_evaluated(plans, self.endpoints))
        annotations = imports_of(*_annotations(plans, self.endpoints))
        typing = {one for one in annotations if one.module == "typing"} | {TYPE_CHECKING}
        evaluated |= frozenset(self._connections())
        return ResourceModulePlan(
            path="/".join(module) + ".py",
            imports=import_block(evaluated | typing, module),
            typing_imports=import_block(annotations - evaluated - typing, module),
            references=lazy_imports(evaluated, module),
            needs_references=REFERENCES in evaluated,
            endpoints=tuple(self.endpoints),
            deprecated=_DEPRECATED in evaluated,
            classes=plans,
        )

    def _connections(self) -> Iterator[Import]:
        """What programs for other clients import from here of connections."""
        for resource in self.classes:
            for bound in self.planner.helpers.get(resource.accessor, ()):
                if bound.socket is not None:
                    yield REFERENCES
                    yield from connection_classes(bound.socket.accessor)

    def _class(self, resource: ResourceClass) -> ResourcePlan:
        methods = [self._method(resource, o) for o in resource.operations if _calls(o)]
        helpers = [self._helper(h) for h in self.planner.helpers.get(resource.accessor, ())]
        is_root = resource.module == (ROOT,)
        room, base = ("root", "Root") if is_root else ("resource", "APIResource")
        return ResourcePlan(
            name=resource.name,
            base=Flavoured(*(self.table.runtime(room, f"{prefix}{base}") for prefix in _PREFIXES)),
            doc=docstring(resource.doc),
            children=tuple(self._children(resource)),
            methods=tuple(method.plan() for method in _shown(methods, helpers)),
            views=() if is_root else view_plans(self.table),
            viewed=() if is_root else tuple(_viewed(methods, helpers)),
            names=decorators(self.table),
        )

    def _method(self, resource: ResourceClass, operation: Operation) -> Method:
        forms = overloads(operation, self.planner.shapes, self.planner.places)
        returns = Returns(operation, self.spelling, self.planner.pages)
        name = _constant(resource, operation, alone=len(self.classes) == 1)
        self.endpoints.append(self.endpoint_writer.plan(name, operation, forms, returns))
        return Method(operation, name, forms, returns, self.spelling)

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

    def _children(self, resource: ResourceClass) -> Iterator[ChildPlan]:
        for child in resource.children:
            target = self.planner.classes[child.target]
            doc = documentation(child.doc, child.deprecated)
            yield child_plan(self.table, target, resource_name(child.name, of_client=False), doc)


def child_plan(table: ImportTable, target: ResourceClass, name: str, doc: str) -> ChildPlan:
    """The property ``name`` that holds ``target``."""
    return ChildPlan(
        name=name,
        type=Flavoured(*(table.resource(target.module, target.named(f)) for f in FLAVOURS)),
        source=relative(table.module, target.module),
        class_name=target.name,
        doc=docstring(doc or target.doc),
    )


def decorators(table: ImportTable) -> dict[str, Code]:
    """The decorators that the template of a class writes, which a member may be called like."""
    return {
        "cached_property": table.standard("functools", "cached_property"),
        "property": table.builtin("property"),
    }


def annotations_of_class(plan: ResourcePlan) -> Iterator[Code]:
    """What only type checkers evaluate of a resource class, but for its methods."""
    for child in plan.children:
        yield from (child.type.sync, child.type.asynchronous)
    for view in plan.views if plan.viewed or plan.verbs else ():
        yield from (view.wrapper.sync, view.wrapper.asynchronous)


def _evaluated(plans: Iterable[ResourcePlan], endpoints: Iterable[EndpointPlan]) -> Iterator[Code]:
    """What is evaluated when the module is imported, or a method called."""
    yield from (endpoint.value for endpoint in endpoints)
    for plan in plans:
        yield from (plan.base.sync, plan.base.asynchronous)
        if plan.children:
            yield plan.names["cached_property"]
        if plan.views:
            yield plan.names["property"]
        for method in plan.methods:
            yield from (*method.warnings, method.call)
            for signature in (*method.overloads, method.signature):
                yield from signature.decorators
                yield from (parameter.default for parameter in signature.parameters)


def _annotations(
    plans: Iterable[ResourcePlan], endpoints: Iterable[EndpointPlan]
) -> Iterator[Code]:
    """What only type checkers evaluate."""
    yield from (endpoint.annotation for endpoint in endpoints)
    for plan in plans:
        yield from annotations_of_class(plan)
        for method in plan.methods:
            yield from (piece for one in _pieces(method) for piece in (one.sync, one.asynchronous))


def _pieces(method: MethodPlan) -> Iterator[Flavoured]:
    if method.helper is not None and method.helper.result is not None:
        yield method.helper.result
    for signature in (*method.overloads, method.signature):
        yield signature.returns
        yield from (parameter.annotation for parameter in signature.parameters)


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


def _calls(operation: Operation) -> bool:
    return operation.kind == "endpoint"


def _constant(resource: ResourceClass, operation: Operation, *, alone: bool) -> str:
    name = f"_{method_name(operation.method).strip('_')}".upper()
    return name if alone else f"_{attribute_name(resource.name)}{name}".upper()


def _own_names(classes: Iterable[ResourceClass]) -> Iterable[str]:
    for resource in classes:
        yield from forms_of(resource.name)


def _members(classes: Iterable[ResourceClass]) -> Iterable[str]:
    for resource in classes:
        yield from (method_name(o.method) for o in resource.operations)
        yield from (resource_name(c.name, of_client=False) for c in resource.children)
