"""Whether two types are the same whatever their spelling: aliases dissolved, unions as sets.

Each side is read with its own definitions: the model's aliases with the model's right-hand sides,
the oracle's with those that tsc prints. What the oracle leaves unsaid (``recursive``, a type of a
package that is not installed) is equal to anything and counted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import product
from math import prod
from typing import Any

from conformance.canonical import LIBRARY_ALIASES
from conformance.parse import parse
from tsbind.model.declarations import Package
from tsbind.model.spelling import typescript
from tsbind.model.substitute import free_parameters, substitute
from tsbind.model.types import (
    ANY,
    NEVER,
    UNDEFINED,
    UNKNOWN,
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
    children,
    walk,
)

_MANY_STEPS = 60
_LARGEST_PRODUCT = 2_000
_TRUE_OR_FALSE = (Literal(True), Literal(False))
_BASE_OF: dict[type, str] = {str: "string", int: "number", float: "number", bool: "boolean"}


@dataclass(frozen=True)
class Definition:
    """What one side says of a declaration."""

    parameters: tuple[str, ...] = ()
    defaults: tuple[Type | None, ...] = ()
    alias: Type | None = None
    properties: tuple[Property, ...] | None = None
    index: tuple[IndexSignature, ...] = ()
    members: tuple[tuple[str, str | int | float | None], ...] = ()
    """Of an enum: names and values."""

    def by_value(self) -> dict[str, str | int | float | None]:
        """The enum's members less those that repeat the value of one before: tsc holds them one."""
        values: dict[str | int | float | None, str] = {}
        for name, value in self.members:
            values.setdefault(value if value is not None else name, name)
        return {name: value for value, name in values.items()}


