"""Looks for a value that shows what a change breaks on the wire, by the models alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from tsbind.diff.changes.change import Change
from tsbind.diff.changes.member import way
from tsbind.diff.comparing.declarations import meaning
from tsbind.diff.witness.accept import Judge
from tsbind.diff.witness.pair import Pair
from tsbind.diff.witness.release import Release
from tsbind.diff.witness.sample import Sampler
from tsbind.model.kinds import is_object
from tsbind.model.types import Reference, Type

Json = Any
_CLOSED = frozenset({"field_renamed"})
"""Kinds that show only to those who take no field they do not know."""


@dataclass(frozen=True, slots=True)
class Witness:
    """A change, the side it breaks, and the value that shows it (None: none was found)."""

    change: Change
    side: str
    value: Any
    found: bool


def witness(pair: Pair, change: Change, side: str) -> Witness:
    """The value of one change: of params what the older release takes, else what the newer gives.

    Found means that the other release does not know it as a value of its own type.
    """
    before, after = pair.roots(change)
    given, taken = (pair.old, before), (pair.new, after)
    if side == "responses":
        given, taken = taken, given
    path = way(change.member).names
    value, found = _value(given, taken, path, closed=change.kind in _CLOSED)
    return Witness(change, side, value, found)


_Types = tuple[Release, list[Type]]


def _value(
    given: _Types, taken: _Types, path: tuple[str, ...], *, closed: bool
) -> tuple[Json, bool]:
    judge, own = Judge(taken[0].index, closed=closed), Judge(given[0].index)
    theirs = [_plain(taken[0], type_) for type_ in taken[1]]
    for type_ in given[1] if taken[1] else ():
        mine = _plain(given[0], type_)
        for value in Sampler(given[0].index).values(mine, path):
            if own.accepts(mine, value) and not any(judge.accepts(t, value) for t in theirs):
                return value, True
    return None, False


def _plain(release: Release, type_: Type) -> Type:
    """A declaration's contents where the reference alone does not tell them."""
    declaration = release.index.declared(type_)
    if declaration is None or not isinstance(type_, Reference) or type_.arguments:
        return type_
    if is_object(declaration) and not declaration.type_parameters:
        return type_
    return meaning(release.index, declaration) or type_
