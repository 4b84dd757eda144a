"""Sample values made from types: what stands in JSON examples and in calls.

Only what must be there is there: required fields, one item per list, the first literal. The
values are plain JSON ones, but for `Expression`, which is Python source.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, cast

from tsbind.computed import is_computed
from tsbind.docs.context.python_source import Expression
from tsbind.model import types as t
from tsbind.model.declarations import Declaration
from tsbind.model.index import ModelIndex
from tsbind.model.kinds import FILE_TYPES, alias_type, foreign_type, is_class
from tsbind.python.integers import Numbers
from tsbind.python.types.classes import whole

_DEEPEST = 12


class CannotSample(Exception):  # noqa: N818 - says what happened, and is caught beside
    """A type that needs itself, or is too deep for a finite example."""


@dataclass
class Samples:
    """Makes values of one package's types."""

    index: ModelIndex
    numbers: Numbers
    _open: list[str] = field(default_factory=list[str])

    def value(self, type_: t.Type, hint: str = "", *, integral: bool = False) -> Any:
        """A value of ``type_``; ``hint`` is the text of its strings.

        Raises `CannotSample`.
        """
        return self._value(type_, _Place(hint or "text", integral, {}))

    def declared(self, declaration: Declaration) -> Any:
        """A value of ``declaration``, or None where there is no finite one."""
        arguments = tuple(p.default or t.STRING for p in declaration.type_parameters)
        try:
            return self.value(t.Reference(declaration.id, arguments), _hint(declaration.name))
        except CannotSample:
            return None

    def _value(self, type_: t.Type, place: _Place) -> Any:
        return _RULES[type(type_)](self, type_, place)

    def reference_rule(self, type_: t.Reference, place: _Place) -> Any:
        """The first literal of an alias of literals, else a value of what is declared."""
        values = self.index.literals(type_)
        if values:
            return values[0]
        foreign = foreign_type(type_.id)
        if foreign == FILE_TYPES:
            return Expression('b"content"')
        declaration = self.index.get(type_.id)
        if foreign is not None or declaration is None:
            return _FOREIGN.get(foreign or "", {})
        if type_.id in self._open or len(self._open) > _DEEPEST:
            raise CannotSample
        self._open.append(type_.id)
        try:
            return self._inside(declaration, place.within(self._bound(declaration, type_, place)))
        finally:
            self._open.pop()

    def _bound(
        self, declaration: Declaration, type_: t.Reference, place: _Place
    ) -> dict[str, t.Type]:
        bound: dict[str, t.Type] = {}
        for number, parameter in enumerate(declaration.type_parameters):
            given = type_.arguments[number : number + 1]
            chosen = given[0] if given else parameter.default or t.STRING
            bound[parameter.name] = (
                place.bound.get(chosen.name, t.STRING)
                if isinstance(chosen, t.Parameter)
                else chosen
            )
        return bound

    def _inside(self, declaration: Declaration, place: _Place) -> Any:
        if is_class(declaration):
            return self._properties(declaration, declaration.properties, place)
        aliased = alias_type(declaration)
        if aliased is None:
            return {}
        return self._value(aliased, place)

    def _properties(
        self, owner: Declaration, properties: tuple[t.Property, ...], place: _Place
    ) -> dict[str, Any]:
        result: dict[str, Any] = {}
        for p in properties:
            if p.optional or p.method or is_computed(p.name):
                continue
            integral = whole(self.numbers, owner, p.name, p.type, p.doc)
            result[p.name] = self._value(p.type, _Place(p.name, integral, place.bound))
        return result

    def object_rule(self, type_: t.Object, place: _Place) -> Any:
        """The required fields of an object written in place."""
        return {
            p.name: self._value(p.type, _Place(p.name, False, place.bound))
            for p in type_.properties
            if not (p.optional or p.method)
        }

    def union_rule(self, type_: t.UnionType, place: _Place) -> Any:
        """A value of the first member that has one; null last."""
        members = sorted(type_.members, key=lambda m: m in (t.NULL, t.UNDEFINED))
        for member in members:
            try:
                return self._value(member, place)
            except CannotSample:
                continue
        raise CannotSample

    def array_rule(self, type_: t.Array, place: _Place) -> Any:
        """A list of one."""
        try:
            return [self._value(type_.item, place)]
        except CannotSample:
            return []

    def record_rule(self, type_: t.Record, place: _Place) -> Any:
        """A map of one."""
        try:
            return {"key": self._value(type_.value, place)}
        except CannotSample:
            return {}

    def tuple_rule(self, type_: t.Tuple, place: _Place) -> Any:
        """What a tuple must hold."""
        return [self._value(i.type, place) for i in type_.items if not (i.optional or i.rest)]

    def open_union_rule(self, type_: t.OpenUnion, place: _Place) -> Any:
        """The first known value."""
        return self._value(type_.members[0], place) if type_.members else place.hint

    def intersection_rule(self, type_: t.Intersection, place: _Place) -> Any:
        """The fields of all members."""
        result: dict[str, Any] = {}
        for member in type_.members:
            value = self._value(member, place)
            if not isinstance(value, dict):
                return value
            result.update(cast("dict[str, Any]", value))
        return result

    def parameter_rule(self, type_: t.Parameter, place: _Place) -> Any:
        """A value of what the type parameter stands for; text where that is open."""
        bound = place.bound.get(type_.name, t.STRING)
        return self._value(bound, _Place(place.hint, place.integral, {}))

    def template_rule(self, type_: t.TemplateLiteral, place: _Place) -> Any:
        """One of the texts."""
        return "".join(str(self._value(part, place)) for part in type_.parts)

    def primitive_rule(self, type_: t.Primitive, place: _Place) -> Any:
        """Text, a number, true, null, or an empty object for anything else."""
        if type_.name == "string":
            return place.hint
        if type_.name == "number":
            return 1 if place.integral else 0.5
        return _PRIMITIVES.get(type_.name, {})


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a value stands: the text for its strings, whole numbers, bound type parameters."""

    hint: str
    integral: bool
    bound: Mapping[str, t.Type]

    def within(self, bound: Mapping[str, t.Type]) -> _Place:
        return _Place(self.hint, self.integral, bound)


def json_text(value: Any) -> str:
    """A sample as JSON over several lines."""
    return json.dumps(value, indent=2, ensure_ascii=True, default=lambda e: "content")


def _hint(name: str) -> str:
    return name.rpartition(".")[2]


_FOREIGN: dict[str, Any] = {"str": "text", "int": 1, "float": 0.5, "bool": True, "bytes": "text"}
_PRIMITIVES: dict[str, Any] = {
    "boolean": True,
    "bigint": 1,
    "null": None,
    "undefined": None,
    "void": None,
    "never": None,
}
_RULES: dict[type[Any], Callable[[Samples, Any, _Place], Any]] = {
    t.Primitive: Samples.primitive_rule,
    t.Literal: lambda samples, type_, place: type_.value,
    t.Array: Samples.array_rule,
    t.Record: Samples.record_rule,
    t.Tuple: Samples.tuple_rule,
    t.UnionType: Samples.union_rule,
    t.OpenUnion: Samples.open_union_rule,
    t.Intersection: Samples.intersection_rule,
    t.Reference: Samples.reference_rule,
    t.Parameter: Samples.parameter_rule,
    t.Object: Samples.object_rule,
    t.Function: lambda samples, type_, place: {},
    t.TemplateLiteral: Samples.template_rule,
    t.Generic: lambda samples, type_, place: {},
    t.Opaque: lambda samples, type_, place: {},
}
