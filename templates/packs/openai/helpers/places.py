"""Values inside a JSON object, found by keys and by the indexes that an event says.

A path is never trusted: an index that is none changes nothing, and what leads to a place is made
where it is missing (see `accumulate` for lists).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from .accumulate import Sparse, valid_index


class At(NamedTuple):
    """A step into a list, at the index that the event says under `key`."""

    key: str


Path = tuple[str | At, ...]


def known(path: Path, event: Mapping[str, Any]) -> bool:
    """Whether `event` says every index that the path needs."""
    return all(valid_index(event.get(s.key)) for s in path if isinstance(s, At))


def changed(
    node: Any, path: Path, event: Mapping[str, Any], change: Callable[[Any], Any]
) -> Any:
    """`node` with the value at `path` changed; the path is `known`."""
    if not path:
        return change(node)
    step, rest = path[0], path[1:]
    if isinstance(step, At):
        entries, index = Sparse.of(node), event[step.key]
        return entries.put(index, changed(entries.get(index), rest, event, change))
    held: dict[str, Any] = node if node.__class__ is dict else {}
    return {**held, step: changed(held.get(step), rest, event, change)}


def value_at(node: Any, path: Path, event: Mapping[str, Any]) -> Any:
    """The value at `path`; None where there is none."""
    for step in path:
        if isinstance(step, At):
            node = Sparse.of(node).get(event.get(step.key))
        else:
            node = node.get(step) if node.__class__ is dict else None
    return node


def text_of(value: Any) -> str:
    """`value` where it is a text; an empty one where not."""
    return value if isinstance(value, str) else ""


def appended(delta: str) -> Callable[[Any], str]:
    """The change that puts `delta` behind a text."""
    return lambda old: text_of(old) + delta
