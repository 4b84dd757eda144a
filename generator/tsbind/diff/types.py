"""Compares two types at one place: null, literals, open sets, members, and what is inside them."""

from __future__ import annotations

from tsbind.diff import structure
from tsbind.diff.canonical import Normalizer
from tsbind.diff.context import Context
from tsbind.diff.interner import literal_base
from tsbind.diff.pairing import pair_members
from tsbind.diff.place import MAX_DEPTH, Place
from tsbind.diff.views import View, direct_members, view
from tsbind.model.spelling import typescript
from tsbind.model.types import Literal, Object, Primitive, Reference, Type


def compare_types(context: Context, old: Type, new: Type, place: Place) -> None:
    """Collect what changed between ``old`` and ``new``."""
    if context.equal(old, new):
        return
    if place.depth > MAX_DEPTH or context.spent():
        _change(context, "type_changed", place, old, new)
        return
    if context.same_reference(old, new):
        _compare_arguments(context, old, new, place)
        return
    if context.enter(old, new):
        _Alternatives(context, old, new, place).compare()
        context.leave(old, new)


def _compare_arguments(context: Context, old: Type, new: Type, place: Place) -> None:
    assert isinstance(old, Reference)
    assert isinstance(new, Reference)
    # Where one side leaves the arguments to their defaults, the declaration tells the change.
    for number, (one, other) in enumerate(zip(old.arguments, new.arguments, strict=False)):
        compare_types(context, one, other, place.step(f"<{number}>" if number else "<>"))


def _change(context: Context, kind: str, place: Place, old: Type, new: Type) -> None:
    context.collector.add(kind, place, old=context.old.spell(old), new=context.new.spell(new))


