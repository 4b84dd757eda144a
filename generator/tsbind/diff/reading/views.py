"""The alternatives of a type, flat: null, literals, an open base, and everything else."""

from __future__ import annotations

from dataclasses import dataclass, field

from tsbind.diff.reading.canonical import Normalizer
from tsbind.diff.reading.interner import literal_base
from tsbind.model.types import (
    Literal,
    Opaque,
    OpenUnion,
    Primitive,
    Type,
)


@dataclass
class View:
    """What a type can be, without the named members both sides have."""

    null: bool = False
    anything: bool = False
    opaque: set[str] = field(default_factory=set[str])
    """Texts of types that could not be evaluated: they may be anything."""
    base: str | None = None
    """Set for an open union: the primitive any value of which is let through."""
    literals: dict[int, Literal] = field(default_factory=dict[int, Literal])
    others: dict[int, Type] = field(default_factory=dict[int, Type])
    shared: int = 0
    """How many alternatives the named members of both sides stand for."""
    shared_null: bool = False
    shared_values: bool = False
    """Whether there is a literal, or any string, among them."""

    @property
    def bases(self) -> set[str]:
        """Primitives of which every literal is let through."""
        plain = {t.name for t in self.others.values() if isinstance(t, Primitive)}
        return plain | {self.base} if self.base else plain

    @property
    def distinct_count(self) -> int:
        """The number of alternatives with a type of their own, besides null."""
        return len(self.literals) + len(self.others)

    @property
    def size(self) -> int:
        """The number of all alternatives besides null."""
        return self.distinct_count + self.shared + bool(self.base)


def view(members: list[Type], normalizer: Normalizer, shared: View | None = None) -> View:
    """The alternatives of a union of ``members``, beside ``shared`` ones the other side has too."""
    result = View()
    if shared is not None:
        result.shared = max(shared.size, 1)
        result.shared_null = shared.null
        result.shared_values = bool(shared.literals or "string" in shared.bases)
    for member in members:
        for leaf in normalizer.index.alternatives(member):
            _place(leaf, result, normalizer)
    for key, literal in list(result.literals.items()):
        if (
            literal_base(literal.value) in result.bases
            and literal_base(literal.value) != result.base
        ):
            del result.literals[key]
    _join_booleans(result, normalizer)
    return result


def _place(leaf: Type, result: View, normalizer: Normalizer) -> None:
    if isinstance(leaf, Literal):
        result.literals[normalizer.normal(leaf)] = leaf
    elif isinstance(leaf, OpenUnion):
        result.base = leaf.base
        for member in leaf.members:
            for value in normalizer.index.alternatives(member):
                _place(value, result, normalizer)
    elif isinstance(leaf, Opaque):
        result.anything = True
        result.opaque.add(leaf.text)
    elif isinstance(leaf, Primitive) and leaf.name in {"null", "undefined", "unknown", "any"}:
        result.null |= leaf.name == "null"
        result.anything |= leaf.name in {"unknown", "any"}
    else:
        result.others[normalizer.normal(leaf)] = leaf


def _join_booleans(result: View, normalizer: Normalizer) -> None:
    both = [normalizer.normal(Literal(value)) for value in (True, False)]
    if all(key in result.literals for key in both):
        for key in both:
            del result.literals[key]
        boolean = Primitive("boolean")
        result.others[normalizer.normal(boolean)] = boolean
