"""What ``--only`` selects for the output: declarations and operations, with all they need."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from tsbind.model.declarations import Package
from tsbind.model.index import ModelIndex
from tsbind.model.needs import declaration_ids
from tsbind.model.restrict import restricted
from tsbind.model.selectors import Selection, select
from tsbind.packs import Pack
from tsbind.python.helpers.required import required_ids, with_called


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
    selection = select(package, selectors)
    accessors = tuple(o.accessor for o in selection.operations)
    if types_only:
        return OutputSelection(_data(package, selection), restricted(package, accessors))
    accessors = with_called(package, pack, accessors)
    part = restricted(package, accessors)
    # What a helper needs stands in the table of its pack.
    called = tuple(o for o in part.operations if o.kind != "helper")
    ids = _data(package, replace(selection, operations=called))
    return OutputSelection((*ids, *required_ids(part, pack)), part)


def _data(package: Package, selection: Selection) -> tuple[str, ...]:
    """Ids of the data selected, without pages and the like that operations speak of."""
    index = ModelIndex(package)
    named = {declaration.id for declaration in selection.declarations}
    ids = declaration_ids(package, selection)
    return tuple(i for i in ids if i in named or not index.holds_behaviour(index.declarations[i]))
