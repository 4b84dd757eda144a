"""What the alternatives of one type have that those of another do not."""

from __future__ import annotations

from collections.abc import Sequence

from tsbind.diff.comparing.context import Context
from tsbind.diff.reading.canonical import Normalizer
from tsbind.diff.reading.interner import literal_base
from tsbind.diff.reading.views import View, view
from tsbind.model.types import Literal, Primitive, Reference, Type
from tsbind.model.unions import members_of


def views(context: Context, old: Type, new: Type) -> tuple[View, View]:
    """Both sides without the named members they share: those are compared where they stand."""
    old_members, new_members = members_of(old), members_of(new)
    new_by_key = {_reference_key(context.new.normalizer, m): m for m in new_members}
    shared = {
        key
        for key in (_reference_key(context.old.normalizer, m) for m in old_members)
        if key is not None and key in new_by_key
    }
    return (
        _rest(context.old.normalizer, old_members, shared),
        _rest(context.new.normalizer, new_members, shared),
    )


def _rest(normalizer: Normalizer, members: Sequence[Type], shared: set[tuple[str, int]]) -> View:
    kept = [m for m in members if _reference_key(normalizer, m) not in shared]
    named = [m for m in members if _reference_key(normalizer, m) in shared]
    return view(kept, normalizer, view(named, normalizer) if named else None)


def _reference_key(normalizer: Normalizer, member: Type) -> tuple[str, int] | None:
    if not isinstance(member, Reference):
        return None
    return normalizer.key(member.id), len(member.arguments) and normalizer.normal(member)


def missing(one: View, other: View) -> list[Type]:
    """Members of ``one`` that ``other`` does not have and does not let through."""
    literals = [
        value
        for key, value in one.literals.items()
        if key not in other.literals and not _lets_through(one, other, value)
    ]
    return [*literals, *(t for key, t in one.others.items() if not _is_covered(key, t, other))]


def _lets_through(one: View, other: View, value: Literal) -> bool:
    """Whether the other side takes every value of the literal's primitive, and hides it so."""
    base = literal_base(value.value)
    return base in other.bases and base not in one.bases


def _is_covered(key: int, type_: Type, other: View) -> bool:
    if key in other.others:
        return True
    return isinstance(type_, Primitive) and type_.name == other.base


def literals_of(side: View, base: str) -> list[Literal]:
    """Literals of a closed set, where no primitive of the same side hides them."""
    if base in side.bases:
        return []
    return [value for value in side.literals.values() if literal_base(value.value) == base]


def swallows(members: list[Type], side: View) -> bool:
    """Whether one of ``members`` is a primitive that some literal of ``side`` is a value of."""
    wide = {member.name for member in members if isinstance(member, Primitive)}
    return any(literal_base(value.value) in wide for value in side.literals.values())


def without_literals(members: list[Type]) -> list[Type]:
    """The members that are no literals."""
    return [member for member in members if not isinstance(member, Literal)]