@dataclass
class Side:
    """One side's definitions, and types read with them."""

    definitions: Mapping[str, Definition]
    _memo: dict[Type, tuple[Type, ...]] = field(default_factory=dict[Type, tuple[Type, ...]])

    def unfold(self, type_: Type) -> Type:
        """``type_`` with the aliases and utility types at its top worked out."""
        for _ in range(_MANY_STEPS):
            if isinstance(type_, Intersection | Generic):
                worked_out = self._worked_out(type_)
                if worked_out is None or worked_out == type_:
                    return type_
                type_ = worked_out
                continue
            if not isinstance(type_, Reference):
                return type_
            if type_.id in LIBRARY_ALIASES:
                return UnionType(LIBRARY_ALIASES[type_.id])
            found = self.definitions.get(type_.id)
            if found is None or found.alias is None:
                return type_
            type_ = substitute(found.alias, self.values(found, type_))
        return type_

    def _worked_out(self, type_: Intersection | Generic) -> Type | None:
        """An operator applied where the simplest rules do; None where they do not."""
        if isinstance(type_, Intersection):
            return self._narrowest(type_) or self._distributed(type_) or self._joined(type_)
        if type_.operator == "index":
            return self._indexed(*type_.arguments)
        if type_.operator == "keyof":
            members = self.members(self.unfold(type_.arguments[0]))
            if members is None or members.index:
                return None
            return UnionType(tuple(Literal(p.name) for p in members.properties))
        return self.members(type_)

    def _indexed(self, target: Type, key: Type) -> Type | None:
        members, names = self.members(self.unfold(target)), self.names(key)
        if members is None or not names or not names <= {p.name for p in members.properties}:
            return None
        found = [p for p in members.properties if p.name in names]
        absent = (UNDEFINED,) if any(p.optional for p in found) else ()
        return UnionType((*(p.type for p in found), *absent))

    def _distributed(self, type_: Intersection) -> Type | None:
        """An intersection of unions as the union of the intersections."""
        choices = [self.union(member) for member in type_.members]
        size = prod(map(len, choices))
        if not 1 < size <= _LARGEST_PRODUCT:
            return None
        return UnionType(tuple(Intersection(each) for each in product(*choices)))

    def _narrowest(self, type_: Intersection) -> Type | None:
        """The one member of an intersection that is left when wider ones are dropped."""
        members = {self.unfold(member): None for member in type_.members}
        bases = set(map(_base, members))
        left = [m for m in members if m != UNKNOWN]
        left = [m for m in left if not (isinstance(m, Primitive) and m.name in bases)]
        plain = [m for m in left if isinstance(m, Primitive) and m.name in ("string", "number")]
        if len(plain) == 1 and all(isinstance(m, Object) for m in left if m is not plain[0]):
            # A brand: on the wire any value of the primitive.
            return OpenUnion(plain[0].name, ()) if len(left) > 1 else plain[0]
        return left[0] if len(left) == 1 else None

    def values(self, found: Definition, type_: Reference) -> dict[str, Type]:
        values: dict[str, Type] = {}
        for place, name in enumerate(found.parameters):
            default = found.defaults[place]
            if place < len(type_.arguments):
                values[name] = type_.arguments[place]
            elif default is not None:
                values[name] = substitute(default, values)
        return values

    def arguments(self, type_: Reference) -> tuple[Type, ...]:
        """The arguments with the defaults of those left out."""
        found = self.definitions.get(type_.id)
        if found is None:
            return type_.arguments
        return tuple(self.values(found, type_).values())

    def union(self, type_: Type) -> tuple[Type, ...]:
        """The members of a type as a union: nothing nested, no alias, literals absorbed."""
        known = self._memo.get(type_)
        if known is None:
            known = self._memo[type_] = tuple(self.absorbed(dict.fromkeys(self._flat([type_]))))
        return known

    def _flat(self, pending: list[Type]) -> Iterable[Type]:
        seen: set[Type] = set()
        while pending:
            member = pending.pop()
            if member in seen:
                continue
            seen.add(member)
            inner = self.unfold(member)
            enum = self.definitions.get(inner.id) if isinstance(inner, Reference) else None
            if isinstance(inner, UnionType):
                pending.extend(reversed(inner.members))
            elif isinstance(inner, OpenUnion):
                pending.extend(reversed(inner.members))
                yield OpenUnion(inner.base, ())
            elif inner == Primitive("boolean"):
                yield from _TRUE_OR_FALSE
            elif enum is not None and enum.members and isinstance(inner, Reference):
                yield from (Reference(f"{inner.id}.{name}") for name in enum.by_value())
            elif isinstance(inner, Reference):
                yield self.first_of_value(inner)
            elif inner != NEVER:
                yield inner

    def absorbed(self, members: dict[Type, None]) -> list[Type]:
        """What is left of a union when tsc has dropped literals beside their primitive."""
        for top in (ANY, UNKNOWN):
            if top in members:
                return [top]
        wide = {m.name for m in members if isinstance(m, Primitive)}
        return [m for m in members if _base(self.value_of(m)) not in wide]

    def first_of_value(self, type_: Reference) -> Reference:
        """A member of an enum by the first name its value has; any other type as it is."""
        found = self.definitions.get(type_.id.rpartition(".")[0])
        value = self.value_of(type_)
        if found is None or not isinstance(value, Literal):
            return type_
        first = next(name for name, other in found.members if other == value.value)
        return Reference(f"{type_.id.rpartition('.')[0]}.{first}")

    def value_of(self, type_: Type) -> Type:
        """A member of an enum as the literal it is; any other type as it is."""
        if not isinstance(type_, Reference) or "." not in type_.id.partition("#")[2]:
            return type_
        enum, _, name = type_.id.rpartition(".")
        found = self.definitions.get(enum)
        value = dict(found.members).get(name) if found is not None else None
        return type_ if value is None else Literal(value)

    def members(self, type_: Type) -> Object | None:
        """The members of an object type where they can be had by the simplest rules."""
        if isinstance(type_, Object):
            return type_
        if isinstance(type_, Record):
            names = self.names(type_.key)
            if names is not None:
                return Object(tuple(Property(name, type_.value) for name in sorted(names)))
            return Object((), (IndexSignature(type_.key, type_.value),))
        if isinstance(type_, Reference):
            return self._members_of_reference(type_)
        if isinstance(type_, Intersection):
            joined = self._joined(type_)
            return joined if isinstance(joined, Object) else None
        rule = _UTILITIES.get(type_.operator) if isinstance(type_, Generic) else None
        return rule(self, type_) if rule is not None and isinstance(type_, Generic) else None

    def _members_of_reference(self, type_: Reference) -> Object | None:
        found = self.definitions.get(type_.id)
        if found is None:
            return None
        if found.properties is None:
            unfolded = self.unfold(type_)
            return None if unfolded == type_ else self.members(unfolded)
        whole = substitute(Object(found.properties, found.index), self.values(found, type_))
        assert isinstance(whole, Object)
        return whole

    def _joined(self, type_: Intersection) -> Type | None:
        every = [self.members(self.unfold(member)) for member in type_.members]
        known = [members for members in every if members is not None]
        if len(known) < len(every):
            return None
        properties: dict[str, Property] = {}
        for members in known:
            for own in members.properties:
                before = properties.get(own.name)
                if before is not None and self._are_apart(before, own):
                    return NEVER
                properties[own.name] = own if before is None else _both(before, own)
        index = tuple(i for members in known for i in members.index)
        calls = tuple(c for members in known for c in members.calls)
        return Object(tuple(properties.values()), index, calls)

    def _are_apart(self, one: Property, other: Property) -> bool:
        """Whether no object can have both: their literals tell them apart."""
        if one.optional and other.optional:
            return False
        values = [set(map(self.value_of, self.union(p.type))) for p in (one, other)]
        plain = all(isinstance(v, Literal) or v == UNDEFINED for side in values for v in side)
        return plain and all(values) and not values[0] & values[1]

    def names(self, type_: Type) -> set[str] | None:
        """The strings of a union of literals; None when there is something else in it."""
        members = self.union(type_)
        texts = {str(m.value) for m in map(self.value_of, members) if isinstance(m, Literal)}
        return texts if len(texts) == len(members) else None


