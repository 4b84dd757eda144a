"""The types that a declaration or an operation mentions, and the ids in them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tsbind.model.declarations import Declaration
from tsbind.model.operations import Operation
from tsbind.model.types import Object, Reference, Type, walk


def mentioned(types: Iterable[Type]) -> Iterator[str]:
    """Ids of all references in ``types``, in source order, repeats included."""
    for type_ in types:
        for part in walk(type_):
            if isinstance(part, Reference):
                yield part.id


def shape_types(declaration: Declaration) -> Iterator[Type]:
    """The types that matter for the values of a declaration; methods of a class do not."""
    if declaration.type is not None and not isinstance(declaration.type, Object):
        yield declaration.type
        return
    is_class = declaration.kind == "class"
    for property_ in declaration.properties:
        if not (is_class and property_.method):
            yield property_.type
    for signature in declaration.index:
        yield signature.value
    for parameter in declaration.type_parameters:
        if parameter.default is not None:
            yield parameter.default
    if is_class:
        yield from declaration.extends


def parameter_types(operation: Operation) -> Iterator[Type]:
    """The types of what a caller passes to an operation."""
    for signature in operation.signatures:
        yield from (parameter.type for parameter in signature.parameters)
    yield from (parameter.type for parameter in operation.path_parameters)
    yield from (h.type for h in operation.header_parameters if h.type is not None)
    for payload in (operation.body, operation.query):
        if payload and payload.type is not None:
            yield payload.type


def result_types(operation: Operation) -> Iterator[Type]:
    """The types of what an operation returns."""
    yield from (signature.returns for signature in operation.signatures)
    yield from (t for t in (operation.event, operation.page_item) if t is not None)


def operation_types(operation: Operation) -> Iterator[Type]:
    """Every type that an operation mentions."""
    yield from parameter_types(operation)
    yield from result_types(operation)
