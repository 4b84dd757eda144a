"""Identical edits in one line: a field added to 33 event types is one thing to read."""

from __future__ import annotations

from collections.abc import Iterable

from tsbind.diff.change import Change, Group

_BY_METHODS = frozenset({"type_added", "type_removed"})
_SEPARATORS = {"method_moved": ".", "type_moved": "/"}
"""Moves from one folder (or resource) to another are one edit."""
_ATTRIBUTE_MOVED = "client_attribute_moved"
LISTED = frozenset(
    {"enum_value_added", "enum_value_removed", "union_member_added", "union_member_removed"}
)
"""Kinds whose content is all there is to say."""
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
        return (change.kind, change.methods, change.directions, *_verdicts(change))
    if change.kind == _ATTRIBUTE_MOVED:
        # Its methods moved with it: one edit.
        return ("method_moved", change.variant, *_root(*change.hint.split(" -> ")))
    if change.kind in _SEPARATORS:
        separator = _SEPARATORS[change.kind]
        homes = [text.rpartition(separator)[0] for text in change.hint.split(" -> ")]
        return (change.kind, change.variant, *(_root(*homes) if separator == "." else homes))
    if change.kind == "signature_changed" and change.variant:
        return (change.kind, change.variant, change.content)
    return (*_edit(change), *_verdicts(change))


def _root(old: str, new: str) -> tuple[str, str]:
    """What moved, of something below it that moved with it: ``beta.chat``, not its completions."""
    ones, others = old.split("."), new.split(".")
    while ones[-2:] == others[-2:] and len(ones) > 1:
        ones.pop()
        others.pop()
    return ".".join(ones), ".".join(others)


def _edit(change: Change) -> tuple[object, ...]:
    """What was done, whatever it was done to."""
    member = change.member.rpartition(".")[2] or change.place
    texts = (change.old.typescript, change.new.typescript)
    # Values that came to (or left) one set are one edit; the texts tell the sets apart.
    content = "" if change.kind in LISTED else change.content
    return (change.kind, content, member, *texts, change.variant)


def _verdicts(change: Change) -> tuple[object, ...]:
    return (change.source, change.undeprecated)


def _within(change: Change) -> tuple[object, ...]:
    return (
        -change.severity.rank,
        change.assumed,
        change.kind not in {"endpoint_added", "endpoint_removed", _ATTRIBUTE_MOVED},
        change.label,
    )


def _order(group: Group) -> tuple[object, ...]:
    first = group.first
    return (-group.severity.rank, first.place, first.member, first.kind, first.content)
