"""The order of declarations in a module: after those they need, as far as there is no circle."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from tsbind.model.declarations import Declaration
from tsbind.model.kinds import alias_type
from tsbind.model.mentions import mentioned


def in_order(
    declarations: Sequence[Declaration], needed_by: Callable[[Declaration], Iterable[str]]
) -> list[Declaration]:
    """``declarations``, each after those it needs; a circle is entered where it stands first."""
    by_id = {declaration.id: declaration for declaration in declarations}
    done: dict[str, Declaration] = {}
    entered: set[str] = set()
    stack = list(reversed(declarations))
    while stack:
        current = stack[-1]
        if current.id in entered:
            done.setdefault(stack.pop().id, current)
            continue
        entered.add(current.id)
        needed = (by_id[id_] for id_ in needed_by(current) if id_ in by_id)
        stack.extend(reversed([other for other in needed if other.id not in entered]))
    return list(done.values())


def mentioned_by(alias: Declaration) -> Iterator[str]:
    """Ids of what an alias mentions."""
    type_ = alias_type(alias)
    return mentioned(() if type_ is None else (type_,))
