"""What every page of a book is made from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from tsbind.docs.links import Linker, Target
from tsbind.docs.pages import Link
from tsbind.docs.samples import Samples
from tsbind.model.declarations import Declaration, Package
from tsbind.model.operations import Operation
from tsbind.model.types import Reference, Type, walk
from tsbind.python.build import plan_types
from tsbind.python.catalog import Catalog, alias_type, is_class
from tsbind.python.client.naming import method_name
from tsbind.python.client.pagination import page_names
from tsbind.python.client.shapes import Shapes
from tsbind.python.integers import Numbers, numbers_for
from tsbind.python.names import PythonName
from tsbind.python.plan import TypesPlan
from tsbind.python.selection import used

if TYPE_CHECKING:
    from tsbind.python.client.plan import ClientPlan
    from tsbind.python.helpers.method import HelperMethod

PAGINATION = "pagination"
HALVES = ("Sync", "Async")


@dataclass(eq=False)
class Context:
    """One release with its Python spellings, its targets and who uses what."""

    package: Package
    import_name: str
    """Under which the generated package is imported."""
    plan: TypesPlan
    catalog: Catalog
    numbers: Numbers
    shapes: Shapes
    samples: Samples
    linker: Linker
    pages: dict[str, str]
    """Page classes by id, without their half."""
    targets: dict[str, Target]
    """Of declarations by id, of operations by accessor."""
    used_by: Mapping[str, tuple[Link, ...]]
    answered: frozenset[str]
    """Ids of declarations that responses hold."""
    exports: Mapping[str, str]
    """The module that exports each declaration under its own name, by id."""
    public: Mapping[tuple[str, str], str]
    """The id behind each name that a module exports or defines."""
    operations: Mapping[str, Operation]
    """By accessor."""
    history: Mapping[str, str] = field(default_factory=dict[str, str])
    """What is known of the past of a place: ``id``, ``id field`` or accessor."""

    @cached_property
    def helpers(self) -> Mapping[str, HelperMethod]:
        """The helpers of the package, by upstream's accessor."""
        from tsbind.docs.methods import helper_methods  # noqa: PLC0415 - it takes a context

        return helper_methods(self)

    @cached_property
    def client_plan(self) -> ClientPlan | None:
        """The plan of the generated client; None for a package without one."""
        from tsbind.python.client.build import plan_client  # noqa: PLC0415 - books alone need it

        return plan_client(self.package, self.plan)

    def class_behind(self, declaration: Declaration) -> Declaration | None:
        """The class that an alias is another name of, if it is one."""
        return _class_behind(declaration, self.catalog)


def _class_behind(declaration: Declaration, catalog: Catalog) -> Declaration | None:
    seen = {declaration.id}
    while not is_class(declaration):
        target = alias_type(declaration)
        found = catalog.get(target.id) if isinstance(target, Reference) else None
        if found is None or found.id in seen or found.type_parameters:
            return None
        seen.add(found.id)
        declaration = found
    return declaration if len(seen) > 1 else None


def context(
    package: Package, import_name: str, history: Mapping[str, str] | None = None
) -> Context:
    """Plan the Python of ``package`` and note where everything will stand."""
    plan = plan_types(package, with_modules=False)
    catalog = plan.catalog
    numbers = numbers_for(package.source.name)
    targets, public = _targets(package, plan), _public(plan)
    pages = page_names(package.pages)
    linker = Linker(plan, targets)
    for name in pages.values():
        for half in HALVES:
            linker.know(f"{half}{name}", Target(PAGINATION, name))
    return Context(
        package=package,
        import_name=import_name,
        plan=plan,
        catalog=catalog,
        numbers=numbers,
        shapes=Shapes(catalog, numbers),
        samples=Samples(catalog, numbers),
        linker=linker,
        pages=pages,
        targets=targets,
        used_by=_used_by(package, plan, targets),
        answered=frozenset(_reached(_answers(package), catalog)),
        exports=_exports(plan, public),
        public=public,
        operations={o.accessor: o for o in reversed(package.operations)},
        history=history or {},
    )


def python_accessor(accessor: str) -> str:
    """``beta.threads.createAndRun`` as ``beta.threads.create_and_run``."""
    return ".".join(method_name(part) for part in accessor.split("."))


