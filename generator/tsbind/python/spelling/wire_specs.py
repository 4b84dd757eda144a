"""Wire specs: a type of the model in the words of the runtime's ``wire`` and ``union`` modules."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from tsbind.model import types as t
from tsbind.model.index import ModelIndex
from tsbind.model.kinds import alias_type, foreign_type, is_class
from tsbind.model.unions import NO_VALUE, members_of, values_of
from tsbind.python import literals
from tsbind.python.spelling.expression import (
    Code,
    Expression,
    call,
    display,
    entry,
    keyword,
    member,
    text_of,
)
from tsbind.python.spelling.import_table import ImportTable


@dataclass
class WireSpecWriter:
    """Writes wire specs for one module."""

    index: ModelIndex
    table: ImportTable
    integral: bool = False

    def wire(self, name: str) -> Expression:
        """What the runtime's ``wire`` calls ``name``."""
        return member(self.table.runtime_module("wire"), name)

    def _union(self, name: str) -> Expression:
        return member(self.table.runtime_module("union"), name)

    def spec(self, type_: t.Type, *, integral: bool = False) -> Code:
        """The spec of ``type_``; ``integral`` makes its numbers whole."""
        self.integral = integral
        return self._spec(type_)

    def _spec(self, type_: t.Type) -> Code:
        return _RULES[type(type_)](self, type_)

    def primitive_rule(self, type_: t.Primitive) -> Code:
        """A keyword type."""
        if type_.name == "number":
            return self.wire("integer" if self.integral else "number")
        return self.wire(_PRIMITIVES.get(type_.name, "anything"))

    def literal_rule(self, type_: t.Literal) -> Code:
        """One literal value."""
        return call(self.wire("literal"), literals.scalar(type_.value))

    def array_rule(self, type_: t.Array) -> Code:
        """An array."""
        return call(self.wire("array"), self._spec(type_.item))

    def record_rule(self, type_: t.Record) -> Code:
        """A map."""
        return call(self.wire("record"), self._spec(type_.value))

    def tuple_rule(self, type_: t.Tuple) -> Code:
        """A tuple."""
        items = [self._spec(item.type) for item in type_.items if not item.rest]
        extra = [keyword("rest", self._spec(i.type)) for i in type_.items if i.rest]
        if any(item.optional for item in type_.items):
            required = sum(not (item.optional or item.rest) for item in type_.items)
            extra.append(keyword("required", str(required)))
        return call(self.wire("tuple_of"), *items, *extra)

    def open_rule(self, type_: t.OpenUnion) -> Code:
        """An open union: its base, and what is known of it."""
        base = self.wire("text") if type_.base == "string" else self.primitive_rule(t.NUMBER)
        known = self._members(type_.members)
        return call(self.wire("open_literal"), base, *known)

    def reference_rule(self, type_: t.Reference) -> Code:
        """A reference, with its type arguments."""
        if type_.id in self.table.places:
            return self.table.reference(type_.id)
        values = self.index.literals(type_)
        if values:
            return self._choice([t.Literal(v) for v in values])
        target = self.index.get(type_.id)
        if foreign_type(type_.id) or target is None or is_class(target):
            return self.wire("text" if foreign_type(type_.id) == "str" else "anything")
        aliased = alias_type(target)
        return self.wire("anything") if aliased is None else self._spec(aliased)

    def anything_rule(self, _: t.Type) -> Code:
        """What Python has no type for."""
        return self.wire("anything")

    def template_rule(self, _: t.TemplateLiteral) -> Code:
        """A template literal stands for a string."""
        return self.wire("text")

    def union_rule(self, type_: t.UnionType) -> Code:
        """A union."""
        written = members_of(type_)
        nullable = t.NULL in written or t.UNDEFINED in written
        code = self._joined(type_, values_of(type_))
        if not nullable or code == self.wire("anything"):
            return code
        return call(self.wire("nullable"), code)

    def _joined(self, type_: t.UnionType, members: Sequence[t.Type]) -> Code:
        if not members:
            return self.wire("null")
        scalar = [m for m in members if not self._is_object(m)]
        objects = [m for m in members if self._is_object(m)]
        plain = self._members(scalar)
        anything = self.wire("anything")
        if anything in plain:
            return anything
        table = self.index.discriminator(type_)
        if table is None:
            codes = [*plain, *self._members(objects)]
            return codes[0] if len(codes) == 1 else self._shape(codes)
        whole = [o for m in objects for o in self.index.members(m)]
        loose = [*table.others, *(m for m in whole if self.index.properties(m) is None)]
        # Null stands among the whole members only where an alias brought it.
        rest = self._members([m for m in loose if m == t.NULL or m not in NO_VALUE])
        rows = [
            entry(literals.scalar(value), self._shape(self._members(found)))
            for value, found in table.members.items()
        ]
        return call(
            self._union("by_tag"), literals.string(table.property), display(*rows), *plain, *rest
        )

    def _shape(self, codes: Sequence[Code]) -> Code:
        if len(codes) == 1:
            return codes[0]
        return call(self._union("by_shape"), *codes)

    def _members(self, members: Sequence[t.Type]) -> list[Code]:
        values = [m for m in members if isinstance(m, t.Literal)]
        codes: dict[str, Code] = {}
        for one in members:
            if not isinstance(one, t.Literal):
                code = self._spec(one)
                codes.setdefault(text_of(code), code)
        return [*([self._choice(values)] if values else []), *codes.values()]

    def _choice(self, values: Sequence[t.Literal]) -> Code:
        if {v.value for v in values} == {True, False} and len(values) == 2:
            return self.wire("boolean")
        spelled = dict.fromkeys(literals.scalar(v.value) for v in values)
        return call(self.wire("literal"), *spelled)

    def _is_object(self, type_: t.Type) -> bool:
        return isinstance(type_, t.Reference) and not self.index.literals(type_)


_PRIMITIVES = {
    "string": "text",
    "boolean": "boolean",
    "bigint": "integer",
    "null": "null",
    "undefined": "null",
    "void": "null",
    "never": "null",
}
_RULES: dict[type[Any], Callable[[WireSpecWriter, Any], Code]] = {
    t.Primitive: WireSpecWriter.primitive_rule,
    t.Literal: WireSpecWriter.literal_rule,
    t.Array: WireSpecWriter.array_rule,
    t.Record: WireSpecWriter.record_rule,
    t.Tuple: WireSpecWriter.tuple_rule,
    t.UnionType: WireSpecWriter.union_rule,
    t.OpenUnion: WireSpecWriter.open_rule,
    t.Reference: WireSpecWriter.reference_rule,
    t.Parameter: WireSpecWriter.anything_rule,
    t.TemplateLiteral: WireSpecWriter.template_rule,
    t.Intersection: WireSpecWriter.anything_rule,
    t.Object: WireSpecWriter.anything_rule,
    t.Function: WireSpecWriter.anything_rule,
    t.Generic: WireSpecWriter.anything_rule,
    t.Opaque: WireSpecWriter.anything_rule,
}
