"""Narrows a report: to some declarations or methods, or to one side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tsbind.diff.changes.change import Change, Report
from tsbind.diff.changes.grouping import group_changes
from tsbind.diff.changes.severity import Severity
from tsbind.diff.reading.index import PackageIndex
from tsbind.model.declarations import Package
from tsbind.model.selectors import Selection, select
from tsbind.problems import UsageError

SIDES = ("params", "responses", "source")


def only_side(report: Report, side: str) -> Report:
    """Changes with a verdict for ``side``, weighed by that verdict alone."""
    kept = [_one_sided(change, side) for change in report.changes]
    return replace(report, groups=group_changes(c for c in kept if c.severity is not Severity.NONE))


def _one_sided(change: Change, side: str) -> Change:
    verdicts = {other: Severity.NONE for other in SIDES if other != side}
    proofs = tuple(proof for proof in change.proofs if proof.side == side)
    shown = None if change.witness is None else bool(proofs) and all(p.shown for p in proofs)
    return replace(change, proofs=proofs, witness=shown, **verdicts)  # type: ignore[arg-type]


def only_selected(report: Report, old: Package, new: Package, selectors: Sequence[str]) -> Report:
    """Changes of the declarations and methods ``selectors`` name, and what touches such methods.

    A selector may match in either release. Raises `UsageError` for one that matches in neither.
    """
    if not selectors:
        return report
    names, accessors = _selected(old, new, selectors)
    kept = [c for c in report.changes if _within(c, names, accessors)]
    return replace(report, groups=group_changes(kept))


def _selected(old: Package, new: Package, selectors: Sequence[str]) -> tuple[set[str], set[str]]:
    names: set[str] = set()
    accessors: set[str] = set()
    indexes = (PackageIndex(old), PackageIndex(new))
    for selector in selectors:
        selected = ((index, _select(index.package, selector)) for index in indexes)
        found = [(index, selection) for index, selection in selected if selection is not None]
        if not found:
            select(new, [selector])  # raises, with the nearest names
        for index, selection in found:
            names |= {index.public(d.id) for d in selection.declarations if not d.is_resource}
            accessors |= {o.accessor for o in selection.operations}
    return names, accessors


def _select(package: Package, selector: str) -> Selection | None:
    try:
        return select(package, [selector])
    except UsageError:
        return None


def _within(change: Change, names: set[str], accessors: set[str]) -> bool:
    if change.place in names or change.place in accessors:
        return True
    return not accessors.isdisjoint(change.methods)
