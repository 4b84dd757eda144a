"""Values of a type: a smallest one, and one for each alternative on the way to a field."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any

from tsbind.model.index import ModelIndex, ObjectFields
from tsbind.model.kinds import foreign_type
from tsbind.model.types import (
    Array,
    Literal,
    OpenUnion,
    Primitive,
    Record,
    Reference,
    Tuple,
    Type,
    UnionType,
)

Json = Any
_DEEP = 9
_MANY = 200


class Sampler:
    """Makes values of the types of one package."""

    def __init__(self, index: ModelIndex) -> None:
        self.index = index

    def values(self, type_: Type, path: tuple[str, ...], depth: int = 0) -> Iterator[Json]:
        """Values of ``type_`` that differ in what stands at ``path`` (names of fields)."""
        if depth > _DEEP:
            return
        if isinstance(type_, Reference) and foreign_type(type_.id):
            yield b"contents"  # What is uploaded.
            return
        members = self.index.fields(type_)
        if members is not None:
            yield from islice(self._objects(members, path, depth), _MANY)
            return
        rule = _RULES.get(type(type_))
        if rule is not None:
            yield from islice(rule(self, type_, path, depth + 1), _MANY)

    def smallest(self, type_: Type, depth: int) -> Json:
        """One value, with required fields only; None where there is none in reach."""
        return next(self.values(type_, (), depth + 1), None)

    def _objects(self, members: ObjectFields, path: tuple[str, ...], depth: int) -> Iterator[Json]:
        fields = {field.name: field for field in members[0]}
        least = {n: self.smallest(f.type, depth) for n, f in fields.items() if not f.optional}
        yield least
        varied = fields.get(path[0]) if path else None
        for field in [varied] if varied is not None else []:
            for value in self.values(field.type, path[1:]):  # The path ends the descent.
                yield {**least, field.name: value}

    def primitive(self, type_: Primitive, _: tuple[str, ...], _depth: int) -> Iterator[Json]:
        """Values of a keyword type."""
        yield from _PRIMITIVES.get(type_.name, ())

    def literal(self, type_: Literal, _: tuple[str, ...], _depth: int) -> Iterator[Json]:
        """The value."""
        yield type_.value

    def array(self, type_: Array, path: tuple[str, ...], depth: int) -> Iterator[Json]:
        """Lists of one item, and the empty list last."""
        for item in self.values(type_.item, path, depth):
            yield [item]
        yield []

    def record(self, type_: Record, path: tuple[str, ...], depth: int) -> Iterator[Json]:
        """Maps of one entry."""
        for item in self.values(type_.value, path, depth):
            yield {"key": item}

    def tuple_(self, type_: Tuple, path: tuple[str, ...], depth: int) -> Iterator[Json]:
        """One list."""
        del path
        yield [self.smallest(item.type, depth) for item in type_.items if not item.rest]

    def union(self, type_: UnionType, path: tuple[str, ...], depth: int) -> Iterator[Json]:
        """Values of every member; first of those that have what the path leads to."""
        for member in sorted(type_.members, key=lambda member: not self._leads(member, path)):
            yield from islice(self.values(member, path, depth), _MANY // 4)

    def _leads(self, type_: Type, path: tuple[str, ...]) -> bool:
        members = self.index.fields(type_) if path else None
        return members is not None and any(field.name == path[0] for field in members[0])

    def open_union(self, type_: OpenUnion, path: tuple[str, ...], depth: int) -> Iterator[Json]:
        """A value nobody listed, then the listed ones."""
        yield from self.primitive(Primitive(type_.base), path, depth)
        for member in type_.members:
            yield from self.values(member, path, depth)

    def reference(self, type_: Reference, path: tuple[str, ...], depth: int) -> Iterator[Json]:
        """Values of an alias or an enum."""
        declaration = self.index.declarations.get(type_.id)
        if declaration is None or type_.arguments:
            return
        yield from (member.value for member in declaration.members if member.value is not None)
        target = self.index.stands_for(declaration)
        if target is not None:
            yield from self.values(target, path, depth)


_PRIMITIVES: dict[str, tuple[Json, ...]] = {
    "string": ("a text nobody lists",),
    "number": (7,),
    "boolean": (True, False),
    "null": (None,),
    "unknown": ({"any": ["thing"]}, "a text", 7, None),
    "any": ({"any": ["thing"]}, "a text", 7, None),
    "object": ({},),
}
_RULES: dict[type[Any], Callable[[Sampler, Any, tuple[str, ...], int], Iterator[Json]]] = {
    Primitive: Sampler.primitive,
    Literal: Sampler.literal,
    Array: Sampler.array,
    Record: Sampler.record,
    Tuple: Sampler.tuple_,
    UnionType: Sampler.union,
    OpenUnion: Sampler.open_union,
    Reference: Sampler.reference,
}
