"""Collects changes: weighs each by the table of kinds and the directions of its place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from tsbind.diff.changes.change import NOTHING, Change, Spelling
from tsbind.diff.changes.fingerprint import fingerprint
from tsbind.diff.changes.kinds import all_kinds
from tsbind.diff.changes.severity import Severity
from tsbind.diff.comparing.place import Place
from tsbind.diff.reading.directions import PARAMS, RESPONSES
from tsbind.position import Position

OPERATION_GROUPS = frozenset({"endpoints", "methods"})
NOT_REPORTED = "not reported"
"""The group of kinds that no report shows; their declarations are spelled alike by nature."""


class Collector:
    """A growing list of changes without repeats."""

    def __init__(self) -> None:
        self._changes: dict[str, Change] = {}

    @property
    def changes(self) -> tuple[Change, ...]:
        """What was collected, in order."""
        return tuple(self._changes.values())

    def weigh(self, rule: Callable[[Change], Change]) -> None:
        """Weigh every change collected so far anew."""
        self._changes = {key: rule(change) for key, change in self._changes.items()}

    def add(  # noqa: PLR0913 -- each is one column of a change
        self,
        kind: str,
        place: Place,
        *,
        content: str = "",
        old: Spelling = NOTHING,
        new: Spelling = NOTHING,
        variant: str = "",
        hint: str = "",
        note: str = "",
        undeprecated: bool = False,
    ) -> None:
        """Collect one change; positions come from the place unless the spelling has its own."""
        row = all_kinds()[kind]
        spelled = bool(old.typescript) and not (hint or content or row.group == NOT_REPORTED)
        if spelled and (old.typescript, old.python) == (new.typescript, new.python):
            return  # What is written alike on both sides is no change a reader can see.
        verdicts = row.weigh(variant)
        directions = place.usage.directions
        whole = row.group in OPERATION_GROUPS
        change = Change(
            kind,
            place.name,
            place.member,
            content,
            verdicts.params if whole or PARAMS in directions else Severity.NONE,
            verdicts.responses if whole or RESPONSES in directions else Severity.NONE,
            verdicts.source,
            _placed(old, place.old),
            _placed(new, place.new),
            variant if variant in row.variants else "",
            directions,
            bool(place.usage.assumed) and not place.usage.methods,
            place.usage.methods,
            hint,
            note,
            undeprecated and kind.endswith("_removed"),
        )
        change = replace(change, fingerprint=fingerprint(change))
        self._changes.setdefault(change.fingerprint, change)


def _placed(spelling: Spelling, position: Position | None) -> Spelling:
    if spelling is NOTHING or spelling.position is not None:
        return spelling
    return replace(spelling, position=position)
