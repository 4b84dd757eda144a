"""Deltas into snapshots.

A delta is a piece of a JSON object: its strings are to be appended, its objects merged, its
entries of a list found by their `index`. Nothing that the wire says is trusted as a position: an
index orders the entries of a `Sparse` list, whose length is the number of entries that arrived.
A key is only ever looked up in a dict.

Snapshots are values: merging makes new objects along the path that changed and shares the rest,
so a snapshot that was given out stays as it was.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from typing import Any

_WHOLE = frozenset({"id", "type", "object", "role", "index", "call_id", "item_id"})
"""Strings that are repeated whole, never sent in pieces."""


class Sparse:
    """A list whose entries are known by index: what is between two of them may never come."""

    __slots__ = ("entries", "indexes")

    def __init__(self, indexes: list[int], entries: list[Any]) -> None:
        self.indexes = indexes
        self.entries = entries

    @classmethod
    def of(cls, value: Any) -> Sparse:
        """A list that is whole, or nothing yet, as one that deltas can be merged into."""
        if isinstance(value, Sparse):
            return value
        entries: list[Any] = value if value.__class__ is list else []
        return cls(list(range(len(entries))), entries)

    def get(self, index: Any) -> Any:
        """The entry with that index; None without one."""
        if not valid_index(index):
            return None
        place = bisect_left(self.indexes, index)
        if place < len(self.indexes) and self.indexes[place] == index:
            return self.entries[place]
        return None

    def place(self, index: int) -> int:
        """Where the entry with that index stands in the list."""
        return bisect_left(self.indexes, index)

    def put(self, index: int, entry: Any) -> Sparse:
        """The list with `entry` at `index`."""
        place = bisect_left(self.indexes, index)
        entries = self.entries.copy()
        if place < len(self.indexes) and self.indexes[place] == index:
            entries[place] = entry
            return Sparse(self.indexes, entries)
        indexes = self.indexes.copy()
        indexes.insert(place, index)
        entries.insert(place, entry)
        return Sparse(indexes, entries)

    def add(self, entry: Any) -> Sparse:
        """The list with `entry` after all others."""
        return self.put(self.indexes[-1] + 1 if self.indexes else 0, entry)


def valid_index(index: Any) -> bool:
    """Whether `index` orders entries: an integer from zero on."""
    return index.__class__ is int and index >= 0


def merge(old: Any, delta: Any) -> Any:
    """`old` with `delta` merged into it; null adds nothing."""
    if delta is None:
        return old
    if delta.__class__ is dict:
        return merge_object(old, delta) if old.__class__ is dict else fresh(delta)
    if delta.__class__ is list:
        return _merge_list(old, delta)
    if delta.__class__ is str and old.__class__ is str:
        return old + delta
    return delta


def merge_object(
    old: dict[str, Any], delta: Mapping[str, Any], without: Iterable[str] = ()
) -> dict[str, Any]:
    """An object with the keys of `delta`, those in `without` aside, merged into it."""
    result = old.copy()
    for key, value in delta.items():
        if key in without:
            continue
        if key in _WHOLE:
            if value is not None or key not in result:
                result[key] = value
        elif key in result:
            result[key] = merge(result[key], value)
        else:
            result[key] = fresh(value)
    return result


def fresh(delta: Any) -> Any:
    """A delta to which there is nothing yet; its own entries may be pieces of one another."""
    if delta.__class__ is dict:
        return {key: fresh(value) for key, value in delta.items()}
    return _merge_list(None, delta) if delta.__class__ is list else delta


def _merge_list(old: Any, delta: list[Any]) -> Any:
    if not any(_index_of(entry) is not None for entry in delta):
        if isinstance(old, Sparse):
            for entry in delta:
                old = old.add(entry)
            return old
        return [*old, *delta] if old.__class__ is list else delta
    result = Sparse.of(old)
    for entry in delta:
        index = _index_of(entry)
        if index is None:
            result = result.add(entry)
            continue
        known = result.get(index)
        base: dict[str, Any] = known if known.__class__ is dict else {}
        result = result.put(index, merge_object(base, entry, ("index",)))
    return result


def _index_of(entry: Any) -> int | None:
    if entry.__class__ is not dict:
        return None
    index = entry.get("index")
    return index if valid_index(index) else None


def plain(value: Any) -> Any:
    """A snapshot as JSON; what holds no sparse list is shared, not copied."""
    if isinstance(value, Sparse):
        return [plain(entry) for entry in value.entries]
    if value.__class__ is dict:
        changed: dict[str, Any] = {}
        for key, item in value.items():
            if item.__class__ is dict or item.__class__ is Sparse:
                shown = plain(item)
                if shown is not item:
                    changed[key] = shown
        return {**value, **changed} if changed else value
    return value