def _both(one: Property, other: Property) -> Property:
    type_ = one.type if one.type == other.type else Intersection((one.type, other.type))
    return Property(one.name, type_, optional=one.optional and other.optional)


def _picked(side: Side, type_: Generic, *, drop: bool) -> Object | None:
    members, names = side.members(side.unfold(type_.arguments[0])), side.names(type_.arguments[1])
    if members is None or names is None:
        return None
    kept = tuple(p for p in members.properties if (p.name in names) is not drop)
    return Object(kept, members.index if drop else ())


def _optional(side: Side, type_: Generic, *, optional: bool) -> Object | None:
    members = side.members(side.unfold(type_.arguments[0]))
    if members is None:
        return None
    changed = tuple(Property(p.name, p.type, optional=optional) for p in members.properties)
    return Object(changed, members.index)


_UTILITIES: dict[str, Callable[[Side, Generic], Object | None]] = {
    "Omit": lambda side, type_: _picked(side, type_, drop=True),
    "Pick": lambda side, type_: _picked(side, type_, drop=False),
    "Partial": lambda side, type_: _optional(side, type_, optional=True),
    "Required": lambda side, type_: _optional(side, type_, optional=False),
    "Readonly": lambda side, type_: side.members(side.unfold(type_.arguments[0])),
}


def _base(type_: Type) -> str | None:
    if isinstance(type_, Literal):
        return _BASE_OF[type(type_.value)]
    if isinstance(type_, OpenUnion):
        return type_.base
    return "string" if isinstance(type_, TemplateLiteral) else None


def model_side(package: Package) -> Side:
    """The model's definitions."""
    return Side(
        {
            d.id: Definition(
                parameters=tuple(p.name for p in d.type_parameters),
                defaults=tuple(p.default for p in d.type_parameters),
                alias=d.type,
                properties=d.properties if d.kind in ("interface", "class") else None,
                index=d.index,
                members=tuple((m.name, m.value) for m in d.members),
            )
            for d in package.types
        }
    )


class _Oracle(Mapping[str, Definition]):
    """The oracle's definitions, parsed when they are asked for."""

    def __init__(self, types: dict[str, Any]) -> None:
        self.types = types
        self.known: dict[str, Definition] = {}

    def __getitem__(self, key: str) -> Definition:
        if key not in self.known:
            self.known[key] = _definition(key, self.types[key])
        return self.known[key]

    def __iter__(self) -> Any:
        return iter(self.types)

    def __len__(self) -> int:
        return len(self.types)


def oracle_side(types: dict[str, Any]) -> Side:
    """What tsc says."""
    return Side(_Oracle(types))


