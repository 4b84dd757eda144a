"""Names as a second layer: which declaration of the old release is which one of the new.

In order of trust: the same id, the same public path, a child of a matched parent, the same name
in another place (moved), the same members under another name (renamed).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from tsbind.diff.reading.canonical import Normalizer
from tsbind.diff.reading.interner import Interner
from tsbind.diff.reading.reach import param_types
from tsbind.model.declarations import Declaration
from tsbind.model.index import ModelIndex
from tsbind.model.index.public_names import split_id
from tsbind.model.mentions import result_types
from tsbind.model.operations import Operation

_ROUNDS = 3
_ENOUGH_MEMBERS = 3
_SIMILAR = 0.5
_MANY = 100
"""Of more declarations with the same contents the names are not compared."""
_Rated = tuple[float, str, str]


@dataclass
class Matching:
    """Pairs of ids, and by which rule those with different public paths were paired."""

    pairs: dict[str, str] = field(default_factory=dict[str, str])
    rules: dict[str, str] = field(default_factory=dict[str, str])
    """Old id to ``moved`` or ``renamed``."""
    taken: set[str] = field(default_factory=set[str])

    def add(self, old: str, new: str, rule: str = "") -> None:
        """Pair ``old`` with ``new`` unless either has a partner."""
        if old in self.pairs or new in self.taken:
            return
        self.pairs[old] = new
        self.taken.add(new)
        if rule:
            same_name = split_id(old)[1] == split_id(new)[1]
            self.rules[old] = "moved" if same_name else rule


class Matcher:
    """Pairs the declarations of two packages."""

    def __init__(self, old: ModelIndex, new: ModelIndex, interner: Interner) -> None:
        self.old, self.new, self.interner = old, new, interner
        self.matching = Matching()

    def run(self, methods: Iterable[tuple[Operation, Operation]] = ()) -> Matching:
        """All pairs; later rules see the pairs of earlier ones.

        ``methods`` are pairs of client methods: what both send or return under one name is one.
        """
        for identifier, partner in self._same_ids():
            if partner in self.new.declarations and self._same_role(identifier, partner):
                self.matching.add(identifier, partner)
        self._by(self._public_keys, "")
        self._by_methods(methods)
        self._by(self._simple_key, "moved")
        for _ in range(_ROUNDS):
            before = len(self.matching.pairs)
            self._children()
            self._renamed()
            if len(self.matching.pairs) == before:
                break
        return self.matching

    def _same_ids(self) -> Iterator[tuple[str, str]]:
        """Each id and the same one in the newer release; two single files are one package."""
        files = [{split_id(i)[0] for i in index.declarations} for index in (self.old, self.new)]
        single = all(len(names) == 1 and "/" not in min(names) for names in files)
        for identifier in self.old.declarations:
            name = split_id(identifier)[1]
            yield identifier, f"{next(iter(files[1]))}#{name}" if single else identifier

    def _by_methods(self, methods: Iterable[tuple[Operation, Operation]]) -> None:
        for types_of in (param_types, result_types):
            for old, new in methods:
                ones = self.old.mentioned(types_of(old))
                others = {split_id(i)[1]: i for i in self.new.mentioned(types_of(new))}
                for one in ones:
                    other = others.get(split_id(one)[1])
                    if other is not None and self._same_role(one, other):
                        self.matching.add(one, other, "moved")

    def _same_role(self, old: str, new: str) -> bool:
        return self.old.declarations[old].is_resource == self.new.declarations[new].is_resource

    def _free_old(self) -> list[Declaration]:
        pairs = self.matching.pairs
        return [d for d in self.old.declarations.values() if d.id not in pairs]

    def _free_new(self) -> list[Declaration]:
        taken = self.matching.taken
        return [d for d in self.new.declarations.values() if d.id not in taken]

    def _by(self, keys: Callable[[ModelIndex, Declaration], Iterable[str]], rule: str) -> None:
        """Pair the declarations that alone on each side have a key."""
        old = _by_key((d, keys(self.old, d)) for d in self._free_old())
        new = _by_key((d, keys(self.new, d)) for d in self._free_new())
        for key, candidates in old.items():
            partners = new.get(key, [])
            if len(candidates) == 1 and len(partners) == 1:
                one, other = candidates[0], partners[0]
                if self._same_role(one.id, other.id) and (not rule or self._plausible(one, other)):
                    self.matching.add(one.id, other.id, rule)

    @staticmethod
    def _public_keys(index: ModelIndex, declaration: Declaration) -> Iterable[str]:
        return sorted(index.paths(declaration.id))

    @staticmethod
    def _simple_key(index: ModelIndex, declaration: Declaration) -> Iterable[str]:
        return (declaration.name,)

    def _children(self) -> None:
        """Members of a namespace follow the namespace."""
        by_place = {split_id(d.id): d for d in self._free_new()}
        for declaration in self._free_old():
            file, name = split_id(declaration.id)
            parent, dot, last = name.rpartition(".")
            partner = self.matching.pairs.get(f"{file}#{parent}") if dot else None
            if partner is None:
                continue
            new_file, new_parent = split_id(partner)
            found = by_place.get((new_file, f"{new_parent}.{last}"))
            if found is not None:
                self.matching.add(declaration.id, found.id, "renamed")

    def _renamed(self) -> None:
        """Declarations with equal contents, the most alike names first."""
        free_old, free_new = self._free_old(), self._free_new()
        if not (free_old and free_new):
            return
        old_forms, new_forms = self.normalizers()
        old = _by_structure(free_old, old_forms)
        new = _by_structure(free_new, new_forms)
        for structure, candidates in old.items():
            partners = new.get(structure, [])
            some = [(a, b) for a in candidates[:_MANY] for b in partners[:_MANY]]
            only = len(candidates) == 1 and len(partners) == 1
            for likeness, one, other in sorted(map(_rated, some), key=_best_first):
                if likeness >= _SIMILAR or (only and self._telling(one)):
                    self.matching.add(one, other, "renamed")

    def _telling(self, identifier: str) -> bool:
        """Whether the contents alone show that two declarations are one."""
        declaration = self.old.declarations[identifier]
        fields, _ = self.old.declared_fields(declaration)
        return len(fields) >= _ENOUGH_MEMBERS

    def _plausible(self, old: Declaration, new: Declaration) -> bool:
        """Whether a declaration of the same name elsewhere can be the same one."""
        a = {p.name for p in self.old.declared_fields(old)[0]}
        b = {p.name for p in self.new.declared_fields(new)[0]}
        return not (a or b) or len(a & b) * 2 >= max(len(a), len(b))

    def keys(self) -> tuple[dict[str, str], dict[str, str]]:
        """The shared names of matched declarations, by old id and by new id."""
        old = dict(self.matching.pairs)
        return old, {other: other for other in old.values()}

    def normalizers(self) -> tuple[Normalizer, Normalizer]:
        """Normal forms of both packages under the matching as it is now."""
        old_keys, new_keys = self.keys()
        return (
            Normalizer(self.old, self.interner, old_keys),
            Normalizer(self.new, self.interner, new_keys),
        )


def _by_key(items: Iterator[tuple[Declaration, Iterable[str]]]) -> dict[str, list[Declaration]]:
    found: dict[str, list[Declaration]] = {}
    for declaration, keys in items:
        for key in keys:
            found.setdefault(key, []).append(declaration)
    return found


def _by_structure(
    declarations: list[Declaration], normalizer: Normalizer
) -> dict[tuple[str, int], list[Declaration]]:
    found: dict[tuple[str, int], list[Declaration]] = {}
    for declaration in declarations:
        if declaration.is_resource or not declaration.exported:
            continue
        key = (declaration.kind, normalizer.structure(declaration))
        found.setdefault(key, []).append(declaration)
    return found


def _likeness(old: Declaration, new: Declaration) -> float:
    """How alike the names are; the order is fixed, as the ratio is not the same both ways."""
    one, other = sorted((old.name.lower(), new.name.lower()))
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def _rated(pair: tuple[Declaration, Declaration]) -> _Rated:
    return _likeness(*pair), pair[0].id, pair[1].id


def _best_first(rated: _Rated) -> tuple[float, list[str]]:
    """Among equals the same pair comes first in both directions."""
    return -rated[0], sorted(rated[1:])
