"""Which problems of a release concern the part of it that is generated."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence

from tsbind.model.declarations import Package
from tsbind.model.operations import Operation
from tsbind.position import Position
from tsbind.problems import Problem, Severity
from tsbind.python.types.plan import TypesPlan

_Owner = tuple[int, int, bool]


def relevant_problems(
    package: Package, types: TypesPlan, called: Sequence[Operation], problems: Sequence[Problem]
) -> tuple[Problem, ...]:
    """Those of ``problems`` that concern the planned types and the ``called`` operations.

    A problem belongs to the declaration or operation that begins last before it in its file.
    Errors, and problems that belong to nothing, concern everybody.
    """
    owners: dict[str, list[_Owner]] = {}
    for position, is_planned in _owners(package, types, called):
        owners.setdefault(position.file, []).append((position.line, position.column, is_planned))
    for found in owners.values():
        found.sort()
    return tuple(problem for problem in problems if _is_relevant(problem, owners))


def problems_of_whole(
    package: Package, types: TypesPlan, brought: Collection[str], problems: Sequence[Problem]
) -> tuple[Problem, ...]:
    """``problems`` without those of code that the output has not.

    That is what is opaque in a declaration without a place, and what could not be read of the
    operations that a pack has ``brought``, by accessor.
    """
    called = [operation for operation in package.operations if operation.accessor not in brought]
    relevant = set(relevant_problems(package, types, called, problems))
    return tuple(p for p in problems if p in relevant or p.severity not in _OF_CODE)


_OF_CODE = (Severity.OPAQUE, Severity.WARNING)


def _owners(
    package: Package, types: TypesPlan, called: Sequence[Operation]
) -> Iterator[tuple[Position, bool]]:
    accessors = {operation.accessor for operation in called}
    resources = {operation.resource for operation in called}
    for declaration in package.types:
        id_ = declaration.id
        yield declaration.position, id_ in types.places or id_ in resources
    for operation in package.operations:
        yield operation.position, operation.accessor in accessors


def _is_relevant(problem: Problem, owners: dict[str, list[_Owner]]) -> bool:
    place = problem.position
    if place is None or problem.severity is Severity.ERROR:
        return True
    found = owners.get(place.file, [])
    before = bisect_right(found, (place.line, place.column, True))
    return before == 0 or found[before - 1][2]
