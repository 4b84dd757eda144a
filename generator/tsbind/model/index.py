"""The index of a model: every question about it, asked in one place.

Rooms above ask the index; none of them follows an alias, flattens a union or looks for a
discriminator by rules of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from types import MappingProxyType

from tsbind.model.declarations import Declaration, Package, Source, TypeParameter
from tsbind.model.discriminators import DiscriminatorTable, Value, discriminator_table
from tsbind.model.foreign import foreign_type
from tsbind.model.kinds import is_class, is_data, is_reexport
from tsbind.model.mentions import mentioned, shape_types
from tsbind.model.operations import Operation
from tsbind.model.substitute import substitute, substitute_property
from tsbind.model.types import (
    NULL,
    UNKNOWN,
    Function,
    Generic,
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
)

RESOURCES = "resources/"
_DEEPEST = 60
"""Steps through aliases: more has only an alias that grows inside itself."""
NO_PACKAGE = Package(Source("", ""))


class ModelIndex:
    """Look-ups over one model; what costs something is worked out once and kept."""

    def __init__(
        self,
        package: Package = NO_PACKAGE,
        planned: Iterable[Declaration] = (),
        spellings: Mapping[str, tuple[str, ...]] = MappingProxyType({}),
    ) -> None:
        """The index of ``package``, with the declarations of a plan in the place of its own.

        ``spellings`` are the names of operations in the generated client, by accessor.
        """
        self.package = package
        self._spellings = spellings
        self.declarations: dict[str, Declaration] = {}
        for declaration in package.types:
            # A class and an interface may share an id; the one with properties says more.
            known = self.declarations.get(declaration.id)
            if known is None or len(known.properties) < len(declaration.properties):
                self.declarations[declaration.id] = declaration
        self.declarations.update((d.id, d) for d in planned)
        self._mentions: dict[str, tuple[str, ...]] = {}
        self._literals: dict[str, tuple[Value, ...]] = {}
        self._properties: dict[Reference, tuple[Property, ...]] = {}

    @property
    def operations(self) -> tuple[Operation, ...]:
        """What the client can do."""
        return self.package.operations

    def spellings(self, accessor: str) -> tuple[str, ...]:
        """Every name of an operation: upstream's, then those in the generated client."""
        return (accessor, *self._spellings.get(accessor, ()))

    def get(self, id_: str) -> Declaration | None:
        """The declaration ``id_``, or None for one outside the package."""
        return self.declarations.get(id_)

    def enum_member(self, id_: str) -> str | int | float | None:
        """The value ``id_`` names, when it is a member of an enum."""
        return self._enum_members.get(id_)

    @cached_property
    def _enum_members(self) -> dict[str, str | int | float | None]:
        return {
            f"{declaration.id}.{member.name}": member.value
            for declaration in self.declarations.values()
            for member in declaration.members
        }

    # What a type is made of

    def alias_target(self, type_: Type) -> Type | None:
        """What a reference to an alias stands for, type parameters filled in; else None."""
        target = self.get(type_.id) if isinstance(type_, Reference) else None
        if target is None or target.type is None or is_class(target):
            return None
        if not target.type_parameters:
            return target.type
        assert isinstance(type_, Reference)
        return substitute(target.type, arguments_of(target, type_))

    def members(self, type_: Type) -> Iterator[Type]:
        """The members of a union, those of unions it refers to included, each once.

        A member is what a chain of aliases ends at: a class, or an alias of something that is no
        union.
        """
        stack: list[tuple[Type, int]] = [(type_, 0)]
        seen: set[Type] = set()
        while stack:
            current, depth = stack.pop()
            if current in seen:
                continue
            seen.add(current)
            target = current if isinstance(current, UnionType) else self.alias_target(current)
            if isinstance(target, UnionType):
                inner = target.members
            elif isinstance(target, Reference):
                inner = (target,)
            else:
                inner = ()
            if inner and depth < _DEEPEST:
                stack.extend((member, depth + 1) for member in reversed(inner))
            else:
                yield current

    def properties(self, type_: Type) -> tuple[Property, ...] | None:
        """The properties of a type that is an object, type parameters filled in; else None."""
        if isinstance(type_, Object):
            return type_.properties
        target = self.get(type_.id) if isinstance(type_, Reference) else None
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
        """The values of a type that is made of literals only; empty for any other type."""
        if isinstance(type_, Literal):
            return (type_.value,)
        if not isinstance(type_, (UnionType, Reference)):
            return ()
        if isinstance(type_, Reference) and type_.id in self._literals:
            return self._literals[type_.id]
        parts = [self._literals_of(member) for member in self.members(type_)]
        found = tuple(dict.fromkeys(v for part in parts for v in part)) if all(parts) else ()
        if isinstance(type_, Reference) and not type_.arguments:
            self._literals[type_.id] = found
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
        """How the objects of a union are told apart; None where no property does it.

        Nor where a member can be anything: then nothing can be told apart.
        """
        members = list(self.members(type_))
        objects = [member for member in members if self.properties(member) is not None]
        if len(objects) < 2 or any(is_anything(m) or isinstance(m, Parameter) for m in members):
            return None
        return discriminator_table(self, objects)

    # Who mentions whom

    def mentions(self, id_: str) -> tuple[str, ...]:
        """Ids of the declarations that ``id_`` is written with, each once, in order.

        A member of an enum counts as its enum. Classes that stand for something outside the data
        (files, bytes) mention nothing.
        """
        found = self._mentions.get(id_)
        if found is None:
            declaration = self.get(id_)
            types = shape_types(declaration) if declaration and not foreign_type(id_) else ()
            known = (self._declared(mention) for mention in mentioned(types))
            found = self._mentions[id_] = tuple(dict.fromkeys(m for m in known if m is not None))
        return found

    def _declared(self, id_: str) -> str | None:
        if id_ in self.declarations:
            return id_
        owner = id_.rpartition(".")[0]
        return owner if owner in self.declarations else None

    @cached_property
    def _users(self) -> Mapping[str, tuple[str, ...]]:
        users: dict[str, list[str]] = {}
        for id_ in self.declarations:
            for mention in self.mentions(id_):
                users.setdefault(mention, []).append(id_)
        return {id_: tuple(found) for id_, found in users.items()}

    def users(self, id_: str) -> tuple[str, ...]:
        """Ids of the declarations that mention ``id_``, in the order of the package."""
        return self._users.get(id_, ())

    def closure(
        self, start: Iterable[str], goes_through: Callable[[Declaration], bool] = lambda _: True
    ) -> frozenset[str]:
        """Ids in ``start`` and all they mention, directly or not, as far as it ``goes_through``."""
        seen: set[str] = set()
        pending = [id_ for given in start if (id_ := self._declared(given)) is not None]
        while pending:
            id_ = pending.pop()
            if id_ not in seen and goes_through(self.declarations[id_]):
                seen.add(id_)
                pending.extend(self.mentions(id_))
        return frozenset(seen)

    def data_closure(self, start: Iterable[str]) -> tuple[str, ...]:
        """The data in ``start`` and all data it reaches, in the order of the package."""
        found = self.closure(start, _is_own_data)
        return tuple(i for i, d in self.declarations.items() if i in found and not is_reexport(d))

    @cached_property
    def has_resources(self) -> bool:
        """Whether the package has upstream's layout of resource classes."""
        return any(declaration.is_resource for declaration in self.declarations.values())

    @cached_property
    def roots(self) -> tuple[str, ...]:
        """Ids of the exported data: of the resources, or all where there are no resources."""
        data = [d for d in self.declarations.values() if d.exported and is_data(d)]
        if not self.has_resources:
            return tuple(d.id for d in data)
        inside = (d for d in data if d.id.startswith(RESOURCES))
        return tuple(d.id for d in inside if not self.holds_behaviour(d))

    def holds_behaviour(self, declaration: Declaration) -> bool:
        """Whether an alias names a class with behaviour, or holds one in its own writing.

        Pages, and what the client reports of its connections: nothing that travels. Other
        aliases it names are followed, interfaces are not.
        """
        stack, seen = [declaration], {declaration.id}
        while stack:
            type_ = stack.pop().type
            for id_ in mentioned(() if type_ is None else (type_,)):
                found = self.get(id_)
                if found is None or found.id in seen or foreign_type(found.id):
                    continue
                if not is_data(found):
                    return True
                seen.add(found.id)
                stack.append(found)
        return False


def arguments_of(declaration: Declaration, type_: Reference) -> dict[str, Type]:
    """The type parameters of ``declaration`` as ``type_`` fills them in."""
    given = dict(zip((p.name for p in declaration.type_parameters), type_.arguments, strict=False))
    return {p.name: given.get(p.name) or default_of(p) for p in declaration.type_parameters}


def default_of(parameter: TypeParameter) -> Type:
    """What stands for a type parameter nobody gives: its default, its constraint, anything."""
    return parameter.default or parameter.constraint or UNKNOWN


def is_anything(type_: Type) -> bool:
    """Whether a type says nothing that could be decoded: any value goes."""
    if isinstance(type_, Primitive):
        return type_.name in _UNKNOWN
    if isinstance(type_, Object):
        return not type_.properties and not type_.index
    return isinstance(type_, _ANYTHING)


def _is_own_data(declaration: Declaration) -> bool:
    return is_data(declaration) and not foreign_type(declaration.id)


_UNKNOWN = frozenset({"any", "unknown", "object", "symbol", "this"})
_ANYTHING = (Intersection, Function, Generic, Opaque)
