"""Pairs the members of two unions that stand for the same alternative."""

from __future__ import annotations

from tsbind.diff import structure
from tsbind.diff.context import Context, Side
from tsbind.diff.index import last_name
from tsbind.model.spelling import literal_text
from tsbind.model.types import Literal, Reference, Type

Pair = tuple[Type, Type, str]
Paired = tuple[list[Pair], list[Type], list[Type]]
_ALIKE = 0.5


def pair_members(
    context: Context, removed: list[Type], added: list[Type], *, alone: bool
) -> Paired:
    """Pairs with a label for the place, and what is left of both sides.

    Members pair by a literal field both have (a discriminator), by name, by shape when there is
    one candidate, and, when ``alone``, by being the only ones.
    """
    pairs: list[Pair] = []
    rest = list(added)
    left: list[Type] = []
    single = len(removed) == 1 or len(added) == 1
    for member in _best_first(context, removed, added):
        found = _partner(context, member, rest, only=single, alone=alone)
        if found is None:
            left.append(member)
            continue
        partner, label = found
        rest = [other for other in rest if other is not partner]
        pairs.append((member, partner, "" if alone else label))
    return pairs, left, rest


def _best_first(context: Context, removed: list[Type], added: list[Type]) -> list[Type]:
    """Of several that became one, the one most alike comes first."""
    if len(added) != 1 or len(removed) < 2:
        return removed
    return sorted(removed, key=lambda member: -structure.likeness(context, member, added[0]))


def _partner(
    context: Context, member: Type, candidates: list[Type], *, only: bool, alone: bool
) -> tuple[Type, str] | None:
    category = structure.category(context.old, member)
    same = [c for c in candidates if structure.category(context.new, c) == category]
    if not same or category not in structure.COMPARABLE:
        return None
    if alone:
        return same[0], ""
    if category != "object":
        return (same[0], "") if len(same) == 1 and only else None
    return _object_partner(context, member, same, only=only)


def _object_partner(
    context: Context, member: Type, candidates: list[Type], *, only: bool
) -> tuple[Type, str] | None:
    tags = discriminators(context.old, member)
    for candidate in candidates:
        common = tags & discriminators(context.new, candidate)
        if common:
            return candidate, f"<{min(common)[1]}>"
    if tags or _is_split(context, member, candidates):
        return None
    name = _name(member)
    for candidate in candidates:
        if name and _name(candidate) == name:
            return candidate, f"<{name}>"
    best = max(candidates, key=lambda candidate: structure.likeness(context, member, candidate))
    if only and (
        structure.likeness(context, member, best) >= _ALIKE
        or structure.is_held(context, member, best, among=len(candidates))
    ):
        return best, f"<{_name(best) or name or 'object'}>"
    return None


def _is_split(context: Context, member: Type, candidates: list[Type]) -> bool:
    """Whether one object became several told apart by a field it has too: it is none of them."""
    if len(candidates) < 2:
        return False
    fields = structure.field_names(context.old, member)
    return any(
        name in fields
        for candidate in candidates
        for name, _ in discriminators(context.new, candidate)
    )


def discriminators(side: Side, type_: Type) -> frozenset[tuple[str, str]]:
    """Field and literal of every field that can have one value only."""
    members = side.index.members(type_)
    fields = members[0] if members else ()
    return frozenset(
        (f.name, literal_text(f.type.value))
        for f in fields
        if isinstance(f.type, Literal) and isinstance(f.type.value, str) and not f.optional
    )


def _name(type_: Type) -> str:
    return last_name(type_.id) if isinstance(type_, Reference) else ""
