"""Numbers for normal forms: equal forms, equal numbers, in both releases of a comparison."""

from __future__ import annotations

from typing import Any


class Interner:
    """Numbers for normal forms, shared by both releases of a comparison."""

    def __init__(self) -> None:
        self._numbers: dict[tuple[Any, ...], int] = {}
        self.forms: list[tuple[Any, ...]] = []

    def number(self, *form: Any) -> int:
        """The number of ``form``; the same form gives the same number."""
        found = self._numbers.get(form)
        if found is None:
            found = self._numbers[form] = len(self.forms)
            self.forms.append(form)
        return found

    def union(self, members: set[int]) -> int:
        """The normal form of a union of normal forms."""
        flat = self.flatten(members)
        anything = [m for m in flat if self.forms[m] in _ANYTHING]
        if anything:
            return min(anything)
        flat = self._absorb(self._booleans(flat))
        return flat.pop() if len(flat) == 1 else self.number("union", frozenset(flat))

    def flatten(self, members: set[int]) -> set[int]:
        """The members with those of unions among them, without ``undefined``."""
        flat: set[int] = set()
        for member in members:
            form = self.forms[member]
            flat |= form[1] if form[0] == "union" else {member}
        flat.discard(self.number("primitive", "undefined"))
        return flat or {self.number("primitive", "never")}

    def _booleans(self, flat: set[int]) -> set[int]:
        both = {self.number("literal", "bool", True), self.number("literal", "bool", False)}
        return flat - both | {self.number("primitive", "boolean")} if both <= flat else flat

    def _absorb(self, flat: set[int]) -> set[int]:
        wide = {self.forms[m][1] for m in flat if self.forms[m][0] == "primitive"}
        open_bases = {self.forms[m][1] for m in flat if self.forms[m][0] == "open"} - wide
        absorbed = {m for m in flat if self._inside(self.forms[m], wide | open_bases, wide)}
        rest = flat - absorbed
        for base in open_bases:
            rest = self._reopen(rest, absorbed, base)
        return rest

    def _inside(self, form: tuple[Any, ...], bases: set[str], wide: set[str]) -> bool:
        if form[0] == "open":
            return form[1] in wide
        return form[0] == "literal" and literal_base(form[2]) in bases

    def _reopen(self, rest: set[int], absorbed: set[int], base: str) -> set[int]:
        """Join the open unions of ``base`` and the literals beside them into one."""
        opened = {m for m in rest if self.forms[m][:2] == ("open", base)}
        values: set[int] = set()
        for member in opened:
            values |= self.forms[member][2]
        values |= {m for m in absorbed if self._inside(self.forms[m], {base}, set())}
        return rest - opened | {self.number("open", base, frozenset(values))}


_ANYTHING = {("primitive", "unknown"), ("primitive", "any")}


def literal_base(value: str | float | bool) -> str:
    """The primitive a literal belongs to."""
    if isinstance(value, bool):
        return "boolean"
    return "string" if isinstance(value, str) else "number"
