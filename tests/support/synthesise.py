"""JSON values made from types of the model, deterministic for a given random source."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any, NamedTuple

from tsbind.model import types as t
from tsbind.model.index import ModelIndex
from tsbind.model.kinds import FILE_TYPES, alias_type, foreign_type, is_class

DEEP = 4
FILE = b"the content of a file"
_ABSENT = (t.NULL, t.UNDEFINED, t.NEVER, t.Primitive("void"))


class Scalars(NamedTuple):
    """What strings and numbers that may be anything are."""

    text: str = "text"
    numbers: tuple[float, ...] = (3,)


PLAIN = Scalars()


class Synthesiser:
    """Makes a value that a type of the model allows; a file is `FILE`."""

    def __init__(
        self,
        index: ModelIndex,
        chance: random.Random,
        *,
        whole: bool = True,
        scalars: Scalars = PLAIN,
    ) -> None:
        self._index = index
        self._scalars = scalars
        self._chance = chance
        self._whole = whole
        self._parameters: dict[str, t.Type] = {}

    def value(self, type_: t.Type, depth: int = 0) -> Any:
        """A value of ``type_``; shallow from `DEEP` on, so that recursive types end."""
        rule = _RULES.get(type(type_))
        return rule(self, type_, depth) if rule else {"any": [1]}

    def properties(
        self, properties: tuple[t.Property, ...], depth: int = 0, *, nulls: bool = True
    ) -> dict[str, Any]:
        """An object with these properties: all of them, or only those that are required."""
        result: dict[str, Any] = {}
        for p in properties:
            if p.method or p.name.startswith("["):
                continue
            if p.optional and (not self._whole or depth >= DEEP or self._chance.random() < 0.2):
                continue
            if nulls and p.nullable and depth and self._chance.random() < 0.2:
                result[p.name] = None
            else:
                result[p.name] = self.value(p.type, depth + 1)
        return result

    def _primitive(self, type_: t.Primitive, depth: int) -> Any:
        if type_.name == "number" and len(self._scalars.numbers) > 1:
            return self._chance.choice(self._scalars.numbers)
        number = self._scalars.numbers[0]
        plain = {"string": self._scalars.text, "number": number, "bigint": 3, "boolean": True}
        nothing = type_ in _ABSENT
        return None if nothing else plain.get(type_.name, {"any": [1, None]})

    def _literal(self, type_: t.Literal, depth: int) -> Any:
        return type_.value

    def _array(self, type_: t.Array, depth: int) -> Any:
        return [] if depth >= DEEP else [self.value(type_.item, depth + 1) for _ in range(2)]

    def _record(self, type_: t.Record, depth: int) -> Any:
        return {} if depth >= DEEP else {"key": self.value(type_.value, depth + 1)}

    def _tuple(self, type_: t.Tuple, depth: int) -> Any:
        return [self.value(item.type, depth + 1) for item in type_.items if not item.rest]

    def _union(self, type_: t.UnionType, depth: int) -> Any:
        members = [m for m in type_.members if m not in _ABSENT]
        if depth >= DEEP:
            members.sort(key=self._weight)
            return self.value(members[0], depth) if members else None
        return self.value(self._chance.choice(members), depth) if members else None

    def _open(self, type_: t.OpenUnion, depth: int) -> Any:
        return "something new" if type_.base == "string" else 7

    def _reference(self, type_: t.Reference, depth: int) -> Any:
        foreign = foreign_type(type_.id)
        if foreign is not None:
            return FILE if foreign == FILE_TYPES else "text"
        literals = self._index.literals(type_)
        if literals:
            return self._chance.choice(literals)
        declaration = self._index.get(type_.id)
        if declaration is None or declaration.kind == "class":
            return {"any": [1]}
        outer = self._parameters
        names = [p.name for p in declaration.type_parameters]
        given = [*type_.arguments, *(p.default or t.UNKNOWN for p in declaration.type_parameters)]
        self._parameters = dict(zip(names, given, strict=False))
        try:
            if is_class(declaration):
                return self.properties(declaration.properties, depth)
            alias = alias_type(declaration)
            return {"any": [1]} if alias is None else self.value(alias, depth + 0)
        finally:
            self._parameters = outer

    def _parameter(self, type_: t.Parameter, depth: int) -> Any:
        given = self._parameters.get(type_.name, t.UNKNOWN)
        return {"any": [1]} if isinstance(given, t.Parameter) else self.value(given, depth)

    def _object(self, type_: t.Object, depth: int) -> Any:
        return self.properties(type_.properties, depth)

    def _template(self, type_: t.TemplateLiteral, depth: int) -> Any:
        return "".join(
            str(part.value) if isinstance(part, t.Literal) else "x" for part in type_.parts
        )

    def _weight(self, type_: t.Type) -> int:
        if isinstance(type_, (t.Primitive, t.Literal, t.OpenUnion)):
            return 0
        return 1 if isinstance(type_, (t.Array, t.Record)) else 2


_RULES: dict[type[Any], Callable[[Synthesiser, Any, int], Any]] = {
    t.Primitive: Synthesiser._primitive,
    t.Literal: Synthesiser._literal,
    t.Array: Synthesiser._array,
    t.Record: Synthesiser._record,
    t.Tuple: Synthesiser._tuple,
    t.UnionType: Synthesiser._union,
    t.OpenUnion: Synthesiser._open,
    t.Reference: Synthesiser._reference,
    t.Parameter: Synthesiser._parameter,
    t.Object: Synthesiser._object,
    t.TemplateLiteral: Synthesiser._template,
}
