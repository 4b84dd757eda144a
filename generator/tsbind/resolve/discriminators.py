"""Discriminators: the property whose literals tell the object members of a union apart."""

from __future__ import annotations

import json

from tsbind.model.substitute import rebuild
from tsbind.model.types import (
    Discriminator,
    Literal,
    Object,
    Property,
    Record,
    Reference,
    Type,
    UnionType,
)
from tsbind.model.unions import members_of
from tsbind.resolve.evaluate import Evaluator, UnresolvableError
from tsbind.resolve.memo import Memo

# Where several properties would do, these are tried first; then in order of writing.
_USUAL = ("type", "object", "event", "role", "kind")


class Discriminators:
    """Finds and remembers the discriminator of each union of one program."""

    def __init__(self, evaluator: Evaluator) -> None:
        self.evaluator = evaluator
        self._known: Memo[UnionType, UnionType] = Memo()
        self._literals: Memo[Reference, dict[str, frozenset[str]]] = Memo()

    def mark(self, type_: Type) -> Type:
        """``type_`` with the discriminator of each union in it filled in."""
        if isinstance(type_, UnionType):
            return self._known.get_or_make(type_, lambda: self._marked(type_))
        return rebuild(type_, self.mark)

    def _marked(self, type_: UnionType) -> UnionType:
        marked = UnionType(tuple([self.mark(member) for member in type_.members]))
        return UnionType(marked.members, self._discriminator(marked))

    def _discriminator(self, type_: UnionType) -> Discriminator | None:
        objects = self._objects(type_)
        if objects is None or len(objects) < 2:
            return None
        every = [(key, self._literals_of(member)) for key, member in objects.items()]
        first = every[0][1]
        for name in sorted(first, key=lambda n: _USUAL.index(n) if n in _USUAL else len(_USUAL)):
            mapping = _mapping(name, every)
            if mapping is not None:
                return Discriminator(name, mapping)
        return None

    def _objects(self, type_: UnionType) -> dict[str, Type] | None:
        """The object members by id, unions inside unions dissolved; None if one has no literals."""
        objects: dict[str, Type] = {}
        try:
            members = self.evaluator.union_members(type_)
        except UnresolvableError:
            return None
        written = {id(member): place for place, member in enumerate(type_.members)}
        for member in members:
            if isinstance(member, Record):
                return None
            if isinstance(member, Reference):
                objects[member.id] = member
            elif isinstance(member, Object):
                place = written.get(id(member))
                if place is None:
                    return None
                objects[f"#{place}"] = member
        return objects

    def _literals_of(self, member: Type) -> dict[str, frozenset[str]]:
        """The JSON texts of each required property whose values are all literals."""
        if isinstance(member, Reference):
            return self._literals.get_or_make(member, lambda: self._read(member))
        return self._read(member)

    def _read(self, member: Type) -> dict[str, frozenset[str]]:
        members = self.evaluator.members(member)
        properties = members.properties if members is not None else {}
        pairs = ((n, self._values(p)) for n, p in properties.items() if not p.optional)
        return {name: values for name, values in pairs if values}

    def _values(self, property_: Property) -> frozenset[str] | None:
        type_ = self.evaluator.evaluate(property_.type)
        if isinstance(type_, Reference):
            try:
                members = tuple(self.evaluator.union_members(type_))
            except UnresolvableError:
                return None
        else:
            members = members_of(type_)
        texts = [json.dumps(m.value) for m in members if isinstance(m, Literal)]
        return frozenset(texts) if len(texts) == len(members) else None


def _mapping(
    name: str, every: list[tuple[str, dict[str, frozenset[str]]]]
) -> tuple[tuple[str, str], ...] | None:
    """Literal to member, None when a member lacks the property or two share a literal."""
    mapping: dict[str, str] = {}
    for key, literals in every:
        values = literals.get(name)
        if not values or any(value in mapping for value in values):
            return None
        mapping |= dict.fromkeys(sorted(values), key)
    return tuple(mapping.items())
