"""Which operations and types mention a type, and which types responses contain."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from tsbind.docs.context.links import Target
from tsbind.docs.context.pages import Link
from tsbind.model.declarations import Declaration, Package
from tsbind.model.index import ModelIndex
from tsbind.model.kinds import alias_type, is_class
from tsbind.model.mentions import mentioned, operation_types, result_types
from tsbind.python.methods.naming import python_accessor
from tsbind.python.types.plan import TypesPlan


def used_by(
    package: Package, plan: TypesPlan, targets: Mapping[str, Target]
) -> dict[str, tuple[Link, ...]]:
    """Operations first, then types, each once."""
    found: dict[str, dict[str, Link]] = {}
    for operation in package.operations:
        link = Link(python_accessor(operation.accessor), targets[operation.accessor])
        for id_ in mentioned(operation_types(operation)):
            found.setdefault(id_, {})[operation.accessor] = link
    for id_, place in plan.places.items():
        declaration = plan.index.get(id_)
        for id_shown in _shown_in(declaration, plan.index) if declaration else ():
            if id_shown != id_:
                found.setdefault(id_shown, {})[id_] = Link(str(place.name), targets[id_])
    return {id_: tuple(links.values()) for id_, links in found.items()}


def _shown_in(declaration: Declaration, index: ModelIndex) -> Iterator[str]:
    """What a section mentions: an alias shows the fields of the class it is another name of."""
    yield from index.mentions(declaration.id)
    behind = class_behind(declaration, index)
    if behind is not None:
        yield from index.mentions(behind.id)


def answered(index: ModelIndex) -> frozenset[str]:
    """Ids of the declarations that responses contain, at any depth."""
    results = (type_ for operation in index.operations for type_ in result_types(operation))
    return index.closure(mentioned(results))


def class_behind(declaration: Declaration, index: ModelIndex) -> Declaration | None:
    """The class that an alias is another name of, if it is one."""
    aliased = None if is_class(declaration) else alias_type(declaration)
    ends = list(index.alternatives(aliased)) if aliased is not None else []
    found = index.declared(ends[0]) if len(ends) == 1 else None
    return found if found and is_class(found) and not found.type_parameters else None
