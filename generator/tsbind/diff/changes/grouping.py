"""Identical edits in one line: a field added to 33 event types is one thing to read."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable

from tsbind.diff.changes.change import Change, Group

Key = tuple[object, ...]
_QUALIFIERS = re.compile(r"\b(?:[A-Z]\w*\.)+(?=[A-Z])")

LISTED = frozenset(
    {"enum_value_added", "enum_value_removed", "union_member_added", "union_member_removed"}
)
"""Kinds whose content is all there is to say."""


def group_changes(changes: Iterable[Change]) -> tuple[Group, ...]:
    """Groups of changes, worst first, then by place."""
    changes = list(changes)
    copies = _copies(changes)
    found: dict[Key, list[Change]] = {}
    for change in changes:
        successor = change.hint.partition(" -> ")[2] if change.kind == "type_removed" else ""
        one = copies[successor] > 1 and (change.kind, successor, *_verdicts(change))
        found.setdefault(one or _key(change), []).append(change)
    groups = [Group(tuple(sorted(members, key=_within))) for members in found.values()]
    return tuple(sorted(groups, key=_order))


def _key(change: Change) -> Key:
    """Changes with the same key are one edit."""
    rule = _KEYS.get(change.kind)
    return rule(change) if rule else _edit(change)


def _endpoint(change: Change) -> Key:
    """A method comes and goes with its endpoint."""
    return change.kind.partition("_")[2], change.place


def _method_moved(change: Change) -> Key:
    """Methods move with their resource, out of one and into another."""
    old, new = change.hint.split(" -> ")
    if change.kind == "method_moved":
        old, new = old.rpartition(".")[0], new.rpartition(".")[0]
    ones, others = old.split("."), new.split(".")
    while ones[-2:] == others[-2:] and len(ones) > 1:
        ones.pop()
        others.pop()
    return "moved", *ones, "", *others, change.variant


def _type_moved(change: Change) -> Key:
    homes = [text.rpartition("/")[0] for text in change.hint.split(" -> ")]
    return (change.kind, *homes, change.variant)


def _type_renamed(change: Change) -> Key:
    """What is inside a declaration that was renamed is renamed with it."""
    ones, others = (text.split(".") for text in change.hint.split(" -> "))
    for end in (-1, 0):
        while ones[1:] and others[1:] and ones[end] == others[end]:
            ones.pop(end)
            others.pop(end)
    return change.kind, *ones, "", *others, change.variant


def _type_removed(change: Change) -> Key:
    return change.kind, change.methods, change.directions, *_verdicts(change)


def _copies(changes: Iterable[Change]) -> Counter[str]:
    """How many types of other names became one, by the name of that one."""
    hints = (c.hint.partition(" -> ") for c in changes if c.kind == "type_removed")
    return Counter(new for old, _, new in hints if old.split(".")[-1] != new.split(".")[-1])


def _type_added(change: Change) -> Key:
    return change.kind, change.methods, change.directions


def _signature(change: Change) -> Key:
    """An argument that moved the same way in many methods."""
    if not change.variant:
        return _edit(change)
    return change.kind, change.content, change.variant


def _deprecation(change: Change) -> Key:
    """The same message at many places, whatever stands there."""
    return change.kind, change.old.typescript, change.new.typescript, *_verdicts(change)


_KEYS: dict[str, Callable[[Change], Key]] = {
    "endpoint_added": _endpoint,
    "endpoint_removed": _endpoint,
    "method_added": _endpoint,
    "method_removed": _endpoint,
    "method_moved": _method_moved,
    "client_attribute_moved": _method_moved,
    "type_moved": _type_moved,
    "type_renamed": _type_renamed,
    "type_removed": _type_removed,
    "type_added": _type_added,
    "import_removed": _type_removed,
    "import_added": _type_added,
    "signature_changed": _signature,
    "deprecated_added": _deprecation,
    "deprecated_removed": _deprecation,
    "deprecation_message_changed": _deprecation,
}


def _edit(change: Change) -> Key:
    """What was done, whatever it was done to."""
    member = change.member.rpartition(".")[2] or change.place
    # Copies written in place have names of their own for what is the same in all of them.
    texts = (_QUALIFIERS.sub("", s.typescript) for s in (change.old, change.new))
    # Values that came to (or left) one set are one edit; the texts tell the sets apart.
    content = "" if change.kind in LISTED else change.content
    return (change.kind, content, member, *texts, change.variant, *_verdicts(change))


def _verdicts(change: Change) -> Key:
    return (change.source, change.undeprecated)


def _within(change: Change) -> Key:
    return (
        -change.severity.rank,
        change.assumed,
        change.kind not in {"endpoint_added", "endpoint_removed", "client_attribute_moved"},
        change.label,
    )


def _order(group: Group) -> Key:
    first = group.first
    return (-group.severity.rank, first.place, first.member, first.kind, first.content)
