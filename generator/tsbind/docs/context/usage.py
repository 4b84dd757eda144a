"""Who uses what: operations and types by the types they speak of, and what answers hold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from tsbind.docs.context.links import Target
from tsbind.docs.context.pages import Link
from tsbind.docs.context.spelled import python_accessor
from tsbind.model.closure import used
from tsbind.model.declarations import Declaration, Package
from tsbind.model.index import ModelIndex, alias_type, is_class
from tsbind.model.operations import Operation
from tsbind.model.types import Reference, Type, walk
from tsbind.python.types.plan import TypesPlan


def used_by(
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
        declaration = plan.index.get(id_)
        for mentioned in _shown_in(declaration, plan.index) if declaration else ():
            if mentioned != id_:
                found.setdefault(mentioned, {})[id_] = Link(str(place.name), targets[id_])
    return {id_: tuple(links.values()) for id_, links in found.items()}


def _shown_in(declaration: Declaration, index: ModelIndex) -> Iterator[str]:
    """What a section names: an alias shows the fields of the class it is another name of."""
    yield from used(declaration)
    behind = class_behind(declaration, index)
    if behind is not None:
        yield from used(behind)


def _mentioned(type_: Type) -> Iterator[str]:
    return (part.id for part in walk(type_) if isinstance(part, Reference))


def _answers(package: Package) -> Iterator[str]:
    for operation in package.operations:
        for type_ in _results(operation):
            yield from _mentioned(type_)


def answered(package: Package, index: ModelIndex) -> frozenset[str]:
    """Ids of the declarations that responses hold, at any depth."""
    seen: set[str] = set()
    stack = list(_answers(package))
    while stack:
        declaration = index.get(stack.pop())
        if declaration is not None and declaration.id not in seen:
            seen.add(declaration.id)
            stack.extend(used(declaration))
    return frozenset(seen)


def class_behind(declaration: Declaration, index: ModelIndex) -> Declaration | None:
    """The class that an alias is another name of, if it is one."""
    seen = {declaration.id}
    while not is_class(declaration):
        target = alias_type(declaration)
        found = index.get(target.id) if isinstance(target, Reference) else None
        if found is None or found.id in seen or found.type_parameters:
            return None
        seen.add(found.id)
        declaration = found
    return declaration if len(seen) > 1 else None


def operation_types(operation: Operation) -> Iterator[Type]:
    """Every type an operation speaks of."""
    for signature in operation.signatures:
        yield from (parameter.type for parameter in signature.parameters)
    yield from (parameter.type for parameter in operation.path_parameters)
    yield from _results(operation)


def _results(operation: Operation) -> Iterator[Type]:
    yield from (signature.returns for signature in operation.signatures)
    yield from filter(None, (operation.event, operation.page_item))
