"""Each difference of two generated packages must have a change of the report that names it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tests.diff.surface import Key, Spelled, Surface, surface

from tsbind.diff import Change, Report
from tsbind.diff.explaining.planned_spelling import PlannedSpelling
from tsbind.diff.reading.reach import Reach
from tsbind.model.declarations import Package
from tsbind.model.helpers import pack_of, with_helpers
from tsbind.model.index import ModelIndex
from tsbind.pipeline import Release, generate
from tsbind.python.helpers.plan import with_called
from tsbind.python.methods.naming import python_accessor
from tsbind.python.types.plan import TypesPlan

_WORDS = re.compile(r"\w+")
_OF_UNIONS = frozenset(
    {"union_member_added", "union_member_removed", "type_widened", "type_narrowed"}
    | {"overload_added", "signature_changed"}
)
"""Kinds of params that are a union: which arguments there are, and which must be given."""
_WHOLE = frozenset(
    {
        "import_added",
        "import_removed",
        "type_added",
        "type_removed",
        "type_renamed",
        "type_moved",
        "kind_changed",
        "shape_changed",
    }
    | {"method_added", "method_removed", "method_renamed", "method_moved"}
    | {"client_attribute_added", "client_attribute_removed", "client_attribute_moved"}
    | {"endpoint_added", "endpoint_removed"}
)
"""Kinds that say it of everything below their place."""


@dataclass(frozen=True, slots=True)
class Difference:
    """An entry of the surface that is not the same; empty where a package has none."""

    key: Key
    old: str
    new: str


class Generated:
    """A generated package: its surface, and which declaration or method each entry is of."""

    def __init__(self, package: Package) -> None:
        self.package = package
        made = generate(Release(package))
        self.surface: Surface = surface(made.files)
        self.plan: TypesPlan = made.types
        self.index = ModelIndex(with_helpers(package, pack_of(package)))
        self._called: dict[str, frozenset[str]] = {}
        self.reach = Reach(self.index)
        self.ids = PlannedSpelling(package).importable

    def twins(self) -> frozenset[str]:
        """The dotted names of dict forms, which come and go with what is sent."""
        places = self.plan.places.values()
        return frozenset(f"{'.'.join(p.module)}.{p.twin}" for p in places if p.twin)

    def is_own(self, key: Key) -> bool:
        """Whether the entry says more than those of the module it names."""
        target = self.surface.entries[key]
        return key[0] != "name" or (target not in self.surface.tables and "resources" not in target)

    def is_of_helper(self, key: Key) -> bool:
        """Whether it is a class of tsbind's own that only helpers take or give."""
        return key[0] == "name" and self.surface.entries.get(key, "").startswith("lib.")

    def places(self, key: Key) -> set[str]:
        """Places of changes that would tell of the entry."""
        dotted = f"{key[1]}.{key[2]}"
        if dotted in self.ids:
            return set(self._of_declaration(self.ids[dotted]))
        return set(self._of_method(key))

    def inside(self, key: Key) -> set[str]:
        """The field that holds the object an entry is of, where it is written in place."""
        path = self.ids.get(f"{key[1]}.{key[2]}", "").partition("~")[2]
        return {_plain(path.partition("~")[0])} if path else set()

    def _of_declaration(self, identifier: str) -> Iterator[str]:
        host = identifier.split("~", maxsplit=1)[0]
        pending, seen = [host], set[str]()
        while pending:
            current = pending.pop()
            declaration = self.index.declarations.get(current)
            if declaration is None or current in seen:
                continue
            seen.add(current)
            yield self.index.public(current)
            yield from self.index.paths(current)
            yield from self.reach.usage(current).methods
            pending += [p.inherited_from for p in declaration.properties if p.inherited_from]
            parent = current.rpartition(".")[0]
            pending += [parent] if parent in self.index.declarations else []

    def called(self, method: str) -> frozenset[str]:
        """The accessors of the endpoints that a helper of the generated client calls."""
        if method not in self._called:
            known = [
                o.accessor
                for o in self.index.package.operations
                if python_accessor(o.accessor) == method
            ]
            self._called[method] = frozenset(
                with_called(self.index.package, pack_of(self.package), known)
            )
        return self._called[method]

    def _of_method(self, key: Key) -> Iterator[str]:
        if key[1] == "_client":
            yield from ("client", *key[3:4])
        if not key[1].startswith("client."):
            return
        path = key[1].removeprefix("client.")
        if key[0] in {"method", "argument", "wire"} and len(key) > 3:
            name = key[2].lower().strip("_") if key[0] == "wire" else key[3]
            yield f"{path}.{name}".strip(".")
            yield from self.called(f"{path}.{name}".strip("."))
        while path:
            yield path
            path = path.rpartition(".")[0]


