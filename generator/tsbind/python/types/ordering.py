"""The order of aliases in a module: after those they mention, as far as there is no circle."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tsbind.model.declarations import Declaration
from tsbind.model.kinds import alias_type
from tsbind.model.mentions import mentioned


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


def _mentioned(alias: Declaration) -> Iterator[str]:
    type_ = alias_type(alias)
    return mentioned(() if type_ is None else (type_,))
