"""Discriminators: the property whose literals identify the objects of a union.

There is one rule. The model publishes the result (`with_discriminators`), the decoder is generated
from it, and the documentation and the comparison of releases show it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tsbind.model.declarations import Package
from tsbind.model.mentions import mapped_types
from tsbind.model.substitute import rebuild
from tsbind.model.types import Discriminator, Literal, Property, Reference, Type, UnionType, holds
from tsbind.values import value_class

if TYPE_CHECKING:
    from tsbind.model.index.members import Members

Value = str | int | float | bool


@value_class(frozen=True, slots=True)
class DiscriminatorTable:
    """A discriminating property, the members each literal selects, and those none selects."""

    property: str
    members: Mapping[Value, tuple[Type, ...]]
    others: tuple[Type, ...]
    """Members without a literal for the property, and those that may leave it out."""


@dataclass(slots=True)
class _Candidate:
    """A property that has literal types, and the members that have them."""

    name: str
    members: dict[Literal, list[Type]] = field(default_factory=dict[Literal, list[Type]])
    required: list[Type] = field(default_factory=list[Type])
    covered: int = 0

    def add(self, member: Type, property_: Property, values: Iterable[Value]) -> None:
        for value in values:
            self.members.setdefault(Literal(value), []).append(member)
        self.covered += 1
        if not property_.optional:
            self.required.append(member)

    def is_fit(self) -> bool:
        """Whether it distinguishes members; ``1`` and ``true`` are the same dict key."""
        values = {literal.value for literal in self.members}
        return self.covered > 1 and len(values) > 1 and len(values) == len(self.members)

    def rank(self) -> tuple[int, int, int, bool]:
        """How well it distinguishes members: more is better."""
        shared = {id(m) for found in self.members.values() if len(found) > 1 for m in found}
        return self.covered, -len(shared), len(self.required), self.name == "type"


def discriminator_table(index: Members, members: Sequence[Type]) -> DiscriminatorTable | None:
    """The discriminator of the objects among ``members``; None if no property is one.

    Candidates have a literal type in at least two members, with at least two different values.
    The one that covers the most members wins, because the others are recognised by their shape,
    which costs more and is less certain; then the one whose literals select the fewest members
    together; then the one that is required in the most; then ``type``; then the one written first.
    """
    candidates: dict[str, _Candidate] = {}
    for member in members:
        for property_ in index.properties(member) or ():
            values = index.literals(property_.type)
            if values:
                candidate = candidates.setdefault(property_.name, _Candidate(property_.name))
                candidate.add(member, property_, values)
    fit = [candidate for candidate in candidates.values() if candidate.is_fit()]
    if not fit:
        return None
    best = max(fit, key=_Candidate.rank)
    certain = set(best.required)
    table = {literal.value: tuple(found) for literal, found in best.members.items()}
    return DiscriminatorTable(best.name, table, tuple(m for m in members if m not in certain))


def with_discriminators(package: Package, index: Members) -> Package:
    """``package`` with the discriminator of every union filled in."""
    known: dict[UnionType, Discriminator | None] = {}

    def mark(type_: Type) -> Type:
        if not holds(type_, UnionType):
            return type_
        if not isinstance(type_, UnionType):
            return rebuild(type_, mark)
        if type_ not in known:
            known[type_] = _published(index, type_)
        return UnionType(tuple([mark(member) for member in type_.members]), known[type_])

    return mapped_types(package, mark)


def _published(index: Members, type_: UnionType) -> Discriminator | None:
    """What the model says about a union; `Discriminator` explains the names of members."""
    table = index.discriminator(type_)
    if table is None:
        return None
    names: dict[Type, str] = {}
    _name_members(index, type_, "", names)
    mapping = tuple(
        (json.dumps(value), names[member])
        for value, found in table.members.items()
        for member in found
    )
    return Discriminator(table.property, mapping, tuple([names[m] for m in table.others]))


def _name_members(index: Members, type_: UnionType, owner: str, names: dict[Type, str]) -> None:
    """Record the name of each object: its id, or its position in the union."""
    for place, member in enumerate(type_.members):
        if member in names:
            continue
        names[member] = member.id if isinstance(member, Reference) else f"{owner}#{place}"
        end, target = member, index.alias_target(member)
        while isinstance(target, Reference) and target not in names:
            names[target] = target.id
            end, target = target, index.alias_target(target)
        if isinstance(target, UnionType) and isinstance(end, Reference):
            _name_members(index, target, end.id, names)
