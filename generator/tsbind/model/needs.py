"""Which declarations a selection stands for: its own, and those its operations speak of."""

from __future__ import annotations

from collections.abc import Iterator

from tsbind.model.declarations import Package
from tsbind.model.operations import Operation
from tsbind.model.selectors import Selection
from tsbind.model.types import Reference, Type, walk


def declaration_ids(package: Package, selection: Selection) -> tuple[str, ...]:
    """Ids of the selected declarations and of those in the operations' types, in order.

    What these reach in turn is not followed. Ids outside the package are left out.
    """
    wanted = {declaration.id for declaration in selection.declarations}
    for operation in selection.operations:
        wanted |= {
            node.id
            for type_ in types_of(operation)
            for node in walk(type_)
            if isinstance(node, Reference)
        }
    return tuple(d.id for d in package.types if d.id in wanted)


def types_of(operation: Operation) -> Iterator[Type]:
    """Every type an operation speaks of."""
    for signature in operation.signatures:
        yield signature.returns
        yield from (parameter.type for parameter in signature.parameters)
    yield from (parameter.type for parameter in operation.path_parameters)
    yield from (h.type for h in operation.header_parameters if h.type is not None)
    for payload in (operation.body, operation.query):
        if payload and payload.type is not None:
            yield payload.type
    for type_ in (operation.event, operation.page_item):
        if type_ is not None:
            yield type_
