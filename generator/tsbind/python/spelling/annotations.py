"""Annotations: a type of the model as Python writes it, in each position it can stand in.

``READ`` is what an attribute holds: lists, classes. ``GIVE`` is what a caller may pass: any
iterable for an array, any mapping for a map, a class or its `TypedDict` twin. ``TWIN`` is what
the twin of an alias accepts: as ``GIVE``, without the classes. ``EITHER`` is what a program builds
before it passes it: lists and maps, of classes and of twins.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from tsbind.model import types as t
from tsbind.model.declarations import Declaration
from tsbind.model.index import ModelIndex, is_anything
from tsbind.model.kinds import FILE_TYPES, alias_type, foreign_type, is_class
from tsbind.model.unions import members_of
from tsbind.position import Position
from tsbind.problems import Problem, Severity
from tsbind.python import literals
from tsbind.python.spelling.expression import Code, operands_of, subscript, text_of, union
from tsbind.python.spelling.generics import has_mapping_twin, kept_parameters
from tsbind.python.spelling.import_table import TWIN_SUFFIX, ImportTable

READ = "read"
GIVE = "give"
TWIN = "twin"
EITHER = "either"
OBJECT = "object"

_LONGEST_PARAMETER = 66
"""Name and annotation of a parameter that always fits on a line."""


@dataclass
class Spelling:
    """Spells types for one module."""

    index: ModelIndex
    table: ImportTable
    twinned: frozenset[str]
    """Ids of the declarations that have a `TypedDict` twin."""
    problems: list[Problem]
    parameters: dict[str, str] = field(default_factory=dict[str, str])
    """Type parameters in scope, and their type variables."""
    integral: bool = False
    """Whether ``number`` means whole numbers in the type at hand."""
    place: Position | None = None
    """Where upstream writes what is being spelled; problems tell it."""
    quoted: frozenset[str] = frozenset()
    """Names that are defined later in the module and must stand in quotes."""
    _inside_of: set[str] = field(default_factory=set[str])
    """Aliases that are being spelled out."""

    def annotation(self, type_: t.Type, position: str, *, integral: bool = False) -> Code:
        """``type_`` in ``position``; ``integral`` makes its numbers ints."""
        self.integral = integral
        return self.one(type_, position)

    def optional(self, code: Code, *others: Code) -> Code:
        """``code | None``, or with other names behind it."""
        if others == ("None",) and text_of(code).removeprefix("builtins.") == OBJECT:
            return code
        return union((code, *others), self.union_type)

    def parameter(self, name: str, code: Code) -> Code:
        """``code`` as the annotation of parameter ``name``.

        black and ruff break a long ``a | b`` there in different ways, and ``Union[a, b]`` in one.
        """
        operands = operands_of(code)
        if len(operands) > 1 and len(name) + len(text_of(code)) > _LONGEST_PARAMETER:
            return subscript(self.union_type(), *operands)
        return code

    def one(self, type_: t.Type, position: str) -> Code:
        """One type; what is no union and no literal mostly has one spelling, which is it."""
        if isinstance(type_, t.UnionType):
            return self.union(type_.members, position)
        if not isinstance(type_, t.Literal):
            codes = self._spell(type_, position)
            if len(codes) == 1:
                return codes[0]
        return self.union((type_,), position)

    def union(self, members: Iterable[t.Type], position: str) -> Code:
        """Members joined: literals in one ``Literal``, no repeats, None last."""
        values: list[t.Literal] = []
        codes: dict[str, Code] = {}
        whole = [inner for member in members for inner in members_of(member)]
        for member in whole:
            if is_anything(member):
                return self.table.builtin(OBJECT)
        for member in whole:
            if isinstance(member, t.Literal) and not isinstance(member.value, float):
                values.append(member)
                codes.setdefault("", "")
            else:
                for code in self._spell(member, position):
                    codes.setdefault(text_of(code), code)
        if OBJECT in codes or f"builtins.{OBJECT}" in codes:
            return self.table.builtin(OBJECT)
        if values:
            codes[""] = self._literal(values)
        nothing = codes.pop("None", None)
        ordered = [*codes.values(), *(["None"] if nothing else [])]
        return union(ordered or ["None"], self.union_type)

    def _literal(self, values: list[t.Literal]) -> Code:
        if {v.value for v in values if isinstance(v.value, bool)} == {True, False}:
            rest = [v for v in values if not isinstance(v.value, bool)]
            boolean = self.table.builtin("bool")
            return union((boolean, self._literal(rest)), self.union_type) if rest else boolean
        spelled = dict.fromkeys(literals.scalar(v.value) for v in values)
        return subscript(self.table.typing("Literal"), *spelled)

    def union_type(self) -> Code:
        """The local name of ``typing.Union``."""
        return self.table.typing("Union")

    def _spell(self, type_: t.Type, position: str) -> tuple[Code, ...]:
        return _RULES[type(type_)](self, type_, position)

    def primitive_rule(self, type_: t.Primitive, _: str) -> tuple[Code, ...]:
        """A keyword type."""
        if type_.name == "number":
            return (self.table.builtin("int" if self.integral else "float"),)
        name = _PRIMITIVES.get(type_.name, OBJECT)
        return (name if name == "None" else self.table.builtin(name),)

    def number_rule(self, _type: t.Literal, _: str) -> tuple[Code, ...]:
        """A number literal `Literal` cannot hold."""
        return (self.table.builtin("float"),)

    def array_rule(self, type_: t.Array, position: str) -> tuple[Code, ...]:
        """An array."""
        item = self.one(type_.item, _inside(position))
        if position in (READ, EITHER):
            return (subscript(self.table.builtin("list"), item),)
        return (subscript(self.table.collections("Iterable"), item),)

    def record_rule(self, type_: t.Record, position: str) -> tuple[Code, ...]:
        """A map."""
        value = self.one(type_.value, _inside(position))
        text = self.table.builtin("str")
        if position in (READ, EITHER):
            return (subscript(self.table.builtin("dict"), text, value),)
        return (subscript(self.table.collections("Mapping"), text, value),)

    def tuple_rule(self, type_: t.Tuple, position: str) -> tuple[Code, ...]:
        """A tuple."""
        inner = _inside(position)
        if any(item.optional or item.rest for item in type_.items):
            item = self.union((item.type for item in type_.items), inner)
            return (subscript(self.table.builtin("tuple"), item, "..."),)
        items = [self.one(item.type, inner) for item in type_.items]
        return (subscript(self.table.builtin("tuple"), *(items or ["()"])),)

    def open_rule(self, type_: t.OpenUnion, position: str) -> tuple[Code, ...]:
        """An open union: its base, and what is known of it."""
        base = "str" if type_.base == "string" else "int" if self.integral else "float"
        known = self.union(type_.members, READ)
        return (self.table.builtin(base), *operands_of(known))

    def parameter_rule(self, type_: t.Parameter, _: str) -> tuple[Code, ...]:
        """A type parameter."""
        return (self.parameters.get(type_.name) or self.table.builtin(OBJECT),)

    def template_rule(self, _type: t.TemplateLiteral, _: str) -> tuple[Code, ...]:
        """A template literal stands for a string."""
        return (self.table.builtin("str"),)

    def anything_rule(self, _type: t.Type, _: str) -> tuple[Code, ...]:
        """What Python has no type for."""
        return (self.table.builtin(OBJECT),)

    def reference_rule(self, type_: t.Reference, position: str) -> tuple[Code, ...]:
        """A reference, with its type arguments."""
        values = () if type_.id in self.table.places else self.index.literals(type_)
        if values:
            return operands_of(self.union([t.Literal(v) for v in values], position))
        foreign = foreign_type(type_.id)
        if foreign is not None:
            return (self._foreign(foreign),)
        target = self.index.get(type_.id)
        if target is None or type_.id not in self.table.places:
            return self._absent(type_, target, position)
        return self._declared(type_, target, position)

    def _declared(self, type_: t.Reference, target: Declaration, position: str) -> tuple[Code, ...]:
        twin = type_.id in self.twinned
        aliased = None if is_class(target) else alias_type(target)
        spelled_out = position != READ and not twin and isinstance(aliased, (t.Array, t.Record))
        if aliased is not None and spelled_out and type_.id not in self._inside_of:
            # `type Tree = Tree[]` is spelled out once: inside itself it stands by its name.
            self._inside_of.add(type_.id)
            try:
                return self._spell(aliased, position)
            finally:
                self._inside_of.discard(type_.id)
        codes: list[Code] = []
        alone = position == TWIN or (position != READ and self.table.places[type_.id].is_dict)
        if not (twin and alone):
            name = self.table.declaration(type_.id)
            codes.append(self._applied(name, type_, target, position))
        if twin and position != READ:
            name = self.table.declaration(type_.id, TWIN_SUFFIX)
            whole = has_mapping_twin(target)
            codes.append(self._applied(name, type_, target, position, whole=whole))
        return tuple(codes)

    def _applied(
        self,
        name: Code,
        type_: t.Reference,
        target: Declaration,
        position: str,
        *,
        whole: bool = False,
    ) -> Code:
        """``name`` with type arguments; ``whole`` when it takes none."""
        kept = () if whole else kept_parameters(target, self.index)
        if not kept:
            return f'"{name}"' if text_of(name) in self.quoted else name
        given: list[t.Type] = list(type_.arguments)
        for parameter in target.type_parameters[len(given) :]:
            given.append(parameter.default or t.UNKNOWN)
        return subscript(name, *(self.one(given[n], _inside(position)) for n in kept))

    def _foreign(self, name: str) -> Code:
        if name == FILE_TYPES:
            return self.table.runtime("files", FILE_TYPES)
        return self.table.builtin(name)

    def _absent(
        self, type_: t.Reference, target: Declaration | None, position: str
    ) -> tuple[Code, ...]:
        if target is not None and target.type is not None and not is_class(target):
            return operands_of(self.one(target.type, position))
        if target is not None and target.kind == "class" and target.name.endswith("Error"):
            return (self.table.builtin("Exception"),)
        place = target.position if target else self.place
        problem = Problem(Severity.OPAQUE, f"{type_.id} is no data; object stands for it", place)
        if problem not in self.problems:
            self.problems.append(problem)
        return (self.table.builtin(OBJECT),)


def _inside(position: str) -> str:
    return position if position in (READ, EITHER) else GIVE


_PRIMITIVES = {
    "string": "str",
    "boolean": "bool",
    "bigint": "int",
    "null": "None",
    "undefined": "None",
    "void": "None",
    "never": "None",
}
_RULES: dict[type[Any], Callable[[Spelling, Any, str], tuple[Code, ...]]] = {
    t.Primitive: Spelling.primitive_rule,
    t.Literal: Spelling.number_rule,
    t.Array: Spelling.array_rule,
    t.Record: Spelling.record_rule,
    t.Tuple: Spelling.tuple_rule,
    t.OpenUnion: Spelling.open_rule,
    t.Reference: Spelling.reference_rule,
    t.Parameter: Spelling.parameter_rule,
    t.TemplateLiteral: Spelling.template_rule,
    t.Intersection: Spelling.anything_rule,
    t.Object: Spelling.anything_rule,
    t.Function: Spelling.anything_rule,
    t.Generic: Spelling.anything_rule,
    t.Opaque: Spelling.anything_rule,
}
