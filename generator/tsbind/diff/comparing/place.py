"""Where a change stands, while the comparison walks into declarations and methods."""

from __future__ import annotations

from dataclasses import dataclass, replace

from tsbind.diff.reading.reach import Usage
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
    depth: int = 0
    fields: tuple[Property | None, Property | None] = (None, None)
    """The field of each release whose type is compared: its name and doc tell whole numbers."""
    in_other_class: bool = False
    """Whether what is around it is of another class in Python than before."""

    def field(self, old: Property | None, new: Property | None) -> Place:
        """The place of a field."""
        known = new or old
        assert known is not None
        step = known.name if not self.member else f".{known.name}"
        return replace(
            self,
            member=self.member + step,
            depth=self.depth + 1,
            fields=(old, new),
            old=(old.position if old else None) or self.old,
            new=(new.position if new else None) or self.new,
        )

    @property
    def owner(self) -> str:
        """The declaration a field belongs to; empty for one of an object written in place."""
        return "" if "." in self.member else self.name.rpartition("/")[2]

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
