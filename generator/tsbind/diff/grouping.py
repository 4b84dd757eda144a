"""Identical edits in one line: a field added to 33 event types is one thing to read."""

from __future__ import annotations

from collections.abc import Iterable

from tsbind.diff.change import Change, Group

_BY_METHODS = frozenset({"type_added", "type_removed"})
_WITH_ENDPOINT = {"method_added": "endpoint_added", "method_removed": "endpoint_removed"}


def group_changes(changes: Iterable[Change]) -> tuple[Group, ...]:
    """Groups of changes, worst first, then by place."""
    found: dict[tuple[object, ...], list[Change]] = {}
    for change in changes:
        found.setdefault(_key(change), []).append(change)
    groups = [Group(tuple(sorted(members, key=_within))) for members in found.values()]
    return tuple(sorted(groups, key=_order))


def _key(change: Change) -> tuple[object, ...]:
    if change.kind in _WITH_ENDPOINT:
        return (_WITH_ENDPOINT[change.kind], change.place)
    if change.kind in {"endpoint_added", "endpoint_removed"}:
        return (change.kind, change.place)
    if change.kind in _BY_METHODS:
        return (change.kind, change.methods, change.directions, change.undeprecated)
    if change.kind == "method_moved":
        return (change.kind, *(text.rpartition(".")[0] for text in change.hint.split(" -> ")))
    return (*_edit(change), *_verdicts(change))


def _edit(change: Change) -> tuple[object, ...]:
    """What was done, whatever it was done to."""
    member = change.member.rpartition(".")[2] or change.place
    texts = (change.old.typescript, change.new.typescript)
    return (change.kind, change.content, member, *texts, change.variant)


def _verdicts(change: Change) -> tuple[object, ...]:
    return (change.source, change.undeprecated)


def _within(change: Change) -> tuple[object, ...]:
    return (-change.severity.rank, change.kind not in {"endpoint_added", "endpoint_removed"}, change.label)


def _order(group: Group) -> tuple[object, ...]:
    first = group.first
    return (-group.severity.rank, first.place, first.member, first.kind, first.content)
