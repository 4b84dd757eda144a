"""What a type is made of: members of a union, properties of an object, literals."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property

from tsbind.model.declarations import Declaration, TypeParameter
from tsbind.model.discriminators import DiscriminatorTable, Value, discriminator_table
from tsbind.model.index.lookup import Lookup
from tsbind.model.kinds import alias_type, base_alias, foreign_type, is_class, is_object
from tsbind.model.mentions import shape_types
from tsbind.model.substitute import substitute, substitute_property
from tsbind.model.types import (
    NEVER,
    NULL,
    UNKNOWN,
    Function,
    Generic,
    IndexSignature,
    Intersection,
    Literal,
    Object,
    Opaque,
    Parameter,
    Primitive,
    Property,
    Reference,
    Type,
    UnionType,
    walk,
)

ObjectFields = tuple[tuple[Property, ...], tuple[IndexSignature, ...]]

_DEEPEST = 60
"""Steps through aliases: only an alias that grows inside itself needs more."""


class Members(Lookup):
    """Questions about one type."""

    @cached_property
    def _literals(self) -> dict[str, tuple[Value, ...]]:
        return {}

    @cached_property
    def _properties(self) -> dict[Reference, tuple[Property, ...]]:
        return {}

    @cached_property
    def _discriminators(self) -> dict[Type, DiscriminatorTable | None]:
        return {}

    def alias_target(self, type_: Type) -> Type | None:
        """The type a reference to an alias stands for, type parameters filled in; else None."""
        target = self.declared(type_)
        if target is None or target.type is None or is_class(target):
            return None
        if not target.type_parameters:
            return target.type
        assert isinstance(type_, Reference)
        return substitute(target.type, arguments_of(target, type_))

    def members(self, type_: Type) -> Iterator[Type]:
        """The members of a union, including those of unions it refers to, each once.

        A member is the end of a chain of aliases: a class, or an alias of something that is not
        a union.
        """
        return _flattened(type_, self._union_behind)

    def _union_behind(self, type_: Type) -> Type | None:
        target = self.alias_target(type_)
        return target if isinstance(target, (UnionType, Reference)) else None

    def alternatives(self, type_: Type) -> Iterator[Type]:
        """What a value can be: the members of a union with every alias and enum followed."""
        return _flattened(type_, self._meaning)

    def _meaning(self, type_: Type) -> Type | None:
        target = self.declared(type_)
        if target is None or foreign_type(target.id):
            return None
        if target.kind == "enum":
            return alias_type(target)
        meaning = self.stands_for(target)
        if meaning is None or not target.type_parameters:
            return meaning
        assert isinstance(type_, Reference)
        return substitute(meaning, arguments_of(target, type_))

    def stands_for(self, declaration: Declaration) -> Type | None:
        """The type that replaces a declaration wherever it is used; None if it is an object."""
        if declaration.kind == "alias" and not is_object(declaration):
            return declaration.type
        return base_alias(declaration)

    def fields(self, type_: Type) -> ObjectFields | None:
        """Fields and index signatures of an object type, or None for any other type."""
        if isinstance(type_, Object):
            return fields_of(type_.properties), type_.index
        target = self.declared(type_)
        if target is None or not is_object(target) or foreign_type(target.id):
            return None
        fields, index = self.declared_fields(target)
        if not target.type_parameters:
            return fields, index
        assert isinstance(type_, Reference)
        values = arguments_of(target, type_)
        return tuple([substitute_property(p, values) for p in fields]), index

    def declared_fields(self, declaration: Declaration) -> ObjectFields:
        """Fields and index signatures of a declaration, however they are written."""
        properties, index = declaration.properties, declaration.index
        if isinstance(declaration.type, Object) and not properties:
            properties, index = declaration.type.properties, declaration.type.index
        if declaration.kind == "class":
            properties = tuple(p for p in properties if not p.method)
        return fields_of(properties), index

    def properties(self, type_: Type) -> tuple[Property, ...] | None:
        """The properties of an object type, type parameters filled in; None for any other type."""
        if isinstance(type_, Object):
            return type_.properties
        target = self.declared(type_)
        if target is None or not is_class(target):
            return None
        if not target.type_parameters:
            return target.properties
        assert isinstance(type_, Reference)
        found = self._properties.get(type_)
        if found is None:
            values = arguments_of(target, type_)
            found = tuple([substitute_property(p, values) for p in target.properties])
            self._properties[type_] = found
        return found

    def literals(self, type_: Type) -> tuple[Value, ...]:
        """The values of a type that consists only of literals; empty for any other type."""
        if isinstance(type_, Literal):
            return (type_.value,)
        if not isinstance(type_, (UnionType, Reference)):
            return ()
        name = type_.id if isinstance(type_, Reference) and not type_.arguments else ""
        if name in self._literals:
            return self._literals[name]
        parts = [self._literals_of(member) for member in self.members(type_)]
        # `1 == True`: as literals they are two.
        values = dict.fromkeys(Literal(v) for part in parts for v in part) if all(parts) else ()
        found = tuple([literal.value for literal in values])
        if name:
            self._literals[name] = found
        return found

    def _literals_of(self, member: Type) -> tuple[Value, ...]:
        """The values of a literal, an enum or a member of one."""
        if isinstance(member, Literal):
            return (member.value,)
        if not isinstance(member, Reference):
            return ()
        value = self.enum_member(member.id)
        if value is not None:
            return (value,)
        target = self.get(member.id)
        values = [m.value for m in target.members] if target is not None else []
        return tuple(v for v in values if v is not None) if None not in values else ()

    def is_nullable(self, type_: Type) -> bool:
        """Whether null is among the values: written, or inside an alias."""
        return NULL in self.members(type_)

    def discriminator(self, type_: Type) -> DiscriminatorTable | None:
        """The discriminator of the objects of a union; None if no property is one.

        None also if a member can be any value: then no property is certain.
        """
        if type_ not in self._discriminators:
            self._discriminators[type_] = self._discriminator(type_)
        return self._discriminators[type_]

    def _discriminator(self, type_: Type) -> DiscriminatorTable | None:
        members = list(self.members(type_))
        objects = [member for member in members if self.properties(member) is not None]
        if len(objects) < 2 or any(is_anything(m) or isinstance(m, Parameter) for m in members):
            return None
        return discriminator_table(self, objects)

    @cached_property
    def tags(self) -> Mapping[str, tuple[str, Value]]:
        """By id, the property by which unions choose a declaration, and the value it has there.

        Without those that unions choose by different properties or values.
        """
        found: dict[str, dict[tuple[str, Literal], None]] = {}
        declared = (type_ for d in self.declarations.values() for type_ in shape_types(d))
        for union in {u for type_ in declared for u in walk(type_) if isinstance(u, UnionType)}:
            table = self.discriminator(union)
            if table is None:
                continue
            for value, members in table.members.items():
                tag = (table.property, Literal(value))
                for member in members:
                    if isinstance(member, Reference):
                        found.setdefault(member.id, {})[tag] = None
        single = {id_: next(iter(tags)) for id_, tags in found.items() if len(tags) == 1}
        return {id_: (name, literal.value) for id_, (name, literal) in single.items()}


def _flattened(type_: Type, follow: Callable[[Type], Type | None]) -> Iterator[Type]:
    """The members of a union, each once; ``follow`` returns what a member refers to."""
    stack: list[tuple[Type, int]] = [(type_, 0)]
    seen: set[Type] = set()
    while stack:
        current, depth = stack.pop()
        if current in seen:
            continue
        seen.add(current)
        if isinstance(current, UnionType):
            stack.extend((member, depth) for member in reversed(current.members))
            continue
        target = follow(current) if depth < _DEEPEST else None
        if target is None:
            yield current
        else:
            stack.append((target, depth + 1))


def fields_of(properties: tuple[Property, ...]) -> tuple[Property, ...]:
    """The properties that a value can have: ``x?: never`` means that there is no ``x``."""
    return tuple(p for p in properties if not (p.optional and p.type == NEVER))


def arguments_of(declaration: Declaration, type_: Reference) -> dict[str, Type]:
    """The type parameters of ``declaration`` as ``type_`` fills them in."""
    given = dict(zip((p.name for p in declaration.type_parameters), type_.arguments, strict=False))
    return {p.name: given.get(p.name) or default_of(p) for p in declaration.type_parameters}


def default_of(parameter: TypeParameter) -> Type:
    """The type of a parameter without an argument: its default, its constraint, or any type."""
    return parameter.default or parameter.constraint or UNKNOWN


def is_anything(type_: Type) -> bool:
    """Whether a type gives nothing to decode, so that any value is accepted."""
    if isinstance(type_, Primitive):
        return type_.name in _UNKNOWN
    if isinstance(type_, Object):
        return not type_.properties and not type_.index
    return isinstance(type_, _ANYTHING)


_UNKNOWN = frozenset({"any", "unknown", "object", "symbol", "this"})
_ANYTHING = (Intersection, Function, Generic, Opaque)
