"""Declarations that came or went without any change of meaning.

A type written in place that got a name, a common base taken out of interfaces, and the reverse:
the declarations that use them mean what they meant.
"""

from __future__ import annotations

from collections.abc import Iterable

from tsbind.diff.comparing.context import Context, Side
from tsbind.model.declarations import Declaration


def purely_structural(context: Context) -> tuple[frozenset[str], frozenset[str]]:
    """Ids of the new release's extracted declarations, and of the old one's inlined ones."""
    forward = context.matching.pairs
    backward = {new: old for old, new in forward.items()}
    extracted = _Names(context.old, context.new, backward).found()
    inlined = _Names(context.new, context.old, forward).found()
    return extracted, inlined


class _Names:
    """Finds declarations of ``side`` that only name what ``other`` writes in place."""

    def __init__(self, other: Side, side: Side, partners: dict[str, str]) -> None:
        self.other, self.side, self.partners = other, side, partners

    def found(self) -> frozenset[str]:
        alone = [d for d in self.side.index.declarations.values() if d.id not in self.partners]
        if not alone:
            return frozenset()
        return frozenset(self._used_in_place() | {d.id for d in alone if self._is_base(d)})

    def _used_in_place(self) -> set[str]:
        """What matched declarations of unchanged meaning mention, and what those mention."""
        found: set[str] = set()
        pending: list[str] = []
        for identifier, partner in self.partners.items():
            if self._unmatched(self.side.index.mentions(identifier)) and self._same(
                identifier, partner
            ):
                pending.append(identifier)
        while pending:
            for mentioned in self._unmatched(self.side.index.mentions(pending.pop())):
                if mentioned not in found:
                    found.add(mentioned)
                    pending.append(mentioned)
        return found

    def _unmatched(self, identifiers: Iterable[str]) -> list[str]:
        return [i for i in identifiers if i not in self.partners]

    def _same(self, identifier: str, partner: str) -> bool:
        one = self.side.index.declarations[identifier]
        other = self.other.index.declarations[partner]
        return self.side.normalizer.structure(one) == self.other.normalizer.structure(other)

    def _is_base(self, declaration: Declaration) -> bool:
        """Whether it only holds fields its extenders had, or have, of their own."""
        extenders = self.side.index.extenders.get(declaration.id, ())
        if not extenders:
            return False
        names = {p.name for p in declaration.properties}
        for extender in extenders:
            partner = self.other.index.declarations.get(self.partners.get(extender.id, ""))
            if partner is None and not self._is_base(extender):
                return False
            if partner is not None and not names <= {p.name for p in partner.properties}:
                return False
        return True
