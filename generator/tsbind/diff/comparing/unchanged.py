"""Which declarations two releases write alike, with all that decides what they mean.

Of the thousands of declarations of a release the next one changes a few; the others need no
comparison.
"""

from __future__ import annotations

from tsbind.diff.reading.matching import Matching
from tsbind.model.declarations import Declaration
from tsbind.model.index import ModelIndex
from tsbind.model.kinds import is_object
from tsbind.model.mentions import shape_types
from tsbind.model.types import Opaque, walk


def unchanged(old: ModelIndex, new: ModelIndex, matching: Matching) -> frozenset[str]:
    """Ids of declarations that are equal in both releases and mention nothing that changed.

    What mentions a changed object means what it meant, as an object goes by its name; what
    mentions any other changed declaration stands for something else.
    """
    found = {
        id_
        for id_, declaration in old.declarations.items()
        if matching.pairs.get(id_) == id_ and _equal(declaration, new.declarations[id_])
    }
    named = {
        id_
        for id_, declaration in old.declarations.items()
        if matching.pairs.get(id_) == id_
        and is_object(declaration)
        and is_object(new.declarations[id_])
    }
    for index in (old, new):
        fixed = found | named
        pending = [id_ for id_ in index.declarations if id_ not in fixed]
        while pending:
            for user in index.users(pending.pop()):
                if user in found:
                    found.discard(user)
                    if user not in named:
                        pending.append(user)
    return frozenset(found)


def _equal(old: Declaration, new: Declaration) -> bool:
    """Equal, and without types compared by their text alone, which a report mentions."""
    try:
        return old == new and not any(
            isinstance(part, Opaque) for type_ in shape_types(old) for part in walk(type_)
        )
    except RecursionError:
        return False
