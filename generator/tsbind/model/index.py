"""The declarations at hand while a plan is made, and what they amount to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from tsbind.model.declarations import Declaration
from tsbind.model.types import (
    Literal,
    Object,
    Property,
    Record,
    Reference,
    Type,
    UnionType,
)


@dataclass
class ModelIndex:
    """Declarations by id; inline objects among them have ids of their own (see `hoist`)."""

    declarations: dict[str, Declaration] = field(default_factory=dict[str, Declaration])
    kept: dict[str, tuple[int, ...]] = field(default_factory=dict[str, tuple[int, ...]])
    """By alias: places of the type parameters its Python spelling takes (see `generics`)."""

    def get(self, id_: str) -> Declaration | None:
        """The declaration ``id_``, or None for one outside the package."""
        return self.declarations.get(id_)

    def literals(self, type_: Type, *, depth: int = 8) -> tuple[str | int | float | bool, ...]:
        """The values of a type that is made of literals only; empty for any other type."""
        if isinstance(type_, Literal):
            return (type_.value,)
        if isinstance(type_, UnionType):
            parts = [self.literals(m, depth=depth) for m in type_.members]
            return tuple(v for part in parts for v in part) if all(parts) else ()
        if isinstance(type_, Reference) and depth:
            member = self.enum_member(type_.id)
            if member is not None:
                return (member,)
            target = self.get(type_.id)
            if target is not None and target.kind == "enum":
                return tuple(m.value for m in target.members if m.value is not None)
            if target is not None and target.type is not None and not target.properties:
                return self.literals(target.type, depth=depth - 1)
        return ()

    def enum_member(self, id_: str) -> str | int | float | None:
        """The value ``id_`` names, when it is a member of an enum."""
        return self._enum_members.get(id_)

    def members(self, type_: Type) -> Iterator[Type]:
        """The members of a union, those of unions it refers to included, each once."""
        stack, seen = [type_], set[Type]()
        while stack:
            current = stack.pop()
            if current in seen:
                continue
            seen.add(current)
            if isinstance(current, UnionType):
                stack.extend(reversed(current.members))
                continue
            inner = self.alias_target(current)
            if isinstance(inner, (UnionType, Reference)):
                stack.append(inner)
            else:
                yield current

    def alias_target(self, type_: Type) -> Type | None:
        """What a reference to a plain alias stands for; None for any other type."""
        if not isinstance(type_, Reference) or type_.arguments:
            return None
        target = self.get(type_.id)
        if target is None or is_class(target):
            return None
        return target.type

    def properties(self, type_: Type) -> tuple[Property, ...] | None:
        """The properties of a type that is an object, else None."""
        if isinstance(type_, Object):
            return type_.properties
        target = self.get(type_.id) if isinstance(type_, Reference) else None
        return target.properties if target is not None and is_class(target) else None

    @cached_property
    def _enum_members(self) -> dict[str, str | int | float | None]:
        return {
            f"{declaration.id}.{member.name}": member.value
            for declaration in self.declarations.values()
            for member in declaration.members
        }


def is_class(declaration: Declaration) -> bool:
    """Whether a declaration becomes a dataclass: an object with properties of its own."""
    if declaration.kind in ("interface", "class"):
        return not is_record(declaration)
    return declaration.kind == "alias" and isinstance(declaration.type, Object)


def is_record(declaration: Declaration) -> bool:
    """Whether an interface is nothing but an index signature."""
    return bool(declaration.index) and not declaration.properties


def alias_type(declaration: Declaration) -> Type | None:
    """What an alias, an enum or a record-like interface stands for."""
    if is_record(declaration):
        return Record(declaration.index[0].key, declaration.index[0].value)
    if declaration.kind == "enum":
        values = [m.value for m in declaration.members if m.value is not None]
        if not values or len(values) < len(declaration.members):
            return None
        return UnionType(tuple(Literal(v) for v in values))
    return declaration.type