def differences(old: Generated, new: Generated, report: Report) -> list[Difference]:
    """What differs between the surfaces, in the names of the newer package."""
    names = dict(_renamed(report, old, new))
    back = {after: before for before, after in names.items()}
    twins = old.twins() | new.twins()
    one = Spelled(old.surface, frozenset(_declared(new.surface)), names, twins)
    known = frozenset(names.get(n, n) for n in _declared(old.surface))
    other = Spelled(new.surface, known, {}, twins)
    found: list[Difference] = []
    for key in filter(old.is_own, old.surface.entries):
        before = one.text(key)
        partner = _renamed_key(key, names)
        after = other.text(partner) if partner in new.surface.entries else "(none)"
        if before != after and one.whole_text(key) != other.whole_text(partner):
            found.append(Difference(key, before, after))
    for key in filter(new.is_own, new.surface.entries):
        if _renamed_key(key, back) not in old.surface.entries:
            found.append(Difference(key, "(none)", other.text(key)))
    return found


def _declared(found: Surface) -> Iterator[str]:
    return (f"{k[1]}.{k[2]}" for k in found.entries if k[0] in {"class", "alias"})


def _renamed_key(key: Key, names: dict[str, str]) -> Key:
    if key[0] == "name":
        return key
    found = names.get(f"{key[1]}.{key[2]}")
    return (key[0], *found.rpartition(".")[::2], *key[3:]) if found else key


def _renamed(report: Report, old: Generated, new: Generated) -> Iterator[tuple[str, str]]:
    """Dotted names of declarations the report says were renamed or moved."""
    after = {new.index.public(i): i for i in new.index.declarations}
    before = {old.index.public(i): i for i in old.index.declarations}
    for change in report.changes:
        if change.kind in {"type_renamed", "type_moved"}:
            one, two = before.get(change.content), after.get(change.place)
            if one in old.plan.places and two in new.plan.places:
                yield from _inside(old, new, str(one), str(two))


def _inside(old: Generated, new: Generated, one: str, two: str) -> Iterator[tuple[str, str]]:
    """A declaration and the classes written in place in it."""
    for identifier, place in old.plan.places.items():
        partner = new.plan.places.get(two + identifier.removeprefix(one))
        if identifier.partition("~")[0] != one or partner is None:
            continue
        for a, b in zip(_names(place), _names(partner), strict=True):
            if a and b:
                yield f"{'.'.join(place.module)}.{a}", f"{'.'.join(partner.module)}.{b}"


def _names(place: object) -> tuple[str, str, str]:
    return place.name, place.twin, place.either  # type: ignore[attr-defined]


def unexplained(old: Generated, new: Generated, report: Report) -> list[Difference]:
    """The differences no change names."""
    by_place: dict[str, list[Change]] = {}
    for change in report.changes:
        # A renamed method or type goes by its older name too.
        moved = change.hint.replace("client.", "").split(" -> ")
        said = {change.place, *change.methods, change.content, *moved}
        for place in said:
            by_place.setdefault(place, []).append(change)
            by_place.setdefault(python_accessor(place), []).append(change)
    result: list[Difference] = []
    for difference in differences(old, new, report):
        places = old.places(difference.key) | new.places(difference.key)
        changes = [c for place in places for c in by_place.get(place, ())]
        if any(g.is_of_helper(difference.key) for g in (old, new)) and _any_method(report):
            continue
        fields = old.inside(difference.key) | new.inside(difference.key)
        if not any(_names_it(change, difference, places, fields) for change in changes):
            result.append(difference)
    return result


def _any_method(report: Report) -> bool:
    """Whether methods came or went, and with them the classes their helpers are given."""
    return any(change.kind in {"method_added", "method_removed"} for change in report.changes)


def _names_it(change: Change, difference: Difference, places: set[str], fields: set[str]) -> bool:
    if change.kind in _WHOLE and not change.member and _is_at(change, places):
        return True
    if difference.key[0] == "argument" and change.kind in _OF_UNIONS and not change.member:
        return True
    last = difference.key[-1]
    spelled = [text for side in (change.old, change.new) for text in (side.python, side.typescript)]
    told = (change.place, change.member, change.content, change.hint, change.note)
    spelled = [text for side in (change.old, change.new) for text in (side.python, side.typescript)]
    told = (change.place, change.member, change.content, change.hint, change.note)
    said = " ".join([*told, *spelled])
    words = set(map(_plain, _WORDS.findall(said)))
    if not fields.isdisjoint(words):
        return True
    if difference.key[0] in {"name", "class"}:
        return last in _WORDS.findall(said)
    if difference.key[0] in {"alias", "wire"}:
        return True
    # A name on the wire may be no word: `illicit/violent`.
    return _plain(last) in words or _plain(re.sub(r"\W", "", change.member)).endswith(_plain(last))


def _is_at(change: Change, places: set[str]) -> bool:
    names = {change.place, python_accessor(change.place), change.content}
    return not places.isdisjoint(names | set(change.hint.replace("client.", "").split(" -> ")))


def _plain(name: str) -> str:
    return name.replace("_", "").lower()


def lines(found: Iterable[Difference]) -> Iterator[str]:
    """One line a difference."""
    for one in found:
        yield f"{' '.join(one.key)}: {one.old[:200]} -> {one.new[:200]}"


def equal_spellings(report: Report) -> list[str]:
    """Changes a reader cannot see: both sides are written alike, and nothing else is said."""
    return [
        f"{change.kind} {change.label}"
        for change in report.changes
        if change.old.typescript == change.new.typescript
        and change.old.python == change.new.python
        and not (change.content or change.hint or change.note)
    ]
