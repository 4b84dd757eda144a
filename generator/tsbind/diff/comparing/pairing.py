"""Pairs the members of two unions that stand for the same alternative.

Every rule reads the same in both directions, so that a comparison in reverse pairs the same ones.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tsbind.diff.comparing import structure
from tsbind.diff.comparing.context import Context, Side
from tsbind.model.discriminators import Value
from tsbind.model.kinds import last_name
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
    context: Context,
    removed: list[Type],
    added: list[Type],
    *,
    unions: tuple[Type, Type],
    alone: bool,
) -> Paired:
    """Pairs with a label for the place, and what is left of both sides.

    Members pair by a literal both have for the discriminator of one of the ``unions``, by name,
    by shape when one side has one only, and, when ``alone``, by being the only ones.
    """
    pairs: list[Pair] = []
    properties = _discriminating(context, unions)
    candidates = _candidates(context, removed, added, alone, properties)
    for candidate in sorted(candidates, key=_Candidate.order):
        if _is_in(candidate.old, removed) and _is_in(candidate.new, added):
            removed = [member for member in removed if member is not candidate.old]
            added = [member for member in added if member is not candidate.new]
            pairs.append((candidate.old, candidate.new, "" if alone else candidate.label))
    return pairs, removed, added


def _is_in(member: Type, members: list[Type]) -> bool:
    return any(other is member for other in members)


def _discriminating(context: Context, unions: tuple[Type, Type]) -> frozenset[str]:
    """The properties that tell the members of the unions apart."""
    sides = (context.old, context.new)
    tables = [s.index.discriminator(union) for s, union in zip(sides, unions, strict=True)]
    return frozenset(table.property for table in tables if table is not None)


def _candidates(
    context: Context,
    removed: list[Type],
    added: list[Type],
    alone: bool,
    properties: frozenset[str],
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
                objects = _Objects(context, old, new, len(rivals), len(partners), properties)
                found = objects.candidate(lone=lone)
                if found is not None:
                    yield found


class _Objects:
    """Two objects, of so many on either side."""

    def __init__(
        self,
        context: Context,
        old: Type,
        new: Type,
        olds: int,
        news: int,
        properties: frozenset[str],
    ) -> None:
        self.context, self.old, self.new = context, old, new
        self.olds, self.news = olds, news
        self.tags = (_tags(context.old, old, properties), _tags(context.new, new, properties))

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


def _tags(side: Side, type_: Type, properties: frozenset[str]) -> frozenset[tuple[str, str]]:
    """Field and literal of every required field that tells members apart.

    Where no union has a discriminator, any field that can have one text only may.
    """
    members = side.index.fields(type_)
    return frozenset(
        (field.name, literal_text(value))
        for field in (members[0] if members else ())
        if not field.optional and (field.name in properties or not properties)
        for value in _values(side, field.type, several=bool(properties))
    )


def _values(side: Side, type_: Type, *, several: bool) -> tuple[Value, ...]:
    if several:
        return side.index.literals(type_)
    return (type_.value,) if isinstance(type_, Literal) and isinstance(type_.value, str) else ()


def _name(type_: Type) -> str:
    return last_name(type_.id) if isinstance(type_, Reference) else ""
