"""What speaks of a change: the Python names and values a message or a line of code may hold."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from tsbind.diff.changes.change import Change, Report
from tsbind.diff.changes.severity import Severity
from tsbind.diff.explaining.accessors import python_accessor, snake

_WORD = re.compile(r"\w+")
_OF_REQUESTS = frozenset(
    {"endpoint_path_changed", "endpoint_verb_changed", "request_header_changed"}
)
_VALUE = re.compile(r"""'([^'"]+)'|"([^'"]+)\"""")


@dataclass(frozen=True, slots=True)
class Clue:
    """A change with the Python names that speak of it."""

    change: Change
    names: frozenset[str]
    """What came, went or changed: a field, a type, a method, a resource."""
    owners: frozenset[str]
    """The classes that have the field."""
    values: frozenset[str]
    """Literals the older release has at the place."""
    methods: frozenset[str]
    """Names of the client methods it touches."""
    path: str = ""
    """Of a change of a method or resource: its older path from the client."""

    @property
    def is_gone(self) -> bool:
        """Whether a name on the way from the client is not there any more."""
        return bool(self.path) and self.change.kind.endswith(("_removed", "_renamed", "_moved"))

    @property
    def calls(self) -> frozenset[str]:
        """The paths of the client methods it touches."""
        return frozenset(python_accessor(method) for method in self.change.methods)


def clues(report: Report) -> list[Clue]:
    """One for each change that code can run into, breaking ones first."""
    ordered = [change for group in report.groups for change in group.changes]
    return [_clue(change) for change in ordered if _is_felt(change)]


def _is_felt(change: Change) -> bool:
    """Whether a type checker can say something: it takes what is only more than before.

    Requests it does not see: their verbs, paths and headers.
    """
    if change.kind in _OF_REQUESTS:
        return False
    return change.severity in {Severity.BREAKING, Severity.WARNING}


def _clue(change: Change) -> Clue:
    methods = frozenset(python_accessor(m).rpartition(".")[2] for m in change.methods)
    if change.row.group in {"endpoints", "methods"} or change.place in change.methods:
        return _of_call(change, methods)
    names = {name for name in _WORD.findall(change.content) if change.kind != "type_renamed"}
    member = re.sub(r"[\[{<(].*$", "", change.member.rpartition(".")[2])
    values = frozenset(filter(None, (one or two for one, two in _literals(change))))
    values |= _tags(change)
    if member:
        names |= {member, snake(member)}
        return Clue(
            change, frozenset(names), frozenset(_class_names(change.place)), values, methods
        )
    before = change.hint.partition(" -> ")[0] or change.place
    names |= _class_names(before) | set(_WORD.findall(change.old.python.rpartition(".")[2]))
    return Clue(change, frozenset(names), frozenset(_class_names(change.place)), values, methods)


def _of_call(change: Change, methods: frozenset[str]) -> Clue:
    gone = change.hint.partition(" -> ")[0] or python_accessor(change.place)
    path = gone.removeprefix("client.")
    member = re.sub(r"[\[{<(].*$", "", change.member.rpartition(".")[2])
    names = frozenset({path.rpartition(".")[2], *filter(None, (member, snake(member)))})
    return Clue(change, names, frozenset(), frozenset(), methods, path)


def _literals(change: Change) -> Iterable[tuple[str, str]]:
    """Literals of the older spelling that the newer one does not have."""
    found = _VALUE.findall(change.old.typescript + change.content)
    newer = set(_VALUE.findall(change.new.typescript))
    return [value for value in found if value not in newer]


def _tags(change: Change) -> frozenset[str]:
    """What a member of a union that went may be told by: ``RetrievalTool`` by ``retrieval``."""
    if change.kind != "union_member_removed" or not change.content.isidentifier():
        return frozenset()
    words = snake(change.content).split("_")
    return frozenset("_".join(words[:end]) for end in range(1, len(words) + 1))


def _class_names(place: str) -> set[str]:
    """Names of the generated class of a declaration: inside its module, and whole."""
    parts = place.rpartition("/")[2].split(".")
    found = {"".join(parts[start:]) for start in range(len(parts))}
    return found | {f"{name}Dict" for name in found}
