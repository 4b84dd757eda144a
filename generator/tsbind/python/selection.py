"""What ``--only`` selects for the output: declarations and the operations to have."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from tsbind.model.closure import holds_class
from tsbind.model.declarations import Package
from tsbind.model.needs import declaration_ids
from tsbind.model.selectors import Selection, select
from tsbind.python.helpers.required import required_ids, with_bases


@dataclass(frozen=True, slots=True)
class OutputSelection:
    """A part of a package, before what it needs is added."""

    ids: tuple[str, ...]
    """Ids of declarations."""
    operations: tuple[str, ...]
    """Accessors."""
    types_only: bool

    def planned_ids(self, package: Package) -> tuple[str, ...]:
        """The ids, and those that the helpers of the restricted ``package`` need."""
        return self.ids if self.types_only else (*self.ids, *required_ids(package))


def select_output(
    package: Package, selectors: Sequence[str], *, types_only: bool
) -> OutputSelection | None:
    """What ``selectors`` name in the package; None for everything, without any.

    Raises `UsageError` for a selector that names nothing.
    """
    if not selectors:
        return None
    selection = select(package, selectors)
    accessors = with_bases(package, (o.accessor for o in selection.operations))
    if not types_only:
        # What a helper needs is told by its template, where there is one (see `required_ids`).
        called = tuple(o for o in selection.operations if o.kind != "helper")
        selection = replace(selection, operations=called)
    ids = _data(package, declaration_ids(package, selection), selection)
    return OutputSelection(ids, accessors, types_only)


def _data(package: Package, ids: Sequence[str], selection: Selection) -> tuple[str, ...]:
    """``ids`` without pages and the like, which operations speak of, but which are no data."""
    by_id = {declaration.id: declaration for declaration in package.types}
    named = {declaration.id for declaration in selection.declarations}
    return tuple(i for i in ids if i in named or not holds_class(by_id[i], by_id))
