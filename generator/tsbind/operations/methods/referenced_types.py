"""Declarations that only operations refer to, such as params written beside the resources."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tsbind.model.declarations import Declaration
from tsbind.model.operations import Operation
from tsbind.model.types import Function, Reference, Type
from tsbind.operations.evaluation.traverse import walk
from tsbind.resolve.package import PackageBuilder
from tsbind.resolve.scope import EnumValue


def referenced_declarations(
    builder: PackageBuilder, known: set[str], operations: tuple[Operation, ...]
) -> list[Declaration]:
    """What the data of ``operations`` refers to and ``known`` lacks, with what that refers to.

    Classes and what holds functions are not data: streams, runners, upstream's own machinery.
    """
    found: dict[str, Declaration] = {}
    refused: set[str] = set()
    seen = set(known)
    pending: list[Any] = [type_ for operation in operations for type_ in _data(operation)]
    while pending:
        for id_ in _references(pending.pop()):
            target = builder.evaluator.binder.target(id_)
            symbol = target.enum if isinstance(target, EnumValue) else target
            if symbol is None or not symbol.types or symbol.id in seen:
                continue
            seen.add(symbol.id)
            declaration = builder.declaration(symbol)
            if declaration.kind == "class" or _has_functions(declaration):
                refused.add(symbol.id)
            else:
                found[symbol.id] = declaration
                pending.append(declaration)
    return _independent(found, refused)


def _independent(found: dict[str, Declaration], refused: set[str]) -> list[Declaration]:
    """The declarations that do not lead to a refused one."""
    references = {id_: set(_references(declaration)) for id_, declaration in found.items()}
    leading = {id_ for id_, targets in references.items() if targets & refused}
    while leading:
        refused = refused | leading
        rest = references.keys() - refused
        leading = {id_ for id_ in rest if references[id_] & refused}
    return [found[id_] for id_ in sorted(found) if id_ not in refused]


def _data(operation: Operation) -> Iterator[Type]:
    """The types that travel: parameters, and what comes back of an endpoint."""
    for signature in operation.signatures:
        yield from (parameter.type for parameter in signature.parameters)
        if operation.kind == "endpoint" and not operation.binary and signature.stream != "true":
            yield signature.returns
    yield from (t for t in (operation.event, operation.page_item) if t is not None)


def _has_functions(declaration: Declaration) -> bool:
    return any(isinstance(part, Function) for part in walk(declaration))


def _references(value: Any) -> Iterator[str]:
    for part in walk(value):
        if isinstance(part, Reference):
            yield part.id
