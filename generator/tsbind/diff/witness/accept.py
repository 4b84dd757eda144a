"""Whether a JSON value is one of a type: what a strict reader of the model would say."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeGuard

from tsbind.model.index import ModelIndex, ObjectFields
from tsbind.model.kinds import foreign_type
from tsbind.model.types import (
    Array,
    Literal,
    Object,
    OpenUnion,
    Primitive,
    Record,
    Reference,
    Tuple,
    Type,
    UnionType,
)

Json = Any
_DEEP = 40


class Judge:
    """Judges values by the types of one package.

    Fields it does not know are let through, unless it is ``closed``.
    """

    def __init__(self, index: ModelIndex, *, closed: bool = False) -> None:
        self.index = index
        self.closed = closed

    def accepts(self, type_: Type, value: Json, depth: int = 0) -> bool:
        """Whether ``value`` is a value of ``type_``; what cannot be judged is let through."""
        if depth > _DEEP:
            return True
        if isinstance(type_, Reference) and foreign_type(type_.id):
            return True
        members = self.index.fields(type_)
        if members is not None:
            return self._object(type_, members, value, depth)
        rule = _RULES.get(type(type_))
        return True if rule is None else rule(self, type_, value, depth + 1)

    def _object(self, type_: Type, members: ObjectFields, value: Json, depth: int) -> bool:
        if isinstance(type_, Object) and type_.calls:
            return True
        if not is_map(value) or (self.closed and self._unknown(members, value)):
            return False
        for field in members[0]:
            if field.name not in value:
                if not field.optional:
                    return False
            elif not self.accepts(field.type, value[field.name], depth + 1):
                return False
        return True

    @staticmethod
    def _unknown(members: ObjectFields, value: dict[str, Json]) -> bool:
        return not members[1] and not value.keys() <= {field.name for field in members[0]}

    def primitive(self, type_: Primitive, value: Json, _: int) -> bool:
        """A keyword type."""
        check = _PRIMITIVES.get(type_.name)
        return check is None or check(value)

    def literal(self, type_: Literal, value: Json, _: int) -> bool:
        """One value."""
        return isinstance(value, bool) is isinstance(type_.value, bool) and type_.value == value

    def array(self, type_: Array, value: Json, depth: int) -> bool:
        """A list."""
        return is_list(value) and all(self.accepts(type_.item, item, depth) for item in value)

    def record(self, type_: Record, value: Json, depth: int) -> bool:
        """A map."""
        return is_map(value) and all(
            self.accepts(type_.value, item, depth) for item in value.values()
        )

    def tuple_(self, type_: Tuple, value: Json, depth: int) -> bool:
        """A list of fixed places."""
        if not is_list(value):
            return False
        places = zip(type_.items, value, strict=False)
        return all(self.accepts(item.type, one, depth) for item, one in places)

    def union(self, type_: UnionType, value: Json, depth: int) -> bool:
        """Any of several types."""
        return any(self.accepts(member, value, depth) for member in type_.members)

    def open_union(self, type_: OpenUnion, value: Json, depth: int) -> bool:
        """Any value of a primitive."""
        return self.accepts(Primitive(type_.base), value, depth)

    def reference(self, type_: Reference, value: Json, depth: int) -> bool:
        """An alias or an enum; what is declared elsewhere is let through."""
        declaration = self.index.declarations.get(type_.id)
        if declaration is None or type_.arguments:
            return True
        if declaration.kind == "enum":
            return value in [member.value for member in declaration.members]
        target = self.index.stands_for(declaration)
        return True if target is None else self.accepts(target, value, depth)


def is_list(value: object) -> TypeGuard[list[Json]]:
    """Whether it is a JSON array."""
    return isinstance(value, list)


def is_map(value: object) -> TypeGuard[dict[str, Json]]:
    """Whether it is a JSON object."""
    return isinstance(value, dict)


_PRIMITIVES: dict[str, Callable[[Json], bool]] = {
    "string": lambda value: isinstance(value, str),
    "number": lambda value: isinstance(value, int | float) and not isinstance(value, bool),
    "boolean": lambda value: isinstance(value, bool),
    "null": lambda value: value is None,
    "undefined": lambda value: False,
    "void": lambda value: value is None,
    "never": lambda value: False,
}
_RULES: dict[type[Any], Callable[[Judge, Any, Json, int], bool]] = {
    Primitive: Judge.primitive,
    Literal: Judge.literal,
    Array: Judge.array,
    Record: Judge.record,
    Tuple: Judge.tuple_,
    UnionType: Judge.union,
    OpenUnion: Judge.open_union,
    Reference: Judge.reference,
}
