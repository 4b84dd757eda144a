"""Problems told apart: those of the parts of a package that were chosen, and the others."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from tsbind.generate import Generated, Options
from tsbind.model.declarations import Package
from tsbind.position import Position
from tsbind.problems import Problem, Severity

_Owner = tuple[int, int, bool]


def concerning(
    package: Package, options: Options, made: Generated, problems: Sequence[Problem]
) -> tuple[list[Problem], int]:
    """Those of ``problems`` that concern what was made, and how many others there are.

    A problem belongs to the declaration or operation that begins last before it in its file.
    Errors, and problems that belong to nothing, concern everybody.
    """
    if options.only is None and not options.types_only:
        return list(problems), 0
    owners: dict[str, list[_Owner]] = {}
    for position, chosen in _owners(package, options, made):
        owners.setdefault(position.file, []).append((position.line, position.column, chosen))
    for found in owners.values():
        found.sort()
    kept = [problem for problem in problems if _concerns(problem, owners)]
    return kept, len(problems) - len(kept)


def _owners(package: Package, options: Options, made: Generated) -> Iterator[tuple[Position, bool]]:
    called = set[str]() if options.types_only else set(options.operations)
    resources = {o.resource for o in package.operations if o.accessor in called}
    for declaration in package.types:
        id_ = declaration.id
        yield declaration.position, id_ in made.types.places or id_ in resources
    for operation in package.operations:
        yield operation.position, operation.accessor in called


def _concerns(problem: Problem, owners: dict[str, list[_Owner]]) -> bool:
    place = problem.position
    if place is None or problem.severity is Severity.ERROR:
        return True
    found = owners.get(place.file, [])
    before = bisect_right(found, (place.line, place.column, True))
    return before == 0 or found[before - 1][2]
