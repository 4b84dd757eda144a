"""Looks for a witness of every breaking change of a declaration."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from tsbind.diff.change import Change, Report
from tsbind.diff.declarations import meaning
from tsbind.diff.endpoints import pair_methods
from tsbind.diff.index import PackageIndex
from tsbind.diff.interner import Interner
from tsbind.diff.matching import Matcher
from tsbind.diff.severity import Severity
from tsbind.diff.witness.accept import Judge
from tsbind.diff.witness.sample import Sampler
from tsbind.model.declarations import Declaration, Package
from tsbind.model.types import Reference, Type

Json = Any
_STEP = re.compile(r"[\[{<(][^.]*$")


@dataclass(frozen=True, slots=True)
class Witness:
    """A change, the side it breaks, and the value that shows it (None: none was found)."""

    change: Change
    side: str
    declaration: str
    value: Any
    found: bool


def witnesses(old: Package, new: Package, report: Report) -> Iterator[Witness]:
    """One for each side on which a change of a declaration is called breaking on the wire."""
    one, other = PackageIndex(old), PackageIndex(new)
    places = paired_places(old, new, one, other)
    for change in report.changes:
        if change.place not in places:
            continue
        before, after = places[change.place]
        if change.params is Severity.BREAKING:
            yield _witness(change, "params", (one, before), (other, after))
        if change.responses is Severity.BREAKING:
            yield _witness(change, "responses", (other, after), (one, before))


def paired_places(
    old: Package, new: Package, one: PackageIndex, other: PackageIndex
) -> dict[str, tuple[Declaration, Declaration]]:
    """The declarations both releases have, by the public path in the newer one."""
    pairs = Matcher(one, other, Interner()).run(pair_methods(old, new).pairs).pairs
    return {
        other.public(after): (one.by_id[before], other.by_id[after])
        for before, after in pairs.items()
    }


def member_path(member: str) -> tuple[str, ...]:
    """The names of fields in the member of a change, without items and members of unions."""
    return tuple(filter(None, (_STEP.sub("", step) for step in member.split("."))))


_Side = tuple[PackageIndex, Declaration]


def _witness(change: Change, side: str, giver: _Side, taker: _Side) -> Witness:
    """A value of the giver's declaration that the taker's does not accept."""
    path = member_path(change.member)
    given, taken = _type(*giver), _type(*taker)
    judge, own = Judge(taker[0]), Judge(giver[0])
    if given is None or taken is None:
        return Witness(change, side, change.place, None, found=False)
    for value in Sampler(giver[0]).values(given, path):
        if not judge.accepts(taken, value) and own.accepts(given, value):
            return Witness(change, side, change.place, value, found=True)
    return Witness(change, side, change.place, None, found=False)


def _type(index: PackageIndex, declaration: Declaration) -> Type | None:
    if index.is_object(declaration) and not declaration.type_parameters:
        return Reference(declaration.id)
    return meaning(index, declaration)
