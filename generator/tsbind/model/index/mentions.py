"""References between declarations, and the closure of a selection."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cached_property

from tsbind.model.declarations import Declaration
from tsbind.model.index.lookup import Lookup
from tsbind.model.kinds import foreign_type, is_data, is_reexport
from tsbind.model.mentions import mentioned, shape_types
from tsbind.model.types import Reference, Type

RESOURCES = "resources/"


class Mentions(Lookup):
    """Questions about references between declarations."""

    @cached_property
    def _mentions(self) -> dict[str, tuple[str, ...]]:
        return {}

    def mentioned(self, types: Iterable[Type]) -> tuple[str, ...]:
        """Ids of the declarations of the package that ``types`` mention, each once, in order."""
        known = (self._declared(id_) for id_ in mentioned(types))
        return tuple(dict.fromkeys(id_ for id_ in known if id_ is not None))

    def mentions(self, id_: str) -> tuple[str, ...]:
        """Ids of the declarations that ``id_`` mentions, each once, in order.

        A member of an enum counts as its enum. Classes for something that is not data (files,
        bytes) mention nothing.
        """
        found = self._mentions.get(id_)
        if found is None:
            declaration = self.get(id_)
            types = shape_types(declaration) if declaration and not foreign_type(id_) else ()
            found = self._mentions[id_] = self.mentioned(types)
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
        """``start`` and all data it uses, directly or not, in the order of the package."""
        found = self.closure(start, _is_own_data)
        return tuple(i for i, d in self.declarations.items() if i in found and not is_reexport(d))

    @cached_property
    def extenders(self) -> Mapping[str, tuple[Declaration, ...]]:
        """Declarations by the id of what they extend."""
        found: dict[str, list[Declaration]] = {}
        for declaration in self.declarations.values():
            for base in declaration.extends:
                if isinstance(base, Reference):
                    found.setdefault(base.id, []).append(declaration)
        return {id_: tuple(several) for id_, several in found.items()}

    @cached_property
    def importable(self) -> frozenset[str]:
        """Ids of the declarations that the generated package has a name for."""
        return frozenset(self.data_closure(self.roots))

    def is_emitted(self, declaration: Declaration) -> bool:
        """Whether a generated package can have the declaration: data, not a page or a file."""
        if not _is_own_data(declaration) or is_reexport(declaration):
            return False
        return not self.holds_behaviour(declaration)

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
        """Whether an alias names a class with behaviour, or mentions one.

        Such classes are pages and what the client reports about its connections; they are never
        sent or received. The aliases that it names are followed, interfaces are not.
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


def _is_own_data(declaration: Declaration) -> bool:
    return is_data(declaration) and not foreign_type(declaration.id)
