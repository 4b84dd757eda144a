"""Pairs the members of two unions that stand for the same alternative.

Every rule reads the same in both directions, so that a comparison in reverse pairs the same ones.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tsbind.diff.comparing import structure
from tsbind.diff.comparing.context import Context, Side
from tsbind.diff.reading.index import last_name
from tsbind.model.spelling import literal_text, typescript
from tsbind.model.types import Literal, Reference, Type

Pair = tuple[Type, Type, str]
Paired = tuple[list[Pair], list[Type], list[Type]]
_ALIKE = 0.5
_TAGGED, _NAMED, _LIKE = 3, 2, 1


@dataclass(frozen=True, slots=True)
class _Candidate:
    """Two members that may be one alternative, and how much speaks for it."""

    old: Type
    new: Type
    label: str
    score: tuple[int, float] = (_LIKE, 0)

    def order(self) -> tuple[int, float, list[str]]:
        """The best first; among equals the same one in both directions."""
        rank, likeness = self.score
        return -rank, -likeness, sorted((typescript(self.old), typescript(self.new)))


def pair_members(
    context: Context, removed: list[Type], added: list[Type], *, alone: bool
) -> Paired:
    """Pairs with a label for the place, and what is left of both sides.

    Members pair by a literal field both have (a discriminator), by name, by shape when one side
    has one only, and, when ``alone``, by being the only ones.
    """
    pairs: list[Pair] = []
    for candidate in sorted(_candidates(context, removed, added, alone), key=_Candidate.order):
        if _is_in(candidate.old, removed) and _is_in(candidate.new, added):
            removed = [member for member in removed if member is not candidate.old]
            added = [member for member in added if member is not candidate.new]
            pairs.append((candidate.old, candidate.new, "" if alone else candidate.label))
    return pairs, removed, added


def _is_in(member: Type, members: list[Type]) -> bool:
    return any(other is member for other in members)


def _candidates(
    context: Context, removed: list[Type], added: list[Type], alone: bool
) -> Iterator[_Candidate]:
    olds = [(m, structure.category(context.old, m)) for m in removed]
    news = [(m, structure.category(context.new, m)) for m in added]
    lone = len(removed) == 1 or len(added) == 1
    for old, category in olds:
        partners = [new for new, other in news if other == category]
        rivals = [one for one, other in olds if other == category]
        for new in partners if category in structure.COMPARABLE else ():
            if alone or (category != "object" and lone and len(partners) == len(rivals) == 1):
                yield _Candidate(old, new, "")
            elif category == "object":
                objects = _Objects(context, old, new, len(rivals), len(partners))
                found = objects.candidate(lone=lone)
                if found is not None:
                    yield found


class _Objects:
    """Two objects, of so many on either side."""

    def __init__(self, context: Context, old: Type, new: Type, olds: int, news: int) -> None:
        self.context, self.old, self.new = context, old, new
        self.olds, self.news = olds, news
        self.tags = (discriminators(context.old, old), discriminators(context.new, new))

    def candidate(self, *, lone: bool) -> _Candidate | None:
        """The pair, where something speaks for it."""
        common = self.tags[0] & self.tags[1]
        likeness = structure.likeness(self.context, self.old, self.new)
        if common:
            label = f"<{min(common)[1]}>"
            return _Candidate(self.old, self.new, label, (_TAGGED, likeness))
        if all(self.tags) or self._is_split():
            return None
        names = (_name(self.old), _name(self.new))
        label = f"<{names[1] or names[0] or 'object'}>"
        if names[0] and names[0] == names[1]:
            return _Candidate(self.old, self.new, label, (_NAMED, likeness))
        if lone and (likeness >= _ALIKE or structure.is_held(self.context, self.old, self.new)):
            return _Candidate(self.old, self.new, label, (_LIKE, likeness))
        return None

    def _is_split(self) -> bool:
        """Whether one object became several told apart by a field it has too (or the reverse).

        It is none of them.
        """
        one = structure.field_names(self.context.old, self.old)
        other = structure.field_names(self.context.new, self.new)
        split = self.news > 1 and any(name in one for name, _ in self.tags[1])
        joined = self.olds > 1 and any(name in other for name, _ in self.tags[0])
        return split or joined


def discriminators(side: Side, type_: Type) -> frozenset[tuple[str, str]]:
    """Field and literal of every field that can have one value only."""
    members = side.index.members(type_)
    fields = members[0] if members else ()
    return frozenset(
        (f.name, literal_text(f.type.value))
        for f in fields
        if isinstance(f.type, Literal) and isinstance(f.type.value, str) and not f.optional
    )


def _name(type_: Type) -> str:
    return last_name(type_.id) if isinstance(type_, Reference) else ""
