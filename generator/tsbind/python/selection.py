"""What ``--only`` selects for the output, with all it needs, and which problems concern that."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from tsbind.model.declarations import Package
from tsbind.model.helpers import pack_of, with_helpers
from tsbind.model.index import ModelIndex
from tsbind.model.operations import Operation
from tsbind.model.restrict import restricted
from tsbind.model.selectors import select, selected_ids
from tsbind.packs import Pack
from tsbind.position import Position
from tsbind.problems import Problem, Severity
from tsbind.python.helpers.plan import required_ids, with_called
from tsbind.python.methods.naming import python_accessor
from tsbind.python.types.plan import TypesPlan


@dataclass(frozen=True, slots=True)
class OutputSelection:
    """A part of a package that can stand alone."""

    ids: tuple[str, ...]
    """Ids of declarations; what these mention comes with them."""
    package: Package
    """With the operations of the part only."""


def select_output(
    package: Package, selectors: Sequence[str], pack: Pack, *, types_only: bool
) -> OutputSelection | None:
    """What ``selectors`` name in the package; None for everything, without any.

    Raises `UsageError` for a selector that names nothing.
    """
    if not selectors:
        return None
    index = client_index(package, pack)
    selection = select(index, selectors)
    accessors = tuple(o.accessor for o in selection.operations)
    if types_only:
        return OutputSelection(selected_ids(index, selection), restricted(package, accessors))
    accessors = with_called(package, pack, accessors)
    part = restricted(package, accessors)
    # What a helper needs stands in the table of its pack.
    called = tuple(o for o in part.operations if o.kind != "helper")
    ids = selected_ids(index, replace(selection, operations=called))
    return OutputSelection((*ids, *required_ids(part, pack)), part)


def client_index(package: Package, pack: Pack | None = None) -> ModelIndex:
    """The index of ``package`` with the helpers and connections that ``pack`` adds.

    Without a pack, the one for the package. Operations are known by upstream's accessor, by that
    of the Python client, and by a second place the client has them at.
    """
    pack = pack or pack_of(package)
    package = with_helpers(package, pack)
    accessors = (operation.accessor for operation in package.operations)
    spellings = {accessor: tuple(_spellings(accessor, pack)) for accessor in accessors}
    return ModelIndex(package, spellings=spellings)


def _spellings(accessor: str, pack: Pack) -> Iterator[str]:
    yield python_accessor(accessor)
    for place, original in pack.corrections.held_again.items():
        if accessor.startswith(f"{original}."):
            yield python_accessor(place + accessor.removeprefix(original))


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
