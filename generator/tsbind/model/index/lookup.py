"""Declarations and operations by their names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property
from types import MappingProxyType

from tsbind.model.declarations import Declaration, Package, Source
from tsbind.model.operations import Operation
from tsbind.model.types import Reference, Type

NO_PACKAGE = Package(Source("", ""))


class Lookup:
    """Look-ups over one model by id and by accessor."""

    def __init__(
        self,
        package: Package = NO_PACKAGE,
        planned: Iterable[Declaration] = (),
        spellings: Mapping[str, tuple[str, ...]] = MappingProxyType({}),
    ) -> None:
        """The index of ``package``, with the declarations of a plan instead of its own.

        ``spellings`` are the names of operations in the generated client, by accessor.
        """
        self.package = package
        self._spellings = spellings
        self.declarations: dict[str, Declaration] = {}
        for declaration in package.types:
            # A class and an interface may share an id; prefer the one with properties.
            known = self.declarations.get(declaration.id)
            if known is None or len(known.properties) < len(declaration.properties):
                self.declarations[declaration.id] = declaration
        self.declarations.update((d.id, d) for d in planned)

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

    def declared(self, type_: Type | None) -> Declaration | None:
        """The declaration a reference names, or None for other types and other packages."""
        return self.declarations.get(type_.id) if isinstance(type_, Reference) else None

    def enum_member(self, id_: str) -> str | int | float | None:
        """The value that ``id_`` names, if it is a member of an enum."""
        return self._enum_members.get(id_)

    @cached_property
    def _enum_members(self) -> dict[str, str | int | float | None]:
        return {
            f"{declaration.id}.{member.name}": member.value
            for declaration in self.declarations.values()
            for member in declaration.members
        }