def _definition(id_: str, theirs: dict[str, Any]) -> Definition:
    parameters = theirs.get("typeParams", [])
    properties = [
        Property(p["name"], parse(said(p)), optional=bool(p.get("opt")))
        for p in theirs.get("props", [])
    ]
    index = [IndexSignature(parse(i["key"]), parse(said(i))) for i in theirs.get("index", [])]
    return Definition(
        parameters=tuple(p["name"] for p in parameters),
        defaults=tuple(parse(p["default"]) if "default" in p else None for p in parameters),
        alias=parse(alias_text(id_, theirs)) if theirs["kind"] == "alias" else None,
        properties=tuple(properties) if theirs["kind"] in ("interface", "class") else None,
        index=tuple(index),
        members=tuple((m["name"], m["value"]) for m in theirs.get("members", [])),
    )


def said(theirs: dict[str, Any]) -> str:
    """The type as tsc has it, or as written where tsc prints only a part."""
    flat: str = theirs.get("flat") or theirs["type"]
    partial = any(mark in flat for mark in ("recursive", "too_deep", "cond(", "mapped{"))
    return theirs["type"] if partial else flat


def alias_text(id_: str, theirs: dict[str, Any]) -> str:
    """An alias's right-hand side; tsc prints the name of some aliases instead."""
    flat = said(theirs)
    return theirs["type"] if flat.startswith(f'ref("{id_}"') else flat