class _Alternatives:
    """Compares the alternatives of two types, from the outside in."""

    def __init__(self, context: Context, old: Type, new: Type, place: Place) -> None:
        self.context, self.place = context, place
        self.old_type, self.new_type = old, new
        self.old, self.new = _views(context, old, new)
        self.kept = bool(self.old.shared)

    def compare(self) -> None:
        """Everything, in the order a reader wants it."""
        if self.old.anything or self.new.anything:
            self._anything()
            return
        self._null()
        self._openness()
        removed, added = self._differences()
        if removed or added:
            self._members(removed, added)

    def add(self, kind: str, content: str = "", variant: str = "") -> None:
        """Collect a change of the whole type."""
        self.context.collector.add(
            kind,
            self.place,
            content=content,
            variant=variant,
            old=self.context.old.spell(self.old_type),
            new=self.context.new.spell(self.new_type),
        )

    def _anything(self) -> None:
        if self.old.anything != self.new.anything:
            self.add("type_widened" if self.new.anything else "type_narrowed")
        elif self.old.opaque != self.new.opaque:
            self.add("type_changed")

    def _null(self) -> None:
        if not (self.old.size and self.new.size):
            return
        if self.old.null != self.new.null:
            self.add("nullable_added" if self.new.null else "nullable_removed")

    def _openness(self) -> None:
        old, new = self.old, self.new
        if new.base and not old.base and _literals_of(old, new.base):
            self.add("union_opened")
        if old.base and not new.base and _literals_of(new, old.base):
            self.add("union_closed")

    def _differences(self) -> tuple[list[Type], list[Type]]:
        """Members of one side that the other does not have and does not let through."""
        removed = _missing(self.old, self.new)
        added = _missing(self.new, self.old)
        total = len(self.old.others) + len(self.old.literals)
        self.kept = self.kept or len(removed) < total or self._base_kept()
        return removed, added

    def _base_kept(self) -> bool:
        return bool(self.old.base and self.old.base in self.new.bases)

    def _members(self, removed: list[Type], added: list[Type]) -> None:
        removed, added = self._literals(removed, added)
        pairs, removed, added = pair_members(self.context, removed, added, alone=self._single())
        for one, other, label in pairs:
            self.kept = True
            structure.compare(self.context, one, other, self.place.step(label))
        self._rest(removed, added)

    def _single(self) -> bool:
        return self.old.size == 1 and self.new.size == 1

    def _literals(self, removed: list[Type], added: list[Type]) -> tuple[list[Type], list[Type]]:
        """Report literals where both sides are sets of values; give back what is left."""
        gone = [t for t in removed if isinstance(t, Literal)]
        come = [t for t in added if isinstance(t, Literal)]
        if self._constant(gone, come):
            self.add("const_changed")
        elif not (self._is_set(self.old) and self._is_set(self.new)):
            return removed, added
        else:
            self._values("enum_value_removed", gone)
            self._values("enum_value_added", come)
        return _without_literals(removed), _without_literals(added)

    def _constant(self, gone: list[Literal], come: list[Literal]) -> bool:
        return self._single() and len(gone) == 1 and len(come) == 1

    @staticmethod
    def _is_set(side: View) -> bool:
        return bool(side.literals or side.base or "string" in side.bases)

    def _values(self, kind: str, values: list[Literal]) -> None:
        for value in values:
            is_open = literal_base(value.value) in self.new.bases
            self.add(kind, typescript(value), "open" if is_open else "")

    def _rest(self, removed: list[Type], added: list[Type]) -> None:
        """Members without a partner on the other side."""
        if removed and added and not self.kept:
            self.add(self._disjoint(removed, added))
            return
        if added and not removed:
            self._only_added(added)
        elif removed and not added:
            self._only_removed(removed)
        else:
            self._each("union_member_removed", removed)
            self._each("union_member_added", added)

    def _disjoint(self, removed: list[Type], added: list[Type]) -> str:
        shapes = {structure.category(self.context.old, t) for t in removed}
        shapes |= {structure.category(self.context.new, t) for t in added}
        return "shape_changed" if shapes <= structure.SHAPES else "type_changed"

    def _only_added(self, added: list[Type]) -> None:
        swallowed = self.old.literals and any(isinstance(t, Primitive) for t in added)
        if self.old.size <= 1 or swallowed:
            self.add("type_widened")
        else:
            self._each("union_member_added", added)

    def _only_removed(self, removed: list[Type]) -> None:
        left = [*self.new.others.values(), *self.new.literals.values()]
        plain = self.new.size == 1 and not any(isinstance(t, (Reference, Object)) for t in left)
        swallowed = self.new.literals and any(isinstance(t, Primitive) for t in removed)
        if (plain and not self.new.shared) or swallowed:
            self.add("type_narrowed")
        else:
            self._each("union_member_removed", removed)

    def _each(self, kind: str, members: list[Type]) -> None:
        for member in members:
            self.add(kind, typescript(member))


def _views(context: Context, old: Type, new: Type) -> tuple[View, View]:
    """Both sides without the named members they share: those are compared where they stand."""
    old_members, new_members = direct_members(old), direct_members(new)
    new_by_key = {_reference_key(context.new.normalizer, m): m for m in new_members}
    shared = {
        key
        for key in (_reference_key(context.old.normalizer, m) for m in old_members)
        if key is not None and key in new_by_key
    }
    old_rest = [m for m in old_members if _reference_key(context.old.normalizer, m) not in shared]
    new_rest = [m for m in new_members if _reference_key(context.new.normalizer, m) not in shared]
    return (
        view(old_rest, context.old.normalizer, len(shared)),
        view(new_rest, context.new.normalizer, len(shared)),
    )


def _reference_key(normalizer: Normalizer, member: Type) -> tuple[str, int] | None:
    if not isinstance(member, Reference):
        return None
    return normalizer.key(member.id), len(member.arguments) and normalizer.normal(member)


def _missing(one: View, other: View) -> list[Type]:
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


def _literals_of(side: View, base: str) -> list[Literal]:
    """Literals of a closed set, where no primitive of the same side hides them."""
    if base in side.bases:
        return []
    return [value for value in side.literals.values() if literal_base(value.value) == base]


def _without_literals(members: list[Type]) -> list[Type]:
    return [member for member in members if not isinstance(member, Literal)]
