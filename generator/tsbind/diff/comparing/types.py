"""Compares two types at one place: null, literals, open sets, members, and what is inside them."""

from __future__ import annotations

from dataclasses import replace

from tsbind.diff.comparing import structure
from tsbind.diff.comparing.context import Context, Side
from tsbind.diff.comparing.differences import (
    literals_of,
    missing,
    swallows,
    views,
    without_literals,
)
from tsbind.diff.comparing.pairing import pair_members
from tsbind.diff.comparing.place import MAX_DEPTH, Place
from tsbind.diff.reading.interner import literal_base
from tsbind.diff.reading.views import View
from tsbind.model.spelling import typescript
from tsbind.model.types import Literal, Object, Reference, Type, children


def compare_types(context: Context, old: Type, new: Type, place: Place) -> None:
    """Collect what changed between ``old`` and ``new``."""
    if context.equal(old, new):
        if _has_other_class(context, old, new, place):
            _change(context, "class_changed", place, old, new)
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


def _has_other_class(context: Context, old: Type, new: Type, place: Place) -> bool:
    """Whether values of equal types are of another class in Python, one both releases have.

    What is inside another class is of other classes too: that is not said again.
    """
    if place.in_other_class:
        return False
    sides = (context.old, context.new)
    named = [
        {s.normalizer.key(r.id) for r in _references(t)}
        for s, t in zip(sides, (old, new), strict=True)
    ]
    if named[0] == named[1]:
        return False
    one, other = _classes(context.old, old), _classes(context.new, new)
    return bool(one and other) and not (one ^ other).isdisjoint(context.new.normalizer.keys)


def _references(type_: Type) -> list[Reference]:
    """What a type names, but for what the fields of an object name."""
    if isinstance(type_, Reference):
        return [type_]
    inside = () if isinstance(type_, Object) else children(type_)
    return [reference for part in inside for reference in _references(part)]


def _classes(side: Side, type_: Type) -> set[str]:
    found: set[str] = set()
    pending = _references(type_)
    for reference in pending:
        for leaf in side.index.alternatives(reference):
            if side.index.fields(leaf) is None:
                pending += [part for part in _references(leaf) if part is not leaf]
            elif isinstance(leaf, Reference):
                found.add(side.normalizer.key(leaf.id))
    return found


def _compare_arguments(context: Context, old: Type, new: Type, place: Place) -> None:
    assert isinstance(old, Reference)
    assert isinstance(new, Reference)
    # Where one side leaves the arguments to their defaults, the declaration tells the change.
    for number, (one, other) in enumerate(zip(old.arguments, new.arguments, strict=False)):
        compare_types(context, one, other, place.step(f"<{number}>" if number else "<>"))


def _change(context: Context, kind: str, place: Place, old: Type, new: Type) -> None:
    one, other = context.spell(old, new, place)
    context.collector.add(kind, place, old=one, new=other)


class _Alternatives:
    """Compares the alternatives of two types, from the outside in."""

    def __init__(self, context: Context, old: Type, new: Type, place: Place) -> None:
        self.context, self.place = context, place
        self.old_type, self.new_type = old, new
        self.old, self.new = views(context, old, new)
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
        old, new = self.context.spell(self.old_type, self.new_type, self.place)
        self.context.collector.add(
            kind, self.place, content=content, variant=variant, old=old, new=new
        )

    def _anything(self) -> None:
        if self.old.anything != self.new.anything:
            self.add("type_widened" if self.new.anything else "type_narrowed")
        elif self.old.opaque != self.new.opaque:
            self.add("type_changed")

    def _null(self) -> None:
        if not (self.old.size and self.new.size):
            return
        if self.new.null and not (self.old.null or self.old.shared_null):
            self.add("nullable_added")
        if self.old.null and not (self.new.null or self.new.shared_null):
            self.add("nullable_removed")

    def _openness(self) -> None:
        old, new = self.old, self.new
        if new.base and not old.base and literals_of(old, new.base):
            self.add("union_opened")
        if old.base and not new.base and literals_of(new, old.base):
            self.add("union_closed")

    def _differences(self) -> tuple[list[Type], list[Type]]:
        """Members of one side that the other does not have and does not let through."""
        removed, added = missing(self.old, self.new), missing(self.new, self.old)
        kept = len(removed) < self.old.distinct_count or len(added) < self.new.distinct_count
        self.kept = self.kept or kept or self._base_kept()
        return removed, added

    def _base_kept(self) -> bool:
        return self.old.base in self.new.bases or self.new.base in self.old.bases

    def _members(self, removed: list[Type], added: list[Type]) -> None:
        removed, added = self._literals(removed, added)
        pairs, removed, added = pair_members(
            self.context,
            removed,
            added,
            unions=(self.old_type, self.new_type),
            alone=self._single(),
        )
        if any(_has_other_class(self.context, a, b, self.place) for a, b, _ in pairs):
            self.add("class_changed")
            self.place = replace(self.place, in_other_class=True)
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
        return without_literals(removed), without_literals(added)

    def _constant(self, gone: list[Literal], come: list[Literal]) -> bool:
        return self._single() and len(gone) == 1 and len(come) == 1

    @staticmethod
    def _is_set(side: View) -> bool:
        return bool(side.literals or side.base or side.shared_values or "string" in side.bases)

    def _values(self, kind: str, values: list[Literal]) -> None:
        for value in values:
            is_open = literal_base(value.value) in self.new.bases
            self.add(kind, typescript(value), "open" if is_open else "")

    def _rest(self, removed: list[Type], added: list[Type]) -> None:
        """Members without a partner on the other side."""
        if removed and added and not self.kept:
            self.add(self._disjoint(removed, added))
            return
        if not removed or not added:
            self._one_way("added" if added else "removed", added or removed)
            return
        self._each("union_member_removed", removed)
        self._each("union_member_added", added)

    def _disjoint(self, removed: list[Type], added: list[Type]) -> str:
        shapes = {structure.category(self.context.old, t) for t in removed}
        shapes |= {structure.category(self.context.new, t) for t in added}
        return "shape_changed" if shapes <= structure.SHAPES else "type_changed"

    def _one_way(self, how: str, members: list[Type]) -> None:
        """Members of the wider side only: one alternative against several is the type's own change.

        The same rule both ways, so that a comparison in reverse mirrors this one.
        """
        narrow = self.old if how == "added" else self.new
        if members and (narrow.size <= 1 or swallows(members, narrow)):
            self.add("type_widened" if how == "added" else "type_narrowed")
        else:
            self._each(f"union_member_{how}", members)

    def _each(self, kind: str, members: list[Type]) -> None:
        for member in members:
            self.add(kind, typescript(member))
