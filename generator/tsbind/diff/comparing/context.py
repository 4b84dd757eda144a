"""What every part of a comparison shares: both packages, their normal forms, the collector."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from tsbind.diff.changes.change import Spelling
from tsbind.diff.comparing.collect import Collector
from tsbind.diff.comparing.place import Place
from tsbind.diff.explaining.planned_spelling import PlannedSpelling
from tsbind.diff.reading.canonical import Normalizer
from tsbind.diff.reading.matching import Matching
from tsbind.diff.reading.reach import Reach
from tsbind.diff.reading.successors import Successors
from tsbind.model.declarations import Declaration
from tsbind.model.index import ModelIndex, ObjectFields
from tsbind.model.spelling import property_head, typescript
from tsbind.model.types import Property, Reference, Type

MOST_STEPS = 5_000
"""Types compared inside one declaration or method: unrelated types that double do not run away."""


@dataclass
class Side:
    """One release: its index, normal forms, usage, and Python spelling."""

    index: ModelIndex
    normalizer: Normalizer
    reach: Reach
    python: PlannedSpelling

    def spell(self, type_: Type, field_: Property | None = None, owner: str = "") -> Spelling:
        """A type in both languages; ``field_`` is the one whose type it is, or a part of it."""
        return Spelling(typescript(type_), self.python.type(type_, field_, owner))

    def spell_field(self, field_: Property, place: Place) -> Spelling:
        """A field in both languages; ``place`` is where it stands."""
        text = property_head(field_) + typescript(field_.type)
        return Spelling(text, self.python.field(field_, place.owner), field_.position)

    def spell_declaration(self, declaration: Declaration) -> Spelling:
        """A declaration's name in both languages."""
        keyword = "type" if declaration.kind == "alias" else declaration.kind
        return Spelling(
            f"{keyword} {declaration.name}",
            self.python.declaration(declaration),
            declaration.position,
        )


@dataclass
class Context:
    """Both releases, how they are matched, and where changes go."""

    old: Side
    new: Side
    matching: Matching
    collector: Collector
    compare: Callable[[Context, Type, Type, Place], None]
    """Compares two types; held here because types, objects and structures need each other."""
    drop_moved_fields: Callable[
        [str, ObjectFields, str, ObjectFields], tuple[ObjectFields, ObjectFields]
    ]
    """Takes out fields that only moved between a position and the params (see `path_fields`)."""
    successors: Successors
    """What stands where a declaration that went was used."""
    moved_methods: dict[str, str] = field(default_factory=dict[str, str])
    """Old accessor to new accessor, of methods that were renamed or moved."""
    _steps: int = 0
    _walking: set[tuple[int, int]] = field(default_factory=set[tuple[int, int]])

    def spell(self, old: Type, new: Type, place: Place) -> tuple[Spelling, Spelling]:
        """The types of one place in both languages."""
        one, other = place.fields
        return self.old.spell(old, one, place.owner), self.new.spell(new, other, place.owner)

    def equal(self, old: Type, new: Type) -> bool:
        """Whether two types mean the same."""
        return self.old.normalizer.normal(old) == self.new.normalizer.normal(new)

    def same_reference(self, old: Type, new: Type) -> bool:
        """Whether both name the same declaration (its own change is reported there)."""
        return (
            isinstance(old, Reference)
            and isinstance(new, Reference)
            and self.old.normalizer.key(old.id) == self.new.normalizer.key(new.id)
        )

    def start(self) -> None:
        """Begin with the next declaration or method: each may cost so much and no more."""
        self._steps = 0

    def spent(self) -> bool:
        """Whether this declaration has cost enough; what is left is told as one change."""
        self._steps += 1
        return self._steps > MOST_STEPS

    def enter(self, old: Type, new: Type) -> bool:
        """Begin with a pair of types; False where it is being compared: they contain themselves."""
        pair = self._pair(old, new)
        if pair in self._walking:
            return False
        self._walking.add(pair)
        return True

    def leave(self, old: Type, new: Type) -> None:
        """End with a pair of types."""
        self._walking.discard(self._pair(old, new))

    def _pair(self, old: Type, new: Type) -> tuple[int, int]:
        return self.old.normalizer.normal(old), self.new.normalizer.normal(new)
