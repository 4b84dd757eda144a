"""Ties an error of the type checker to the change that explains it."""

from __future__ import annotations

import builtins
import re
from dataclasses import dataclass

from tsbind.diff.change import Change, Report
from tsbind.diff.impact.checker import Finding
from tsbind.diff.severity import Severity
from tsbind.diff.spelled import python_accessor, snake

_WORD = re.compile(r"\w+")
_QUOTED = re.compile(r'"[^"]*"|\S*\.\S+')
"""Names in a message of mypy stand in quotes or are dotted; the rest is English."""
_IN_MESSAGE, _IN_SOURCE, _METHOD, _WHOLE, _FITTING = 4, 2, 2, 8, 1
_COMMON = frozenset({*dir(builtins), "Literal", "Iterable", "Mapping", "Union", "Optional"})
"""Names that occur in any message and point to no change."""
_CALLED = 3
_CALL_CODES = frozenset({"call-overload", "call-arg", "arg-type", "typeddict-item"})
_MAY_BE_NONE = frozenset(
    {"nullable_added", "required_to_optional", "type_widened", "optional_nullable_swapped"}
)


@dataclass(frozen=True, slots=True)
class Clue:
    """A change with the Python names that speak of it."""

    change: Change
    names: frozenset[str]
    methods: frozenset[str]
    """Names of the client methods it touches."""
    path: str = ""
    """Of a change of a method or resource: its older path from the client."""


def clues(report: Report) -> list[Clue]:
    """One for each change, breaking ones first."""
    ordered = [group.changes for group in report.groups]
    return [_clue(change) for changes in ordered for change in changes]


def _clue(change: Change) -> Clue:
    methods = {python_accessor(m).rpartition(".")[2] for m in change.methods}
    if change.place in change.methods or change.row.group in {"endpoints", "methods"}:
        gone = change.hint.partition(" -> ")[0] or python_accessor(change.place)
        path = gone.removeprefix("client.")
        return Clue(change, frozenset({path.rpartition(".")[2]}), frozenset(methods), path)
    names = set(_WORD.findall(change.content))
    member = re.sub(r"[\[{<(].*$", "", change.member.rpartition(".")[2])
    if member:
        names |= {member, snake(member)}
    else:
        name = (change.hint.partition(" -> ")[0] or change.place).rpartition("/")[2]
        names |= {name.rpartition(".")[2], name.replace(".", "")}
    return Clue(change, frozenset(names), frozenset(methods))


def cause(finding: Finding, source: str, known: list[Clue]) -> Change | None:
    """The change whose names the message and the source speak of most, or None."""
    message = set(_WORD.findall(" ".join(_QUOTED.findall(finding.message)))) - _COMMON
    about_deprecation = finding.code == "deprecated"
    fitting = [c for c in known if (c.change.row.group == "deprecation") is about_deprecation]
    scored = [(_score(clue, message, source, finding), clue.change) for clue in fitting]
    best = max(scored, key=lambda pair: (pair[0], pair[1].severity.rank), default=None)
    return best[1] if best is not None and best[0] else None


def _breaks_call(clue: Clue, source: str, finding: Finding) -> bool:
    """Whether a call of a method whose params broke stands there: such an error names no field."""
    if finding.code not in _CALL_CODES or clue.change.params is not Severity.BREAKING:
        return False
    return any(f".{python_accessor(name)}(" in source for name in clue.change.methods)


def _score(clue: Clue, message: set[str], source: str, finding: Finding) -> int:
    written = set(_WORD.findall(source))
    score = _IN_MESSAGE * bool(clue.names & message) + _IN_SOURCE * bool(clue.names & written)
    if not score:
        return _CALLED * _breaks_call(clue, source, finding)
    score += _METHOD * bool(clue.methods & written)
    score += _WHOLE * bool(clue.path and re.search(rf"\b{re.escape(clue.path)}\b", source))
    return score + _FITTING * ("None" in finding.message and clue.change.kind in _MAY_BE_NONE)
