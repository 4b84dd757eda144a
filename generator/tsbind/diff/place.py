"""Where a change stands, while the comparison walks into declarations and methods."""

from __future__ import annotations

from dataclasses import dataclass, replace

from tsbind.diff.reach import Usage
from tsbind.model.types import Property
from tsbind.position import Position

MAX_DEPTH = 60


@dataclass(frozen=True, slots=True)
class Place:
    """A declaration or method and the path below it, with its usage and positions."""

    name: str
    usage: Usage
    member: str = ""
    old: Position | None = None
    new: Position | None = None
    old_id: str = ""
    new_id: str = ""
    depth: int = 0

    def field(self, old: Property | None, new: Property | None) -> Place:
        """The place of a field."""
        known = new or old
        assert known is not None
        step = known.name if not self.member else f".{known.name}"
        return replace(
            self,
            member=self.member + step,
            depth=self.depth + 1,
            old=(old.position if old else None) or self.old,
            new=(new.position if new else None) or self.new,
        )

    def step(self, text: str) -> Place:
        """The place of an item (``[]``), an argument or a member of a union (``<x>``)."""
        return replace(self, member=self.member + text, depth=self.depth + 1)

    def only(self, direction: str) -> Place:
        """The same place, seen in one direction only."""
        usage = Usage(assumed=(direction,))
        if direction == "params":
            usage = replace(usage, params=self.usage.params)
        else:
            usage = replace(usage, responses=self.usage.responses)
        return replace(self, usage=usage)