class Equality:
    """Compares types of the model with types of the oracle."""

    def __init__(self, ours: Side, theirs: Side) -> None:
        self.ours, self.theirs = ours, theirs
        self.assumed: set[tuple[Type, Type]] = set()
        self.unsaid = 0
        self.why = ""
        """The innermost pair that differed in the last comparison that failed."""
        self._level = self._deepest = 0

    def same(self, one: Type, other: Type, *, optional: bool = False) -> bool:
        """Whether they are the same type; ``undefined`` left out where they are optional."""
        if (one, other) in self.assumed:
            return True
        self.assumed.add((one, other))
        if not self._level:
            self.why, self._deepest = "", 0
        self._level += 1
        try:
            equal = self._same(one, other, optional)
        finally:
            self._level -= 1
        if not equal:
            self.assumed.discard((one, other))
        return equal

    def _same(self, one: Type, other: Type, optional: bool) -> bool:
        mine, wanted = list(self.ours.union(one)), list(self.theirs.union(other))
        if optional:
            mine = [m for m in mine if m != UNDEFINED]
            wanted = [m for m in wanted if m != UNDEFINED]
        equal = self._same_sets(mine, wanted)
        if not equal and self._level > self._deepest:
            self._deepest = self._level
            self.why = " <> ".join("|".join(map(typescript, side))[:300] for side in (mine, wanted))
        return equal

    def _is_unsaid(self, type_: Type) -> bool:
        if isinstance(type_, Opaque):
            self.unsaid += 1
            return True
        return False

    def _is_name_only(self, type_: Type) -> bool:
        """A mapped or conditional type that tsc names and does not work out in what it prints."""
        if isinstance(type_, Reference):
            found = self.theirs.definitions.get(type_.id)
            named = found is not None and found.alias is not None
        elif isinstance(type_, Intersection):
            return any(map(self._is_name_only, map(self.theirs.unfold, type_.members)))
        else:
            named = isinstance(type_, Generic) and not free_parameters(type_)
        self.unsaid += named
        return named

    def _same_sets(self, mine: list[Type], wanted: list[Type]) -> bool:
        if any(map(self._is_unsaid, wanted)):
            wanted = [w for w in wanted if not isinstance(w, Opaque)]
            return all(any(self._one(m, w) for m in mine) for w in wanted)
        common = {m for m in mine if not children(m) and not isinstance(m, Reference)}
        common &= set(wanted)
        left = [w for w in wanted if w not in common]
        mine = [m for m in mine if m not in common]
        for member in mine:
            match = next((w for w in left if self._one(member, w)), None)
            if match is None:
                return False
            left.remove(match)
        return not left or all(self._repeats(w, wanted) for w in left)

    def _repeats(self, member: Type, wanted: list[Type]) -> bool:
        """Whether a member is written twice: once by name and once in full."""
        again = Equality(self.theirs, self.theirs)
        return any(again._one(member, w) for w in wanted if w is not member)

    def _one(self, one: Type, other: Type) -> bool:
        """Neither is a union or an alias."""
        if isinstance(one, Generic) and one.operator == "Record":
            one = Record(*one.arguments)
        if self._is_unsaid(other) or self._is_name_only(other) or one == other:
            return True
        if isinstance(one, Reference) and isinstance(other, Reference):
            return self._references(one, other)
        if other == ANY and any(_is_external(part) for part in walk(one)):
            # A package that is not installed where tsc looks for it.
            self.unsaid += 1
            return True
        rule = _SAME.get(type(one))
        if type(one) is type(other) and rule is not None:
            return rule(self, one, other)
        mine, wanted = self.ours.members(one), self.theirs.members(other)
        return mine is not None and wanted is not None and self._objects(mine, wanted)

    def _references(self, one: Reference, other: Reference) -> bool:
        if _is_outside(one.id) and _is_outside(other.id):
            return _last(one.id) == _last(other.id)
        if one.id.replace("#global.", "#") != other.id.replace("#global.", "#"):
            return False
        pairs = zip(self.ours.arguments(one), self.theirs.arguments(other), strict=False)
        return all(self.same(mine, wanted) for mine, wanted in pairs)

    def _all(self, mine: tuple[Type, ...], wanted: tuple[Type, ...]) -> bool:
        return len(mine) == len(wanted) and all(map(self.same, mine, wanted))

    def _tuples(self, one: Tuple, other: Tuple) -> bool:
        shapes = [[(i.optional, i.rest) for i in side.items] for side in (one, other)]
        return shapes[0] == shapes[1] and all(
            self.same(mine.type, wanted.type, optional=mine.optional)
            for mine, wanted in zip(one.items, other.items, strict=True)
        )

    def _generics(self, one: Generic, other: Generic) -> bool:
        if one.operator != other.operator:
            return False
        count = len(one.arguments)
        if one.operator == "conditional":
            count = min(count, len(other.arguments))
        return self._all(one.arguments[:count], other.arguments[:count])

    def _functions(self, one: Function, other: Function) -> bool:
        if len(one.parameters) != len(other.parameters) or one.constructs != other.constructs:
            return False
        for mine, wanted in zip(one.parameters, other.parameters, strict=True):
            if mine.rest != wanted.rest:
                return False
            if not self.same(mine.type, wanted.type, optional=mine.optional):
                return False
        return self.same(one.returns, other.returns)

    def _objects(self, one: Object, other: Object) -> bool:
        mine = {p.name: p for p in one.properties}
        wanted = {p.name: p for p in other.properties}
        if mine.keys() != wanted.keys() or len(one.calls) != len(other.calls):
            return False
        return (
            all(self._properties(mine[name], wanted[name]) for name in mine)
            and self._indexes(one.index, other.index)
            and all(map(self._one, one.calls, other.calls))
        )

    def _properties(self, one: Property, other: Property) -> bool:
        same = one.optional == other.optional
        return same and self.same(one.type, other.type, optional=one.optional)

    def _indexes(self, one: tuple[IndexSignature, ...], other: tuple[IndexSignature, ...]) -> bool:
        mine, wanted = ([Object((), (i,)) for i in side] for side in (one, other))
        if len(mine) != len(wanted):
            return False
        keys = [(i.key, i.value) for i in other]
        return all(
            any(self.same(i.key, key) and self.same(i.value, value) for key, value in keys)
            for i in one
        )


def _is_external(type_: Type) -> bool:
    return isinstance(type_, Reference) and type_.id.startswith("ext:")


def _is_outside(id_: str) -> bool:
    return id_.startswith(("lib#", "ext:"))


def _last(id_: str) -> str:
    return id_.rpartition("#")[2].rpartition(".")[2]


_SAME: dict[type[Any], Callable[[Equality, Any, Any], bool]] = {
    Array: lambda equality, a, b: equality.same(a.item, b.item),
    Record: lambda equality, a, b: (
        equality.same(a.key, b.key) and equality.same(a.value, b.value)
    ),
    Parameter: lambda _, a, b: a.name == b.name,
    Opaque: lambda _, a, b: True,
    OpenUnion: lambda _, a, b: a.base == b.base,
    Tuple: Equality._tuples,
    Generic: Equality._generics,
    Function: Equality._functions,
    Object: Equality._objects,
    TemplateLiteral: lambda equality, a, b: equality._all(a.parts, b.parts),
    Intersection: lambda equality, a, b: equality._same_sets(list(a.members), list(b.members)),
}
