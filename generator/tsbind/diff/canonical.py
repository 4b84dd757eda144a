"""The normal form of a type: equal for two types that mean the same.

Aliases are followed, unions flattened and taken as sets, literals absorbed by their primitive
(as tsc does), fields taken by name. A declaration matched with one of the other release is named
by the key both share; any other object is spelled out, unless it contains itself. Each normal
form is interned as a number, so that comparing two of them costs nothing and a type that doubles
at every alias stays small.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping
from typing import Any

from tsbind.diff.cycles import cyclic
from tsbind.diff.index import PackageIndex, fields_of
from tsbind.model.declarations import Declaration
from tsbind.model.types import (
    Array,
    Function,
    Generic,
    IndexSignature,
    Intersection,
    Literal,
    Object,
    Opaque,
    OpenUnion,
    Parameter,
    Primitive,
    Property,
    Record,
    Reference,
    TemplateLiteral,
    Tuple,
    Type,
    UnionType,
)
from tsbind.python.foreign import foreign_type

Steps = Generator[Type, int, int]


class Interner:
    """Numbers for normal forms, shared by both releases of a comparison."""

    def __init__(self) -> None:
        self._numbers: dict[tuple[Any, ...], int] = {}
        self.forms: list[tuple[Any, ...]] = []

    def number(self, *form: Any) -> int:
        """The number of ``form``; the same form gives the same number."""
        found = self._numbers.get(form)
        if found is None:
            found = self._numbers[form] = len(self.forms)
            self.forms.append(form)
        return found

    def union(self, members: set[int]) -> int:
        """The normal form of a union of normal forms."""
        flat = self._flatten(members)
        anything = [m for m in flat if self.forms[m] in _ANYTHING]
        if anything:
            return min(anything)
        flat = self._absorb(self._booleans(flat))
        return flat.pop() if len(flat) == 1 else self.number("union", frozenset(flat))

    def _flatten(self, members: set[int]) -> set[int]:
        flat: set[int] = set()
        for member in members:
            form = self.forms[member]
            flat |= form[1] if form[0] == "union" else {member}
        flat.discard(self.number("primitive", "undefined"))
        return flat or {self.number("primitive", "never")}

    def _booleans(self, flat: set[int]) -> set[int]:
        both = {self.number("literal", "bool", True), self.number("literal", "bool", False)}
        return flat - both | {self.number("primitive", "boolean")} if both <= flat else flat

    def _absorb(self, flat: set[int]) -> set[int]:
        wide = {self.forms[m][1] for m in flat if self.forms[m][0] == "primitive"}
        open_bases = {self.forms[m][1] for m in flat if self.forms[m][0] == "open"} - wide
        absorbed = {m for m in flat if self._inside(self.forms[m], wide | open_bases, wide)}
        rest = flat - absorbed
        for base in open_bases:
            rest = self._reopen(rest, absorbed, base)
        return rest

    def _inside(self, form: tuple[Any, ...], bases: set[str], wide: set[str]) -> bool:
        if form[0] == "open":
            return form[1] in wide
        return form[0] == "literal" and literal_base(form[2]) in bases

    def _reopen(self, rest: set[int], absorbed: set[int], base: str) -> set[int]:
        """Join the open unions of ``base`` and the literals beside them into one."""
        opened = {m for m in rest if self.forms[m][:2] == ("open", base)}
        values: set[int] = set()
        for member in opened:
            values |= self.forms[member][2]
        values |= {m for m in absorbed if self._inside(self.forms[m], {base}, set())}
        return rest - opened | {self.number("open", base, frozenset(values))}


_ANYTHING = {("primitive", "unknown"), ("primitive", "any")}


def literal_base(value: str | float | bool) -> str:
    """The primitive a literal belongs to."""
    if isinstance(value, bool):
        return "boolean"
    return "string" if isinstance(value, str) else "number"


class Normalizer:
    """Normal forms of the types of one package, under a given matching of declarations."""

    def __init__(self, index: PackageIndex, interner: Interner, keys: Mapping[str, str]) -> None:
        self.index = index
        self.interner = interner
        self.keys = keys
        self._memo: dict[int, int] = {}
        self._alive: list[Type] = []
        self._structures: dict[str, int] = {}
        self._cyclic = cyclic(list(index.by_id), self._expansions)

    def _expansions(self, identifier: str) -> tuple[str, ...]:
        return self.index.references(identifier) if self._expands(identifier) else ()

    def _expands(self, identifier: str) -> bool:
        declaration = self.index.by_id[identifier]
        if declaration.type_parameters:
            return False
        return identifier not in self.keys or not self.index.is_object(declaration)

    def normal(self, type_: Type) -> int:
        """The normal form of ``type_``; works for any depth."""
        known = self._memo.get(id(type_))
        if known is not None:
            return known
        return self._run(type_)

    def structure(self, declaration: Declaration) -> int:
        """The normal form of a declaration's contents, whatever it is called."""
        found = self._structures.get(declaration.id)
        if found is None:
            found = self._structures[declaration.id] = self._run_steps(self._contents(declaration))
        return found

    def _contents(self, declaration: Declaration) -> Steps:
        if declaration.kind == "enum":
            return self._enum(declaration)
        target = self.index.alias_target(declaration)
        if target is not None:
            return self._pass(target)
        return self._object(*self.index.declared_members(declaration))

    def _run(self, type_: Type) -> int:
        return self._run_steps(self._pass(type_))

    def _run_steps(self, steps: Steps) -> int:
        stack: list[tuple[Steps, Type | None]] = [(steps, None)]
        answer: int | None = None
        while stack:
            current, type_ = stack[-1]
            try:
                child = next(current) if answer is None else current.send(answer)
            except StopIteration as stop:
                stack.pop()
                answer = self._keep(type_, stop.value)
                continue
            answer = self._memo.get(id(child))
            if answer is None:
                stack.append((self._steps(child), child))
        assert answer is not None
        return answer

    def _keep(self, type_: Type | None, number: int) -> int:
        if type_ is not None:
            # Keeping the type alive keeps its id() from being given to another.
            self._alive.append(type_)
            self._memo[id(type_)] = number
        return number

    def _steps(self, type_: Type) -> Steps:
        return _RULES[type(type_)](self, type_)

    def _pass(self, type_: Type) -> Steps:
        number = yield type_
        return number

    def _leaf(self, type_: Any) -> Steps:
        form = {
            Primitive: lambda: ("primitive", type_.name),
            Parameter: lambda: ("parameter", type_.name),
            Opaque: lambda: ("opaque", type_.text),
            Literal: lambda: ("literal", type(type_.value).__name__, type_.value),
        }[type(type_)]()
        yield from ()
        return self.interner.number(*form)

    def _array(self, type_: Array) -> Steps:
        return self.interner.number("array", (yield type_.item))

    def _record(self, type_: Record) -> Steps:
        key = yield type_.key
        value = yield type_.value
        return self._indexed(((key, value),))

    def _indexed(self, index: tuple[tuple[int, int], ...]) -> int:
        return self.interner.number("object", frozenset(), frozenset(index), ())

    def _tuple(self, type_: Tuple) -> Steps:
        items: list[tuple[int, bool, bool]] = []
        for item in type_.items:
            items.append(((yield item.type), item.optional, item.rest))
        return self.interner.number("tuple", tuple(items))

    def _many(self, types: tuple[Type, ...]) -> Generator[Type, int, list[int]]:
        numbers: list[int] = []
        for type_ in types:
            numbers.append((yield type_))
        return numbers

    def _union(self, type_: UnionType) -> Steps:
        numbers = yield from self._many(type_.members)
        return self.interner.union(set(numbers))

    def _open(self, type_: OpenUnion) -> Steps:
        numbers = yield from self._many(type_.members)
        values = self.interner._flatten(set(numbers)) if numbers else set[int]()
        return self.interner.number("open", type_.base, frozenset(values))

    def _intersection(self, type_: Intersection) -> Steps:
        numbers = yield from self._many(type_.members)
        return self.interner.number("intersection", frozenset(numbers))

    def _template(self, type_: TemplateLiteral) -> Steps:
        return self.interner.number("template", tuple((yield from self._many(type_.parts))))

    def _generic(self, type_: Generic) -> Steps:
        numbers = yield from self._many(type_.arguments)
        return self.interner.number("generic", type_.operator, tuple(numbers))

    def _function(self, type_: Function) -> Steps:
        parameters: list[tuple[int, bool, bool]] = []
        for p in type_.parameters:
            parameters.append(((yield p.type), p.optional, p.rest))
        returns = yield type_.returns
        return self.interner.number("function", tuple(parameters), returns, type_.constructs)

    def _inline(self, type_: Object) -> Steps:
        calls = yield from self._many(type_.calls)
        return (yield from self._object(fields_of(type_.properties), type_.index, tuple(calls)))

    def _object(
        self,
        fields: tuple[Property, ...],
        index: tuple[IndexSignature, ...],
        calls: tuple[int, ...] = (),
    ) -> Steps:
        entries: list[tuple[str, int, bool]] = []
        for field in fields:
            entries.append((field.name, (yield field.type), field.optional))
        keys: list[tuple[int, int]] = []
        for signature in index:
            key = yield signature.key
            keys.append((key, (yield signature.value)))
        return self.interner.number("object", frozenset(entries), frozenset(keys), calls)

    def _enum(self, declaration: Declaration) -> Steps:
        yield from ()
        numbers: set[int] = set()
        for member in declaration.members:
            value = member.value if member.value is not None else f"{declaration.name}.{member.name}"
            numbers.add(self.interner.number("literal", type(value).__name__, value))
        return self.interner.union(numbers)

    def _reference(self, type_: Reference) -> Steps:
        declaration = self.index.by_id.get(type_.id)
        foreign = foreign_type(type_.id)
        if foreign:
            return self.interner.number("foreign", foreign)
        if declaration is not None and not type_.arguments and self._spelled_out(declaration):
            return (yield from self._contents(declaration))
        numbers = yield from self._many(type_.arguments)
        return self.interner.number("reference", self.key(type_.id), tuple(numbers))

    def _spelled_out(self, declaration: Declaration) -> bool:
        return declaration.id not in self._cyclic and self._expands(declaration.id)

    def key(self, identifier: str) -> str:
        """The name a declaration goes by in both releases; its id where it is in one only."""
        if identifier in self.keys:
            return self.keys[identifier]
        return f"{id(self)}:{identifier}" if identifier in self.index.by_id else identifier


_RULES: dict[type[Any], Callable[[Normalizer, Any], Steps]] = {
    Primitive: Normalizer._leaf,
    Parameter: Normalizer._leaf,
    Opaque: Normalizer._leaf,
    Literal: Normalizer._leaf,
    Array: Normalizer._array,
    Record: Normalizer._record,
    Tuple: Normalizer._tuple,
    UnionType: Normalizer._union,
    OpenUnion: Normalizer._open,
    Intersection: Normalizer._intersection,
    TemplateLiteral: Normalizer._template,
    Generic: Normalizer._generic,
    Function: Normalizer._function,
    Object: Normalizer._inline,
    Reference: Normalizer._reference,
}
