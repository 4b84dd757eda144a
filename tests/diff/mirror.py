"""What a change is the other way round: the law that diff(B, A) mirrors diff(A, B)."""

from __future__ import annotations

from collections import Counter

from tsbind.diff import Change
from tsbind.model.declarations import Package

from .unspelled import every_change

_OPPOSITES = {
    "endpoint_added": "endpoint_removed",
    "method_added": "method_removed",
    "client_attribute_added": "client_attribute_removed",
    "type_added": "type_removed",
    "field_added": "field_removed",
    "enum_value_added": "enum_value_removed",
    "optional_to_required": "required_to_optional",
    "nullable_added": "nullable_removed",
    "union_opened": "union_closed",
    "union_member_added": "union_member_removed",
    "type_widened": "type_narrowed",
    "deprecated_added": "deprecated_removed",
    "alias_extracted": "alias_inlined",
}
OPPOSITES = {**_OPPOSITES, **{new: old for old, new in _OPPOSITES.items()}}
"""Every other kind is its own opposite."""

_ONE_OF = {
    "field_added_optional": "field_added",
    "field_added_required": "field_added",
    # An argument that came may be left out or not; one that goes is missed either way.
    "optional_argument_added": "argument",
    "signature_changed": "argument",
    "overload_added": "way to call",
    "streaming_changed": "way to call",
}
_TOLD_BY_PLACE = frozenset({"argument", "way to call"})
_NAMED_BY_PLACE = frozenset(
    {"method_renamed", "method_moved", "type_renamed", "type_moved", "field_renamed"}
    | {"path_param_renamed_only"}
)
Key = tuple[str, str, str, str]


def differences(old: Package, new: Package) -> list[Key]:
    """Changes of one direction that have no counterpart in the other: none, by the law."""
    forwards, backwards = _told(every_change(old, new), every_change(new, old))
    one = Counter(_key(change, backwards=False) for change in forwards)
    other = Counter(_key(change, backwards=True) for change in backwards)
    once = {key for key in one | other if key[0] in _TOLD_BY_PLACE}
    return [
        key
        for key in one | other
        if (bool(one[key]) != bool(other[key]) if key in once else one[key] != other[key])
    ]


def _key(change: Change, *, backwards: bool) -> Key:
    """Kind, positions in both releases (older first) and content, as forwards tells them."""
    kind = _ONE_OF.get(change.kind, change.kind)
    old, new = change.old, change.new
    if backwards:
        kind, old, new = OPPOSITES.get(kind, kind), new, old
    if kind.startswith("client_attribute"):
        return kind, old.typescript, new.typescript, ""
    content = "" if kind in _NAMED_BY_PLACE | _TOLD_BY_PLACE else change.content
    before = "" if kind in _TOLD_BY_PLACE else str(old.position or "")
    return kind, before, str(new.position or ""), content


def _told(forwards: list[Change], backwards: list[Change]) -> tuple[list[Change], list[Change]]:
    """Both without attributes that moved to where one was: the other way round such a one came."""
    return _without(forwards, _moved(backwards)), _without(backwards, _moved(forwards))


def _moved(changes: list[Change]) -> set[str]:
    return {c.old.typescript for c in changes if c.kind == "client_attribute_moved"}


def _without(changes: list[Change], moved: set[str]) -> list[Change]:
    return [
        c
        for c in changes
        if c.kind != "client_attribute_moved"
        and not (c.kind == "client_attribute_added" and c.new.typescript in moved)
    ]
