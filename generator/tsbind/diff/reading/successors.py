"""What stands where a declaration that went was used: the name to look at instead.

Where a field of one declaration named one type that went, and names one other type now, the other
type is its successor. Several copies written in place that became one shared type have the same.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from tsbind.diff.reading.matching import Matching
from tsbind.model.index import ModelIndex
from tsbind.model.types import Type


@dataclass
class Successors:
    """Ids of the newer release by ids of the older one, worked out when first asked for."""

    old: ModelIndex
    new: ModelIndex
    matching: Matching
    _votes: dict[str, Counter[str]] | None = field(default=None)

    def of(self, identifier: str) -> str | None:
        """The declaration most places have instead; None where none has one."""
        if self._votes is None:
            self._votes = {}
            for old, new in self._fields():
                self._vote(self._votes, old, new)
        found = self._votes.get(identifier)
        if found:
            return min(found, key=lambda other: (-found[other], other))
        parent, _, last = identifier.rpartition(".")
        above = self.of(parent) if parent in self.old.declarations else None
        return f"{above}.{last}" if above and f"{above}.{last}" in self.new.declarations else None

    def _fields(self) -> Iterator[tuple[Type, Type]]:
        for old, new in self.matching.pairs.items():
            one, other = self.old.declarations[old], self.new.declarations[new]
            after = {p.name: p.type for p in self.new.declared_fields(other)[0]}
            for property_ in self.old.declared_fields(one)[0]:
                if property_.name in after:
                    yield property_.type, after[property_.name]

    def _vote(self, votes: dict[str, Counter[str]], old: Type, new: Type) -> None:
        pairs = self.matching.pairs
        before, after = self.old.mentioned([old]), self.new.mentioned([new])
        gone = [identifier for identifier in before if identifier not in pairs]
        kept = {pairs[identifier] for identifier in before if identifier in pairs}
        come = [identifier for identifier in after if identifier not in kept]
        if len(gone) == len(come) == 1:
            votes.setdefault(gone[0], Counter())[come[0]] += 1
