"""Sample values made from types: what stands in JSON examples and in calls.

Only what must be there is there: required fields, one item per list, the first literal. The
values are plain JSON ones, but for `Expression`, which is Python source.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, cast

from tsbind.computed import is_computed
from tsbind.docs.context.python_source import Expression
from tsbind.model import types as t
from tsbind.model.declarations import Declaration
from tsbind.model.index import ModelIndex
from tsbind.model.kinds import FILE_TYPES, foreign_type
from tsbind.python.integers import Numbers
from tsbind.python.types.classes import whole

_DEEPEST = 12


class CannotSample(Exception):  # noqa: N818 - says what happened, and is caught beside
    """A type that needs itself, or is too deep for a finite example."""


@dataclass
class Samples:
    """Makes values of one package's types; ``hint`` is the text of their strings."""

    index: ModelIndex
    numbers: Numbers
    _open: list[str] = field(default_factory=list[str])

    def value(self, type_: t.Type, hint: str = "text", *, integral: bool = False) -> Any:
        """A value of ``type_``.

        Raises `CannotSample`.
        """
        return _RULES[type(type_)](self, type_, hint, integral)

    def declared(self, declaration: Declaration) -> Any:
        """A value of ``declaration``, or None where there is no finite one."""
        arguments = tuple(p.default or t.STRING for p in declaration.type_parameters)
        hint = declaration.name.rpartition(".")[2]
        try:
            return self.value(t.Reference(declaration.id, arguments), hint)
        except CannotSample:
            return None

    def reference_rule(self, type_: t.Reference, hint: str, integral: bool) -> Any:
        """The first literal of an alias of literals, else a value of what is declared."""
        values = self.index.literals(type_)
        if values:
            return values[0]
        foreign, declaration = foreign_type(type_.id), self.index.get(type_.id)
        if foreign == FILE_TYPES:
            return Expression('b"content"')
        if foreign is not None or declaration is None:
            return _FOREIGN.get(foreign or "", {})
        if type_.id in self._open or len(self._open) > _DEEPEST:
            raise CannotSample
        self._open.append(type_.id)
        try:
            properties, aliased = self.index.properties(type_), self.index.alias_target(type_)
            if properties is not None:
                return self.fields(properties, declaration)
            return {} if aliased is None else self.value(aliased, hint, integral=integral)
        finally:
            self._open.pop()

    def fields(
        self, properties: tuple[t.Property, ...], owner: Declaration | None = None
    ) -> dict[str, Any]:
        """The required fields; those of a class know which numbers are whole."""
        return {
            p.name: self.value(
                p.type,
                p.name,
                integral=owner is not None and whole(self.numbers, owner, p.name, p.type, p.doc),
            )
            for p in properties
            if not (p.optional or p.method or is_computed(p.name))
        }

    def union_rule(self, type_: t.UnionType, hint: str, integral: bool) -> Any:
        """A value of the first member that has one; null last."""
        for member in sorted(type_.members, key=lambda m: m in (t.NULL, t.UNDEFINED)):
            try:
                return self.value(member, hint, integral=integral)
            except CannotSample:
                continue
        raise CannotSample

    def one_of(self, type_: t.Type, hint: str, integral: bool) -> list[Any]:
        """One value of ``type_``, or none."""
        try:
            return [self.value(type_, hint, integral=integral)]
        except CannotSample:
            return []

    def intersection_rule(self, type_: t.Intersection, hint: str, integral: bool) -> Any:
        """The fields of all members."""
        result: dict[str, Any] = {}
        for member in type_.members:
            value = self.value(member, hint, integral=integral)
            if not isinstance(value, dict):
                return value
            result.update(cast("dict[str, Any]", value))
        return result

    def primitive_rule(self, type_: t.Primitive, hint: str, integral: bool) -> Any:
        """Text, a number, true, null, or an empty object for anything else."""
        if type_.name == "string":
            return hint
        if type_.name == "number":
            return 1 if integral else 0.5
        return _PRIMITIVES.get(type_.name, {})


def json_text(value: Any) -> str:
    """A sample as JSON over several lines."""
    return json.dumps(value, indent=2, ensure_ascii=True, default=lambda e: "content")


_FOREIGN: dict[str, Any] = {"str": "text", "int": 1, "float": 0.5, "bool": True, "bytes": "text"}
_PRIMITIVES: dict[str, Any] = {
    "boolean": True,
    "bigint": 1,
    "null": None,
    "undefined": None,
    "void": None,
    "never": None,
}
_RULES: dict[type[Any], Callable[[Samples, Any, str, bool], Any]] = {
    t.Primitive: Samples.primitive_rule,
    t.Literal: lambda s, type_, hint, integral: type_.value,
    t.Array: lambda s, type_, hint, integral: s.one_of(type_.item, hint, integral),
    t.Record: lambda s, type_, hint, integral: dict(
        zip(["key"], s.one_of(type_.value, hint, integral), strict=False)
    ),
    t.Tuple: lambda s, type_, hint, integral: [
        s.value(i.type, hint, integral=integral) for i in type_.items if not (i.optional or i.rest)
    ],
    t.UnionType: Samples.union_rule,
    t.OpenUnion: lambda s, type_, hint, integral: next(
        (s.value(member, hint, integral=integral) for member in type_.members), hint
    ),
    t.Intersection: Samples.intersection_rule,
    t.Reference: Samples.reference_rule,
    t.Parameter: lambda s, type_, hint, integral: hint,
    t.Object: lambda s, type_, hint, integral: s.fields(type_.properties),
    t.Function: lambda s, type_, hint, integral: {},
    t.TemplateLiteral: lambda s, type_, hint, integral: "".join(
        str(s.value(part, hint, integral=integral)) for part in type_.parts
    ),
    t.Generic: lambda s, type_, hint, integral: {},
    t.Opaque: lambda s, type_, hint, integral: {},
}
