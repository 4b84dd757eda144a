"""Narrows a report: to some declarations or methods, or to one side."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from tsbind.diff.changes.change import Change, Report
from tsbind.diff.changes.grouping import group_changes
from tsbind.diff.changes.kinds import SIDES
from tsbind.diff.changes.severity import Severity
from tsbind.diff.comparing.client import CLIENT
from tsbind.model.declarations import Package
from tsbind.model.helpers import CONNECT, pack_of, socket_ends
from tsbind.model.index import ModelIndex
from tsbind.model.selectors import Selection, select
from tsbind.pipeline import Holdings
from tsbind.problems import UsageError
from tsbind.python.helpers.plan import with_called
from tsbind.python.selection import client_index


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

    A helper stands for the endpoints it calls, a connection for its events. A selector may match
    in either release. Raises `UsageError` for one that matches in neither.
    """
    if not selectors:
        return report
    names, accessors = _selected(old, new, selectors)
    kept = [c for c in report.changes if _within(c, names, accessors)]
    return replace(report, groups=group_changes(kept))


def only_held(report: Report, parts: Iterable[tuple[Package, Holdings]]) -> Report:
    """Changes of what is held of either release, and of the client where there is one.

    They name the methods that are held, and no others.
    """
    names: set[str] = set()
    accessors: set[str] = set()
    for package, held in parts:
        index = ModelIndex(package)
        names |= {index.public(id_) for id_ in held.ids & index.declarations.keys()}
        names |= {CLIENT} if held.has_client else set()
        accessors |= held.operations
    kept = [
        replace(c, methods=tuple(m for m in c.methods if m in accessors))
        for c in report.changes
        if _within(c, names, accessors)
    ]
    endpoints = {a: endpoint for a, endpoint in report.endpoints.items() if a in accessors}
    return replace(report, groups=group_changes(kept), endpoints=endpoints)


def _selected(old: Package, new: Package, selectors: Sequence[str]) -> tuple[set[str], set[str]]:
    names: set[str] = set()
    accessors: set[str] = set()
    indexes = [client_index(package) for package in (old, new)]
    for selector in selectors:
        found = [_select(index, selector) for index in indexes]
        if not any(found):
            select(indexes[-1], [selector])  # raises, with the nearest names
        for index, selection in zip(indexes, found, strict=True):
            if selection is None:
                continue
            chosen = [d.id for d in selection.declarations if not d.is_resource]
            called = with_called(
                index.package,
                pack_of(index.package),
                (operation.accessor for operation in selection.operations),
            )
            accessors.update(called)
            ids = (*chosen, *_events(index, called))
            names |= {index.public(id_) for id_ in ids if id_ in index.declarations}
    return names, accessors


def _events(index: ModelIndex, accessors: Collection[str]) -> Iterable[str]:
    """Ids of what the connections that are opened by one of ``accessors`` send and receive."""
    sockets = (s for s in index.package.sockets if f"{s.accessor}.{CONNECT}" in accessors)
    return index.closure(end.id for socket in sockets for end in socket_ends(socket))


def _select(index: ModelIndex, selector: str) -> Selection | None:
    try:
        return select(index, [selector])
    except UsageError:
        return None


def _within(change: Change, names: set[str], accessors: set[str]) -> bool:
    if change.place in names or change.place in accessors:
        return True
    return not accessors.isdisjoint(change.methods)
