"""Fields of params that upstream only moved there from a path argument.

`messages.retrieve(threadId, messageId)` became `messages.retrieve(messageID, { thread_id })`: the
params gained a field, yet no request and no Python call changed. Such a field is taken out of the
comparison of the declaration; the method says that its signature changed.
"""

from __future__ import annotations

from collections.abc import Iterable

from tsbind.diff.comparing.context import Side
from tsbind.diff.comparing.endpoints import Pair
from tsbind.diff.comparing.signatures import payloads
from tsbind.diff.reading.reach import is_options
from tsbind.model.index import ObjectFields
from tsbind.model.operations import Operation
from tsbind.model.types import Reference, Type
from tsbind.python.names import attribute_name

Fields = dict[str, set[str]]


class PathFields:
    """Names of such fields by declaration, of both releases."""

    def __init__(self, old: Side, new: Side, pairs: Iterable[Pair]) -> None:
        self.old: Fields = {}
        self.new: Fields = {}
        for one, other in pairs:
            self._note(self.new, new, other, one)
            self._note(self.old, old, one, other)

    @staticmethod
    def _note(found: Fields, side: Side, operation: Operation, partner: Operation) -> None:
        known = {attribute_name(p.name) for p in partner.path_parameters}
        own = {p.name for p in operation.path_parameters if p.source == "params"}
        names = {name for name in own if attribute_name(name) in known}
        types = [p.type for p in payloads(operation).values() if p.type is not None]
        if not operation.path:
            names, types = _of_helper(operation, partner)
        for type_ in types if names else ():
            for leaf in side.index.alternatives(type_):
                if isinstance(leaf, Reference):
                    for identifier in _owners(side, leaf.id):
                        found.setdefault(identifier, set()).update(names)

    def drop_moved_fields(
        self, old: str, old_members: ObjectFields, new: str, new_members: ObjectFields
    ) -> tuple[ObjectFields, ObjectFields]:
        """Fields of the declarations of these ids without such fields."""
        old_names = {p.name for p in old_members[0]}
        new_names = {p.name for p in new_members[0]}
        drop_new = self.new.get(new, set()) - old_names
        drop_old = self.old.get(old, set()) - new_names
        return (
            (tuple(p for p in old_members[0] if p.name not in drop_old), old_members[1]),
            (tuple(p for p in new_members[0] if p.name not in drop_new), new_members[1]),
        )


def _of_helper(operation: Operation, partner: Operation) -> tuple[set[str], list[Type]]:
    """Names of arguments the partner takes and ``operation`` does not; its own params."""
    own, known = (
        {str(attribute_name(p.name)) for s in o.signatures for p in s.parameters}
        for o in (operation, partner)
    )
    types = [p.type for s in operation.signatures for p in s.parameters if not is_options(p)]
    return known - own, types


def _owners(side: Side, identifier: str) -> set[str]:
    """The declaration, and those its fields are inherited from."""
    declaration = side.index.declarations.get(identifier)
    properties = declaration.properties if declaration else ()
    return {identifier, *(p.inherited_from for p in properties if p.inherited_from)}
