"""The model against the compiler's view, fact by fact."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from conformance.canonical import Canonical
from conformance.equal import Equality, alias_text, model_side, oracle_side, said
from conformance.parse import parse
from tsbind.model.declarations import Declaration, Package
from tsbind.model.types import Object, Property, Type

_EXTERNAL = re.compile(r'"ext:[^"]*?([\w$]+)"')
_OUTSIDE_ARGUMENTS = re.compile(r'ref\("(?:lib|ext)#\w+"; ')


_LINK = re.compile(r'(\{@link [^\s}]*\.) (?=")')


def collapsed(text: str | None) -> str:
    """White space runs as one space: how the oracle prints docs.

    tsc prints a link to a quoted member, ``{@link A."b"}``, with a space before the quote.
    """
    return _LINK.sub(r"\1", " ".join((text or "").split()))


def unqualified(name: str) -> str:
    """A computed name, ``[inspect.custom]``, by its last part: tsc names the symbol it is."""
    return f"[{name.rpartition('.')[2]}" if name.startswith("[") and "." in name else name


def normal(text: str) -> str:
    """A canonical string less what only TypeScript's own library files know.

    The package an external name comes from depends on which ``@types`` are installed, and the
    arguments of the library's generics are printed with their defaults.
    """
    text = _EXTERNAL.sub(r'"ext#\1"', text)
    while True:
        match = _OUTSIDE_ARGUMENTS.search(text)
        if match is None:
            return text
        end = _closing(text, match.end())
        text = text[: match.end() - 2] + text[end:]


def _closing(text: str, start: int) -> int:
    """The place of the parenthesis that closes the one open at ``start``."""
    depth, in_string, index = 0, False, start
    while index < len(text):
        char = text[index]
        if char == "\\":
            index += 1
        elif char == '"':
            in_string = not in_string
        elif not in_string and char in "({":
            depth += 1
        elif not in_string and char in ")}":
            if depth == 0:
                return index
            depth -= 1
        index += 1
    return index


@dataclass
class Comparison:
    """Counts of facts compared, and the disagreements."""

    package: Package
    oracle: dict[str, Any]
    compared: Counter[str] = field(default_factory=Counter[str])
    wrong: list[str] = field(default_factory=list[str])
    respelled: Counter[str] = field(default_factory=Counter[str])
    """Types that are equal once aliases are dissolved, though not letter by letter."""

    def __post_init__(self) -> None:
        self.flat = Canonical(self.package, flat=True)
        self.written = Canonical(self.package)
        self.equality = Equality(model_side(self.package), oracle_side(self.oracle["types"]))

    def same(self, fact: str, place: str, ours: object, theirs: object) -> None:
        """Count one fact; remember it when the two differ."""
        self.compared[fact] += 1
        if ours != theirs:
            why = f"\n  inside {self.equality.why}" if fact in ("alias", "type") else ""
            self.wrong.append(f"{fact} of {place}:\n  ours   {ours}\n  theirs {theirs}{why}")

    def declaration(self, ours: Declaration, theirs: dict[str, Any]) -> None:
        """Compare one declaration."""
        self.same("kind", ours.id, ours.kind, theirs["kind"])
        self.same("doc", ours.id, collapsed(ours.doc), collapsed(theirs.get("doc")))
        self.same("exported", ours.id, ours.exported, theirs.get("exported", True))
        self.same("deprecated", ours.id, ours.deprecated is not None, _is_deprecated(theirs))
        if theirs["kind"] == "alias":
            self.alias(ours, theirs)
            return
        if theirs["kind"] == "enum":
            members = [(m["name"], m["value"]) for m in theirs["members"]]
            self.same("enum", ours.id, [(m.name, m.value) for m in ours.members], members)
            return
        by_name = {unqualified(p["name"]): p for p in theirs.get("props", [])}
        own = sorted(unqualified(p.name) for p in ours.properties)
        self.same("names", ours.id, own, sorted(by_name))
        self.index(ours, theirs)
        for property_ in ours.properties:
            name = unqualified(property_.name)
            if name in by_name:
                self.property(f"{ours.id}.{name}", property_, by_name[name])

    def alias(self, ours: Declaration, theirs: dict[str, Any]) -> None:
        """An alias's type; the model resolves objects further than the oracle prints them."""
        assert ours.type is not None
        expected = normal(theirs.get("flat") or theirs["type"])
        as_object = Object(ours.properties, ours.index)
        spellings = [
            normal(spelled)
            for spelled in (
                self.flat.spell(ours.type),
                self.written.spell(ours.type),
                self.flat.spell(as_object),
                self.written.spell(as_object),
            )
        ]
        said_text = alias_text(ours.id, theirs)
        if said_text.startswith(f'ref("{ours.id}"'):
            self.compared["alias that the oracle does not print"] += 1
            return
        equal = expected in spellings or self.means("alias", ours.type, said_text)
        if not equal and _waits(expected):
            self.compared["alias resolved further than the oracle prints"] += 1
            if not (ours.properties or _is_resolved(spellings[0])):
                self.same("alias", ours.id, spellings[0], expected)
            return
        self.same("alias", ours.id, expected if equal else spellings[0], expected)

    def means(self, fact: str, ours: Type, theirs: str, *, optional: bool = False) -> bool:
        """Whether two types are the same although they are spelled differently."""
        equal = self.equality.same(ours, parse(theirs), optional=optional)
        self.respelled[fact] += equal
        return equal

    def index(self, ours: Declaration, theirs: dict[str, Any]) -> None:
        """Index signatures."""
        own = sorted((self.flat.spell(i.key), self.flat.spell(i.value)) for i in ours.index)
        wanted = sorted((i["key"], i.get("flat") or i["type"]) for i in theirs.get("index", []))
        if own or wanted:
            self.same("index", ours.id, own, wanted)

    def property(self, place: str, ours: Property, theirs: dict[str, Any]) -> None:
        """One property: presence, null, docs and type."""
        nullable = bool(theirs.get("nullable") or theirs.get("nullFlat"))
        self.same("optional", place, ours.optional, bool(theirs.get("opt")))
        self.same("nullable", place, ours.nullable, nullable)
        self.same("property doc", place, collapsed(ours.doc), collapsed(theirs.get("doc")))
        deprecated = "deprecated" in theirs
        self.same("property deprecated", place, ours.deprecated is not None, deprecated)
        if ours.method or "function(" in theirs["type"]:
            self.compared["method (name only)"] += 1
            return
        expected = normal(theirs.get("flat") or theirs["type"])
        own = normal(self.flat.spell(ours.type))
        if own != expected and self.means("type", ours.type, said(theirs), optional=ours.optional):
            own = expected
        self.same("type", place, own, expected)


def _is_deprecated(theirs: dict[str, Any]) -> bool:
    tags = theirs.get("tags", [])
    return bool(theirs.get("deprecated")) or any(t["tag"] == "deprecated" for t in tags)


def _waits(text: str) -> bool:
    return any(f"{name}(" in text for name in ("inter", "Omit", "Pick", "Exclude", "Extract"))


def _is_resolved(text: str) -> bool:
    return not any(f"{name}(" in text for name in ("Omit", "Pick", "Exclude", "Extract", "opaque"))


def compare(package: Package, oracle: dict[str, Any], *, below: str = "") -> Comparison:
    """Compare every declaration of the oracle whose id starts with ``below``."""
    comparison = Comparison(package, oracle)
    by_id = {declaration.id: declaration for declaration in package.types}
    for id_, theirs in oracle["types"].items():
        if not id_.startswith(below) or theirs.get("resource") or id_.endswith("~interface"):
            continue
        ours = by_id.get(id_)
        if ours is None:
            comparison.wrong.append(f"{id_} is missing")
            continue
        comparison.declaration(ours, theirs)
    return comparison
