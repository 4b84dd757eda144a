"""Ties an error of the type checker to the change that explains it."""

from __future__ import annotations

import builtins
import re

from tsbind.diff.changes.change import Change
from tsbind.diff.changes.severity import Severity
from tsbind.diff.explaining.accessors import python_accessor
from tsbind.diff.impact.checker import Finding
from tsbind.diff.impact.clues import Clue

_WORD = re.compile(r"\w+")
_QUOTED = re.compile(r'"[^"]*"|\S*\.\S+')
"""Names in a message of mypy stand in quotes or are dotted; the rest is English."""
_IMPORT = re.compile(r'^(?:Module "|Cannot find implementation)')
_ATTRIBUTE = re.compile(r'^"[^"]+" has no attribute "(\w+)"')
_COMMON = frozenset({*dir(builtins), "Literal", "Iterable", "Mapping", "Union", "Optional"})
"""Names that occur in any message and point to no change."""
_CALL_CODES = frozenset({"call-overload", "call-arg", "arg-type", "typeddict-item", "list-item"})
_MAY_BE_NONE = frozenset(
    {"nullable_added", "required_to_optional", "type_widened", "optional_nullable_swapped"}
)
_NAMED, _NAMED_IN_SOURCE, _OWNER, _METHOD, _WHOLE, _CALLED, _FITTING = 4, 2, 3, 2, 8, 3, 1
_VALUE, _VALUE_IN_SOURCE = 4, 3
_CALLS, _SENT = 4, 2


def cause(finding: Finding, source: str, known: list[Clue]) -> Change | None:
    """The change whose names the message and the source speak of most, or None."""
    about_deprecation = finding.code == "deprecated"
    fitting = [c for c in known if (c.change.row.group == "deprecation") is about_deprecation]
    error = _Error(finding, source)
    scored = [(error.score(clue), clue.change) for clue in fitting if error.allows(clue)]
    best = max(scored, key=lambda pair: (pair[0], pair[1].severity.rank), default=None)
    return best[1] if best is not None and best[0] else None


class _Error:
    """One message, and the code it is about."""

    def __init__(self, finding: Finding, source: str) -> None:
        self.finding = finding
        self.source = source
        self.written = set(_WORD.findall(source))
        self.message = set(_WORD.findall(" ".join(_QUOTED.findall(finding.message)))) - _COMMON

    def allows(self, clue: Clue) -> bool:
        """Whether the change can have such an error at all."""
        is_type = clue.change.row.group == "types"
        if _IMPORT.match(self.finding.message):
            return is_type
        missing = _ATTRIBUTE.match(self.finding.message)
        if missing:
            return missing[1] in {*clue.names, *clue.path.split(".")} and not is_type
        return not clue.is_gone

    def score(self, clue: Clue) -> int:
        """How much speaks for the change; 0 where nothing does."""
        named = _NAMED * bool(clue.names & self.message)
        named += _NAMED_IN_SOURCE * bool(clue.names & self.written)
        told = max((self._told(value) for value in clue.values), default=0)
        if not (named or told):
            return _CALLED * self._is_broken_call(clue)
        owner = _OWNER * bool(clue.owners & (self.message | self.written))
        more = _METHOD * bool(clue.methods & self.written) + self._touched(clue)
        more += _WHOLE * bool(clue.path and self._has_path(clue.path))
        more += _FITTING * ("None" in self.finding.message and clue.change.kind in _MAY_BE_NONE)
        return named + told + owner + more

    def _touched(self, clue: Clue) -> int:
        """More where the code calls a method it touches, most where it is about that side."""
        if not any(f".{path}(" in self.source for path in clue.calls):
            return 0
        sent = self.finding.code in _CALL_CODES and "params" in clue.change.directions
        return _CALLS + _SENT * sent

    def _told(self, value: str) -> int:
        """What a literal in the message, or else in the code, speaks for."""
        quoted = (f"'{value}'", f'"{value}"')
        if any(text in self.finding.message for text in quoted):
            return _VALUE
        return _VALUE_IN_SOURCE * any(text in self.source for text in quoted)

    def _has_path(self, path: str) -> bool:
        return bool(re.search(rf"\b{re.escape(path)}\b", self.source))

    def _is_broken_call(self, clue: Clue) -> bool:
        """Whether it is a call of a method whose params broke: such an error names no field."""
        if self.finding.code not in _CALL_CODES or clue.change.params is not Severity.BREAKING:
            return False
        return any(f".{python_accessor(name)}(" in self.source for name in clue.change.methods)