def resource_page(accessor: str) -> str:
    """The page of the resource that an operation's accessor begins with."""
    resource = accessor.rpartition(".")[0]
    parts = python_accessor(resource).split(".") if resource else ["client"]
    return "/".join(("resources", *parts))


def operation_types(operation: Operation) -> Iterator[Type]:
    """Every type an operation speaks of."""
    for signature in operation.signatures:
        yield from (parameter.type for parameter in signature.parameters)
    yield from (parameter.type for parameter in operation.path_parameters)
    yield from _results(operation)


def _results(operation: Operation) -> Iterator[Type]:
    yield from (signature.returns for signature in operation.signatures)
    yield from filter(None, (operation.event, operation.page_item))


def _targets(package: Package, plan: TypesPlan) -> dict[str, Target]:
    targets = {
        id_: Target("/".join(place.module), str(place.name)) for id_, place in plan.places.items()
    }
    for operation in package.operations:
        targets.setdefault(operation.accessor, operation_target(operation))
    return targets


def operation_target(operation: Operation) -> Target:
    """Where an operation stands: on the page of its resource."""
    return Target(resource_page(operation.accessor), str(method_name(operation.method)))


def _public(plan: TypesPlan) -> dict[tuple[str, str], str]:
    """Names that modules define, and those that folders export."""
    ids = {(place.module, str(place.name)): id_ for id_, place in plan.places.items()}
    result = {(".".join(module), name): id_ for (module, name), id_ in ids.items()}
    for exports in plan.exports:
        home = exports.path.split("/")[:-1]
        for name, module, original, _ in exports.names:
            id_ = ids.get((_absolute(home, module), original))
            if id_ is not None:
                result.setdefault((".".join(home), name), id_)
    return result


def _exports(plan: TypesPlan, public: Mapping[tuple[str, str], str]) -> dict[str, str]:
    """The shortest module that exports each declaration under the name it has."""
    homes = {".".join(place.module) for place in plan.places.values()}
    result: dict[str, str] = {}
    for (module, name), id_ in public.items():
        if module not in homes and name == plan.places[id_].name:
            result.setdefault(id_, module)
    return result


def _absolute(home: list[str], module: str) -> tuple[PythonName, ...]:
    """The module that ``module`` means inside the package ``home``."""
    name = module.lstrip(".")
    up = len(module) - len(name) - 1
    parts = [*home[: len(home) - up], *name.split(".")]
    return tuple(PythonName(part) for part in parts)


def _used_by(
    package: Package, plan: TypesPlan, targets: Mapping[str, Target]
) -> dict[str, tuple[Link, ...]]:
    """Operations first, then types, each once."""
    found: dict[str, dict[str, Link]] = {}
    for operation in package.operations:
        link = Link(python_accessor(operation.accessor), targets[operation.accessor])
        for type_ in operation_types(operation):
            for id_ in _mentioned(type_):
                found.setdefault(id_, {})[operation.accessor] = link
    for id_, place in plan.places.items():
        declaration = plan.catalog.get(id_)
        for mentioned in _shown_in(declaration, plan.catalog) if declaration else ():
            if mentioned != id_:
                found.setdefault(mentioned, {})[id_] = Link(str(place.name), targets[id_])
    return {id_: tuple(links.values()) for id_, links in found.items()}


def _shown_in(declaration: Declaration, catalog: Catalog) -> Iterator[str]:
    """What a section names: an alias shows the fields of the class it is another name of."""
    yield from used(declaration)
    behind = _class_behind(declaration, catalog)
    if behind is not None:
        yield from used(behind)


def _mentioned(type_: Type) -> Iterator[str]:
    return (part.id for part in walk(type_) if isinstance(part, Reference))


def _answers(package: Package) -> Iterator[str]:
    for operation in package.operations:
        for type_ in _results(operation):
            yield from _mentioned(type_)


def _reached(start: Iterable[str], catalog: Catalog) -> set[str]:
    seen: set[str] = set()
    stack = list(start)
    while stack:
        declaration = catalog.get(stack.pop())
        if declaration is not None and declaration.id not in seen:
            seen.add(declaration.id)
            stack.extend(used(declaration))
    return seen
