"""The order of aliases in a module: after those they mention, as far as there is no circle."""

from __future__ import annotations

from collections.abc import Sequence

from tsbind.model.declarations import Declaration
from tsbind.model.index import alias_type
from tsbind.model.types import Reference, walk


def in_order(aliases: Sequence[Declaration]) -> list[Declaration]:
    """``aliases``, each after those it mentions; a circle is entered where it stands first."""
    by_id = {alias.id: alias for alias in aliases}
    done: dict[str, Declaration] = {}
    entered: set[str] = set()
    stack = list(reversed(aliases))
    while stack:
        alias = stack[-1]
        if alias.id in entered:
            done.setdefault(stack.pop().id, alias)
            continue
        entered.add(alias.id)
        needed = (by_id[id_] for id_ in _mentioned(alias) if id_ in by_id)
        stack.extend(reversed([other for other in needed if other.id not in entered]))
    return list(done.values())


def _mentioned(alias: Declaration) -> list[str]:
    type_ = alias_type(alias)
    parts = walk(type_) if type_ is not None else ()
    return [part.id for part in parts if isinstance(part, Reference)]
