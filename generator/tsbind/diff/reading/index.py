"""A package made ready for comparison: declarations by id, what they refer to, what is public."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable
from dataclasses import replace
from functools import cached_property

from tsbind.diff.reading.public import RESOURCES, file_path, index_folder, public_path, split_id
from tsbind.model.declarations import Declaration, Package, TypeParameter
from tsbind.model.foreign import foreign_type
from tsbind.model.index import ModelIndex
from tsbind.model.kinds import is_data, is_reexport
from tsbind.model.substitute import substitute
from tsbind.model.types import (
    NEVER,
    UNKNOWN,
    Generic,
    IndexSignature,
    Intersection,
    Object,
    Property,
    Reference,
    Type,
    walk,
)

Members = tuple[tuple[Property, ...], tuple[IndexSignature, ...]]
_OBJECT_ALIASES = (Object, Intersection, Generic, type(None))


class PackageIndex:
    """Look-ups over one package; everything is worked out once and kept."""

    def __init__(self, package: Package) -> None:
        self.package = package
        self.by_id: dict[str, Declaration] = {}
        for declaration in package.types:
            # A class and an interface may share an id; the one with properties says more.
            known = self.by_id.get(declaration.id)
            if known is None or len(known.properties) < len(declaration.properties):
                self.by_id[declaration.id] = declaration
        self._index = ModelIndex(package)
        self._references: dict[str, tuple[str, ...]] = {}

    def get(self, type_: Type) -> Declaration | None:
        """The declaration a reference names, or None for other types and other packages."""
        return self.by_id.get(type_.id) if isinstance(type_, Reference) else None

    def base_alias(self, declaration: Declaration) -> Type | None:
        """The base of a class that adds nothing (``class RunsPage extends CursorPage<Run>``)."""
        if declaration.kind != "class" or len(declaration.extends) != 1:
            return None
        own = any(p.inherited_from is None for p in declaration.properties)
        base = declaration.extends[0]
        return None if own or not isinstance(base, Reference) else base

    def alias_target(self, declaration: Declaration) -> Type | None:
        """What stands for the declaration wherever it is used, or None when it is an object."""
        if declaration.kind == "alias" and not self.is_object(declaration):
            return declaration.type
        return self.base_alias(declaration)

    def is_object(self, declaration: Declaration) -> bool:
        """Whether it is an object with fields, however it is declared."""
        if declaration.kind in {"interface", "class"}:
            return self.base_alias(declaration) is None
        return declaration.kind == "alias" and isinstance(declaration.type, _OBJECT_ALIASES)

    def members(self, type_: Type) -> Members | None:
        """Fields and index signatures of an object type, or None for any other type."""
        if isinstance(type_, Object):
            return fields_of(type_.properties), type_.index
        declaration = self.get(type_)
        if declaration is None or not self.is_object(declaration) or foreign_type(declaration.id):
            return None
        members = self.declared_members(declaration)
        return applied(members, declaration, type_) if declaration.type_parameters else members

    def declared_members(self, declaration: Declaration) -> Members:
        """Fields and index signatures of a declaration, whatever wrote them."""
        properties = declaration.properties
        index = declaration.index
        if isinstance(declaration.type, Object) and not properties:
            properties, index = declaration.type.properties, declaration.type.index
        if declaration.kind == "class":
            properties = tuple(p for p in properties if not p.method)
        return fields_of(properties), index

    def references(self, identifier: str) -> tuple[str, ...]:
        """Ids of the declarations ``identifier`` mentions, without repeats."""
        found = self._references.get(identifier)
        if found is None and foreign_type(identifier):
            found = self._references[identifier] = ()
        if found is None:
            found = tuple(mentioned(self._types_in(self.by_id[identifier]), self.by_id))
            self._references[identifier] = found
        return found

    def _types_in(self, declaration: Declaration) -> list[Type]:
        target = self.alias_target(declaration)
        if target is not None:
            return [target]
        fields, index = self.declared_members(declaration)
        return [p.type for p in fields] + [s.value for s in index]

    def closure(self, seeds: Iterable[str]) -> frozenset[str]:
        """``seeds`` and everything they mention, directly or not."""
        seen = set(seeds)
        pending = list(seen)
        while pending:
            for identifier in self.references(pending.pop()):
                if identifier not in seen:
                    seen.add(identifier)
                    pending.append(identifier)
        return frozenset(seen)

    @cached_property
    def extended(self) -> dict[str, tuple[Declaration, ...]]:
        """Declarations by the id of what they extend."""
        found: dict[str, list[Declaration]] = {}
        for declaration in self.by_id.values():
            for base in declaration.extends:
                if isinstance(base, Reference):
                    found.setdefault(base.id, []).append(declaration)
        return {key: tuple(value) for key, value in found.items()}

    @cached_property
    def seeds(self) -> tuple[str, ...]:
        """Exported data declarations: those of resources, or all where there are no resources."""
        data = [d for d in self.by_id.values() if d.exported and not d.is_resource]
        inside = [d.id for d in data if d.id.startswith(RESOURCES)]
        return tuple(inside) if inside else tuple(d.id for d in data)

    @cached_property
    def exported_as(self) -> dict[str, set[str]]:
        """Names under which index files export a declaration, by id: ``(folder, name)`` paths."""
        found: dict[str, set[str]] = {}
        for export in self.package.exports:
            where = index_folder(export.file)
            path = f"{where}/{export.name}" if where else export.name
            found.setdefault(export.target, set()).add(path)
        return found

    def public(self, identifier: str) -> str:
        """The public path of a declaration; where two share one, the file tells them apart."""
        path = public_path(identifier)
        return path if self._owners[path] == 1 else file_path(identifier)

    @cached_property
    def _owners(self) -> Counter[str]:
        """How many declarations have each public path."""
        return Counter(public_path(identifier) for identifier in self.by_id)

    @cached_property
    def importable(self) -> frozenset[str]:
        """Declarations the generated package has a name for."""
        return frozenset(self._index.data_closure(self._index.roots))

    def is_emitted(self, declaration: Declaration) -> bool:
        """Whether the generated package has the declaration: data, and no page or file."""
        if not is_data(declaration) or is_reexport(declaration) or foreign_type(declaration.id):
            return False
        target = self.get(declaration.type) if declaration.type is not None else None
        return target is None or target.kind != "class"

    def paths(self, identifier: str) -> set[str]:
        """Every public path a declaration can be imported from."""
        return {public_path(identifier), *self.exported_as.get(identifier, ())}


def applied(members: Members, declaration: Declaration, type_: Type) -> Members:
    """The members of a generic declaration for the arguments of ``type_``, or its defaults."""
    arguments = type_.arguments if isinstance(type_, Reference) else ()
    values = {
        parameter.name: argument
        for parameter, argument in zip(
            declaration.type_parameters,
            [*arguments, *(default_of(p) for p in declaration.type_parameters[len(arguments) :])],
            strict=False,
        )
    }
    fields = tuple(replace(p, type=substitute(p.type, values)) for p in members[0])
    return fields, members[1]


def default_of(parameter: TypeParameter) -> Type:
    """What stands for a type parameter nobody gives: its default, its constraint, anything."""
    return parameter.default or parameter.constraint or UNKNOWN


def fields_of(properties: tuple[Property, ...]) -> tuple[Property, ...]:
    """Properties a value can have: ``x?: never`` says that there is no ``x``."""
    return tuple(p for p in properties if not (p.optional and p.type == NEVER))


def mentioned(types: Iterable[Type], known: Container[str]) -> dict[str, None]:
    """Ids of the declarations of ``known`` that ``types`` name, in order."""
    found: dict[str, None] = {}
    for type_ in types:
        for part in walk(type_):
            if isinstance(part, Reference) and part.id in known:
                found[part.id] = None
    return found


def last_name(identifier: str) -> str:
    """The unqualified name of a declaration."""
    return split_id(identifier)[1].rsplit(".", 1)[-1]
