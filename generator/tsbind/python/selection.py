"""What ``--only`` selects for the output: declarations and operations, with all they need."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from tsbind.model.declarations import Package
from tsbind.model.helpers import pack_of, with_helpers
from tsbind.model.index import ModelIndex
from tsbind.model.restrict import restricted
from tsbind.model.selectors import select, selected_ids
from tsbind.packs import Pack
from tsbind.python.helpers.plan import required_ids, with_called
from tsbind.python.methods.naming import python_accessor


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
