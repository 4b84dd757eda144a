"""The generated classes of objects upstream writes in place."""

from __future__ import annotations

from collections.abc import Iterator

from tsbind.model.declarations import Package
from tsbind.model.index import ModelIndex
from tsbind.model.substitute import rebuild
from tsbind.model.types import Object, Property, Reference, Type, walk


class InlineClasses:
    """Reads from the plan which class stands for which object of a package."""

    def __init__(self, package: Package, index: ModelIndex) -> None:
        self.index = index
        self._found: dict[int, Reference] = {}
        for declaration in package.types:
            planned = index.get(declaration.id)
            if planned is None or planned is declaration:
                continue
            if declaration.type is not None and planned.type is not None:
                self._note(declaration.type, planned.type)
            self._fields(declaration.properties, planned.properties)

    def _fields(self, written: tuple[Property, ...], planned: tuple[Property, ...]) -> None:
        by_name = {field.name: field.type for field in planned}
        for field in written:
            if field.name in by_name and has_object(field.type):
                self._note(field.type, by_name[field.name])

    def _note(self, written: Type, planned: Type) -> None:
        if isinstance(written, Object):
            if isinstance(planned, Reference):
                # The package keeps the object alive, so that nothing else gets its identity.
                self._found[id(written)] = planned
                declaration = self.index.get(planned.id)
                self._fields(written.properties, declaration.properties if declaration else ())
            return
        for one, other in zip(_parts(written), _parts(planned), strict=False):
            self._note(one, other)

    def named(self, type_: Type) -> Type:
        """``type_`` with the class in place of each object that has one."""
        known = self._found.get(id(type_))
        return known if known is not None else rebuild(type_, self.named)


def has_object(type_: Type) -> bool:
    """Whether an object is written in place somewhere in it."""
    return any(isinstance(part, Object) for part in walk(type_))


def _parts(type_: Type) -> Iterator[Type]:
    parts: list[Type] = []

    def keep(part: Type) -> Type:
        parts.append(part)
        return part

    rebuild(type_, keep)
    return iter(parts)
