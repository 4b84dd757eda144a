"""Discriminators: the property whose literals tell the objects of a union apart."""

from __future__ import annotations

from collections.abc import Sequence

from tsbind.model.index import ModelIndex
from tsbind.model.types import Type
from tsbind.values import value_class

Value = str | int | float | bool


@value_class(frozen=True, slots=True)
class Tags:
    """A discriminating property, the members each literal selects, and those none selects."""

    property: str
    members: dict[Value, tuple[Type, ...]]
    others: tuple[Type, ...]


def tags_of(index: ModelIndex, members: Sequence[Type]) -> Tags | None:
    """How the objects among ``members`` are told apart, or None where no property does it.

    Of the properties that have a literal type in at least two members, with at least two
    different values, the one that covers the most members wins; then ``type``; then the one
    written first. A member where the property may be absent is among the others too.
    """
    tables: dict[str, dict[Value, list[Type]]] = {}
    sure: dict[str, list[Type]] = {}
    covered: dict[str, int] = {}
    for member in members:
        for property_ in index.properties(member) or ():
            for value in index.literals(property_.type):
                tables.setdefault(property_.name, {}).setdefault(value, []).append(member)
            if index.literals(property_.type):
                covered[property_.name] = covered.get(property_.name, 0) + 1
                if not property_.optional:
                    sure.setdefault(property_.name, []).append(member)
    fit = [name for name in tables if covered[name] > 1 and len(tables[name]) > 1]
    if not fit:
        return None
    best = max(fit, key=lambda name: (covered[name], name == "type"))
    certain = set(sure.get(best, ()))
    table = {value: tuple(found) for value, found in tables[best].items()}
    return Tags(best, table, tuple(m for m in members if m not in certain))
