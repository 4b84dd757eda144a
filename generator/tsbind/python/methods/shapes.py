"""What a caller can give for a parameter that is an object: its properties, variant by variant."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from tsbind.computed import is_computed
from tsbind.model import types as t
from tsbind.model.declarations import Declaration
from tsbind.model.index import ModelIndex, arguments_of
from tsbind.model.kinds import is_class
from tsbind.model.substitute import substitute
from tsbind.model.unions import values_of, without_null
from tsbind.position import Position
from tsbind.python.integers import Numbers
from tsbind.python.types.classes import whole

Types = Mapping[str, t.Type]


@dataclass(frozen=True, slots=True)
class Given:
    """A property a caller can give, and whether its numbers are whole."""

    property: t.Property
    integral: bool


Variant = tuple[Given, ...]


@dataclass(frozen=True, slots=True)
class Shapes:
    """Takes parameter types apart."""

    index: ModelIndex
    numbers: Numbers

    def variants(self, type_: t.Type) -> list[Variant] | None:
        """The properties of each object ``type_`` can be; None where it can be no object."""
        return self._variants(type_, {}, 8)

    def _variants(self, type_: t.Type, given: Types, depth: int) -> list[Variant] | None:
        rule = _RULES.get(type(type_))
        return rule(self, type_, given, depth - 1) if rule and depth else None

    def of_union(self, type_: t.UnionType, given: Types, depth: int) -> list[Variant] | None:
        """The variants of every member; None when one has none."""
        found: list[Variant] = []
        for member in values_of(type_):
            variants = self._variants(member, given, depth)
            if variants is None:
                return None
            found.extend(variants)
        return found or None

    def of_reference(self, type_: t.Reference, given: Types, depth: int) -> list[Variant] | None:
        """Those of what a reference names."""
        declaration = self.index.get(type_.id)
        if declaration is None or declaration.kind == "class":
            return None
        arguments = arguments_of(declaration, type_)
        inner = {name: substitute(value, given) for name, value in arguments.items()}
        if is_class(declaration):
            return [self._properties(declaration, inner)]
        return self._variants(declaration.type, inner, depth) if declaration.type else None

    def of_object(self, type_: t.Object, given: Types, _: int) -> list[Variant]:
        """An object written in place is its own only variant."""
        owner = Declaration("", "interface", "", Position("", 0, 0), properties=type_.properties)
        return [self._properties(owner, given)]

    def of_intersection(
        self, type_: t.Intersection, given: Types, depth: int
    ) -> list[Variant] | None:
        """Each variant of one member joined with each of the others."""
        joined: list[Variant] = [()]
        for member in type_.members:
            variants = self._variants(member, given, depth)
            if variants is None:
                return None
            joined = [_both(left, right) for left in joined for right in variants]
        return joined

    def _properties(self, owner: Declaration, given: Types) -> Variant:
        data = [p for p in owner.properties if not p.method and not is_computed(p.name)]
        phantoms = {n: g for n, g in given.items() if not _mentions(owner, n)}
        return tuple(
            Given(
                replace(p, type=self._narrowed(substitute(p.type, given), phantoms)),
                whole(self.numbers, owner, p.name, p.type, p.doc),
            )
            for p in data
        )

    def _narrowed(self, type_: t.Type, phantoms: Types) -> t.Type:
        """``type_``, as a type argument that no property mentions narrows it.

        Upstream tells overloads apart by such arguments: they are meant for the property whose
        literals they name.
        """
        known: set[str | int | float | bool] = set()
        if phantoms:
            known.update(self.index.literals(type_))
        for argument in phantoms.values() if len(known) > 1 else ():
            named = self.index.literals(without_null(argument))
            if named and known.issuperset(named):
                return t.UnionType(tuple(t.Literal(value) for value in named))
        return type_


def _mentions(owner: Declaration, name: str) -> bool:
    wanted = t.Parameter(name)
    return any(wanted in set(t.walk(p.type)) for p in owner.properties)


def _both(left: Variant, right: Variant) -> Variant:
    """One object that is both: what the right one says of a property goes before."""
    names = {one.property.name: one for one in left}
    names.update((one.property.name, one) for one in right)
    return tuple(names.values())


_RULES: dict[type[Any], Callable[[Shapes, Any, Types, int], list[Variant] | None]] = {
    t.UnionType: Shapes.of_union,
    t.Reference: Shapes.of_reference,
    t.Object: Shapes.of_object,
    t.Intersection: Shapes.of_intersection,
}
