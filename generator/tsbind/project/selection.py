"""From what a person selects to the declarations that must be generated for it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import cast

from tsbind.model.codec import Json, encode
from tsbind.model.declarations import Package
from tsbind.model.selectors import select


def selected_ids(package: Package, selectors: Sequence[str]) -> tuple[str, ...] | None:
    """Ids of the declarations that ``selectors`` name, or that operations they name mention.

    None, for everything, when there are no selectors. Raises `UsageError` for one that names
    nothing.
    """
    if not selectors:
        return None
    selection = select(package, selectors)
    ids = dict.fromkeys(declaration.id for declaration in selection.declarations)
    for operation in selection.operations:
        ids.update(dict.fromkeys(_references(encode(operation))))
    return tuple(ids)


def _references(value: Json) -> Iterator[str]:
    """Ids of the references in a model value written as JSON."""
    pending: list[Json] = [value]
    while pending:
        item = pending.pop()
        match item:
            case {"kind": "reference", "id": str(id_)}:
                yield id_
            case _:
                pass
        if isinstance(item, dict):
            pending.extend(cast("dict[str, Json]", item).values())
        elif isinstance(item, list):
            pending.extend(cast("list[Json]", item))
