"""Objects written in place become declarations, named after where they stand.

``RequestParams { meta: { token: string } }`` gives ``RequestParamsMeta``. Where several stand in
one place they are told by their single literal (`...Text`), else numbered.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from tsbind.model.declarations import Declaration
from tsbind.model.types import (
    Array,
    Literal,
    Object,
    Opaque,
    Parameter,
    Property,
    Record,
    Reference,
    Tuple,
    Type,
    UnionType,
    children,
    holds,
)
from tsbind.problems import Problem, Severity
from tsbind.python.names import class_name

INLINE = "~"
"""Stands in an id between a declaration and what is written in place inside it."""


@dataclass
class Hoister:
    """Takes declarations one by one; ``made`` collects the new ones in order."""

    made: dict[str, Declaration]

    def declaration(self, declaration: Declaration) -> Declaration:
        """``declaration`` with references in place of the objects inside it."""
        type_ = declaration.type
        if isinstance(type_, Object) and (type_.properties or not type_.index):
            properties = declaration.properties or type_.properties
            index = declaration.index or type_.index
            declaration = replace(declaration, properties=properties, index=index)
        elif type_ is not None and _has_object(type_):
            return replace(declaration, type=self._type(type_, declaration, ()))
        if not any(_has_object(p.type) for p in declaration.properties):
            return declaration
        return replace(declaration, properties=self._properties(declaration))

    def _properties(self, owner: Declaration) -> tuple[Property, ...]:
        return tuple(
            replace(p, type=self._type(p.type, owner, (p.name,))) if _has_object(p.type) else p
            for p in owner.properties
        )

    def _type(self, type_: Type, owner: Declaration, place: tuple[str, ...]) -> Type:
        rule = _RULES.get(type(type_))
        return rule(self, type_, owner, place) if rule else type_

    def object_rule(self, type_: Object, owner: Declaration, place: tuple[str, ...]) -> Type:
        """An object in place becomes a declaration; one of index signatures a map."""
        if not type_.properties:
            index = type_.index
            if not index:
                return type_
            return Record(index[0].key, self._type(index[0].value, owner, place))
        base = INLINE.join([owner.id, *map(class_name, place)])
        id_ = self._free(base, type_, inside=bool(place))
        name = owner.name + id_.removeprefix(owner.id)
        self.made[id_] = Declaration(
            id_, "interface", name, owner.position, exported=False,
            type_parameters=owner.type_parameters, properties=type_.properties, index=type_.index,
        )  # fmt: skip
        self.made[id_] = self.declaration(self.made[id_])
        return Reference(id_, tuple(Parameter(p.name) for p in owner.type_parameters))

    def _free(self, base: str, type_: Object, *, inside: bool) -> str:
        if inside and base not in self.made:
            return base
        tags = [p.type.value for p in type_.properties if isinstance(p.type, Literal)]
        if tags and f"{base}{INLINE}{class_name(str(tags[0]))}" not in self.made:
            return f"{base}{INLINE}{class_name(str(tags[0]))}"
        number = 1
        while f"{base}{INLINE}Variant{number}" in self.made:
            number += 1
        return f"{base}{INLINE}Variant{number}"

    def array_rule(self, type_: Array, owner: Declaration, place: tuple[str, ...]) -> Type:
        """An array."""
        return Array(self._type(type_.item, owner, place), type_.readonly)

    def record_rule(self, type_: Record, owner: Declaration, place: tuple[str, ...]) -> Type:
        """A map."""
        return Record(type_.key, self._type(type_.value, owner, place))

    def union_rule(self, type_: UnionType, owner: Declaration, place: tuple[str, ...]) -> Type:
        """A union."""
        return UnionType(tuple(self._type(m, owner, place) for m in type_.members))

    def tuple_rule(self, type_: Tuple, owner: Declaration, place: tuple[str, ...]) -> Type:
        """A tuple."""
        items = (replace(item, type=self._type(item.type, owner, place)) for item in type_.items)
        return Tuple(tuple(items), type_.readonly)

    def reference_rule(self, type_: Reference, owner: Declaration, place: tuple[str, ...]) -> Type:
        """A reference, with its type arguments."""
        arguments = tuple(self._type(a, owner, place) for a in type_.arguments)
        return Reference(type_.id, arguments)


def _has_object(type_: Type) -> bool:
    return holds(type_, Object)


_RULES: dict[type[Any], Callable[[Hoister, Any, Declaration, tuple[str, ...]], Type]] = {
    Object: Hoister.object_rule,
    Array: Hoister.array_rule,
    Record: Hoister.record_rule,
    UnionType: Hoister.union_rule,
    Tuple: Hoister.tuple_rule,
    Reference: Hoister.reference_rule,
}


DEEPEST = 120
"""More levels than anybody writes, and few enough for the interpreter's stack."""


def bounded(declaration: Declaration, problems: list[Problem]) -> Declaration:
    """``declaration`` with opaque types in place of those nested beyond `DEEPEST`, reported."""
    type_ = declaration.type
    if type_ is not None and is_deep(type_):
        declaration = replace(declaration, type=_opaque(declaration, problems), properties=())
    if any(is_deep(p.type) for p in declaration.properties):
        opaque = _opaque(declaration, problems)
        properties = (
            replace(p, type=opaque) if is_deep(p.type) else p for p in declaration.properties
        )
        declaration = replace(declaration, properties=tuple(properties))
    return declaration


def is_deep(type_: Type) -> bool:
    """Whether ``type_`` has more than `DEEPEST` levels; found without recursion."""
    level: list[Type] = [type_]
    for _ in range(DEEPEST):
        level = [child for parent in level for child in children(parent)]
        if not level:
            return False
    return True


def _opaque(declaration: Declaration, problems: list[Problem]) -> Opaque:
    message = f"{declaration.name} is nested more than {DEEPEST} levels deep; object stands for it"
    problems.append(Problem(Severity.OPAQUE, message, declaration.position))
    return Opaque("", "nested too deeply", declaration.position)
