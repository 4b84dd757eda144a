"""Since when a place is there and which releases changed it, as short texts."""

from __future__ import annotations

from collections.abc import Sequence

from tsbind.diff.history import History, Since, history
from tsbind.model.declarations import Package
from tsbind.model.index import ModelIndex


def past(packages: Sequence[Package]) -> dict[str, str]:
    """What is known of the places of the last of ``packages``, which are in ascending order.

    Keys are ids of declarations, ids and wire names of fields with a blank between, and
    accessors. What is as it was in the first release has no entry.
    """
    known = history(packages)
    newest = packages[-1]
    index = ModelIndex(newest)
    result: dict[str, str] = {}
    for declaration in newest.types:
        path = index.public(declaration.id)
        _note(result, declaration.id, known.declarations.get(path), known)
        for property_ in declaration.properties:
            since = known.fields.get((path, property_.name))
            _note(result, f"{declaration.id} {property_.name}", since, known)
    for operation in newest.operations:
        _note(result, operation.accessor, known.methods.get(operation.accessor), known)
    return result


def _note(result: dict[str, str], key: str, since: Since | None, known: History) -> None:
    if since is None:
        return
    parts = [f"since {since.added}"] if since.added != known.first else []
    if since.changed:
        parts.append(f"changed in {', '.join(since.changed[-3:])}")
    if parts:
        result[key] = ", ".join(parts)
