"""The model against the compiler, fact by fact and in both directions.

A fact is equal, or it differs, or the model says that it is opaque, or the compiler itself could
not resolve it (``error``), or the compiler's answer is cut (``deep``), or the model has an operator
wait for a type parameter that the compiler already sees through (``waits``). Each is a count.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from conformance.same_type import DIFFERS, EQUAL, Ours, SameType, Theirs, bare
from tsbind.model.declarations import Declaration, Package
from tsbind.model.types import Function, IndexSignature, Property, Type
from tsbind.resolve.resolution import Resolution
from tsbind.syntax.nodes.docs import prose_of

Json = dict[str, Any]
VERDICTS = ("equal", "waits", "deep", "error", "opaque", "differs")


def collapsed(text: str | None) -> str | None:
    """White space runs as one space: how the compiler's program prints docs."""
    return None if text is None else " ".join(text.split())


def said(theirs: Json) -> str | None:
    """The doc with the tags that are prose, as the model has it."""
    return collapsed(prose_of(theirs.get("doc", ""), tuple(map(tuple, theirs.get("tags", ())))))


def tag_names(theirs: Json) -> list[str]:
    """The tags less ``@deprecated``."""
    return [name for name, _ in theirs.get("tags", ()) if name != "deprecated"]


@dataclass
class Comparison:
    """Counts of facts by kind and verdict, and the disagreements."""

    same: SameType
    facts: Counter[str] = field(default_factory=Counter[str])
    counts: Counter[str] = field(default_factory=Counter[str])
    differing: list[str] = field(default_factory=list[str])
    opaque: list[str] = field(default_factory=list[str])

    def fact(self, kind: str, place: str, ours: object, theirs: object) -> None:
        """A fact that is one value."""
        self.facts[kind] += 1
        if ours == theirs:
            self.counts["equal"] += 1
            return
        self.counts["differs"] += 1
        self.differing.append(f"{kind} of {place}: ours {ours!r}, theirs {theirs!r}")

    def type(
        self, kind: str, place: str, ours: Type, theirs: int, *, optional: bool = False
    ) -> None:
        """A fact that is a type."""
        self.facts[kind] += 1
        verdict = self.same.verdict(ours, theirs, optional=optional)
        self.counts[VERDICTS[verdict]] += 1
        if verdict == DIFFERS:
            self.differing.append(f"{kind} of {place}: {self.same.explain(ours, theirs)}")
        elif VERDICTS[verdict] == "opaque":
            self.opaque.append(place)

    def declaration(self, ours: Declaration, theirs: Json) -> None:
        """All that both sides say of one declaration."""
        self.same.start(ours.id)
        self.fact("kind", ours.id, ours.kind, theirs["kind"])
        self.fact("exported", ours.id, ours.exported, not theirs.get("hidden", False))
        self.docs(ours.id, ours, theirs)
        self.parameters(ours, theirs)
        if theirs["kind"] == "alias":
            if ours.type is None:
                self.fact("alias", ours.id, None, "a type")
            else:
                self.type("alias", ours.id, ours.type, theirs["type"])
            self.properties_of_alias(ours, theirs)
        elif theirs["kind"] == "enum":
            members = [(m["n"], self.same.value(m["v"])) for m in theirs["members"]]
            own = [(m.name, self.same.own_value(m.value)) for m in ours.members]
            self.fact("members", ours.id, own, members)
            for mine, wanted in zip(ours.members, theirs["members"], strict=False):
                self.fact(
                    "doc of member",
                    f"{ours.id}.{mine.name}",
                    collapsed(mine.doc),
                    said(wanted),
                )
        elif not ours.is_resource:
            self.list("extends", ours.id, ours.extends, theirs["extends"])
            self.properties(ours.id, ours.properties, theirs["props"])
            self.index(ours.id, ours.index, theirs["index"])
            self.calls(ours.id, ours.calls, theirs["calls"])

    def docs(self, place: str, ours: Declaration | Property, theirs: Json) -> None:
        """The doc's text and the deprecation's."""
        # The compiler cuts addresses in tags and links in two: white space is no part of it.
        own, wanted = (ours.doc.split(), (said(theirs) or "").split())
        self.fact("doc", place, "".join(own), "".join(wanted))
        self.fact("tags", place, [n for n, _ in ours.tags], tag_names(theirs))
        self.fact("deprecated", place, bare(ours.deprecated), bare(theirs.get("deprecated")))

    def parameters(self, ours: Declaration, theirs: Json) -> None:
        """Type parameters with constraints and defaults."""
        names = [p["n"] for p in theirs["params"]]
        self.fact("type parameters", ours.id, [p.name for p in ours.type_parameters], names)
        for mine, wanted in zip(ours.type_parameters, theirs["params"], strict=False):
            place = f"{ours.id}<{mine.name}>"
            for kind, own, key in (
                ("constraint", mine.constraint, "c"),
                ("default", mine.default, "d"),
            ):
                if own is None or key not in wanted:
                    self.fact(kind, place, own, wanted.get(key))
                else:
                    self.type(kind, place, own, wanted[key])

    def list(self, kind: str, place: str, ours: tuple[Type, ...], theirs: list[int]) -> None:
        """Types in order."""
        self.fact(f"number of {kind}", place, len(ours), len(theirs))
        for mine, wanted in zip(ours, theirs, strict=False):
            self.type(kind, place, mine, wanted)

    def properties_of_alias(self, ours: Declaration, theirs: Json) -> None:
        """The properties an alias lists beside its type, where both list some."""
        node = self.same.theirs.node(theirs["type"])
        whole = node.get("o") or node
        if ours.properties or ours.index:
            if "props" not in whole:
                inside = self.same.theirs.definition(theirs["type"])
                if inside is None:
                    return
                whole = inside
            self.properties(
                ours.id, ours.properties, [p for p in whole["props"] if not p.get("lib")]
            )
            self.index(ours.id, ours.index, whole.get("index", []))

    def properties(self, place: str, ours: tuple[Property, ...], theirs: list[Json]) -> None:
        """Properties by name, both ways."""
        by_name = {p["n"]: p for p in theirs}
        self.fact("names", place, sorted(p.name for p in ours), sorted(by_name))
        for mine in ours:
            if mine.name in by_name:
                self.property(f"{place}.{mine.name}", mine, by_name[mine.name])

    def property(self, place: str, ours: Property, theirs: Json) -> None:
        """All that is said of one property, and of those inside its type."""
        self.fact("optional", place, ours.optional, "o" in theirs)
        self.fact("readonly", place, ours.readonly, "ro" in theirs)
        self.fact("method", place, ours.method, "me" in theirs)
        self.docs(place, ours, theirs)
        null = self.same.theirs.holds_null(theirs["t"])
        if null is not None and not self.same.ours.is_opaque(ours.type):
            self.fact("nullable", place, ours.nullable, null)
        self.type("type", place, ours.type, theirs["t"], optional=ours.optional)

    def index(self, place: str, ours: tuple[IndexSignature, ...], theirs: list[Json]) -> None:
        """Index signatures."""
        ours, theirs = self.same.data(ours, theirs)
        self.fact("number of index signatures", place, len(ours), len(theirs))
        for mine, wanted in self.same.paired(ours, theirs):
            self.fact("index key", place, self.same.key(mine.key, wanted["k"]) < DIFFERS, True)
            self.type("index value", place, mine.value, wanted["v"])
            self.fact("index doc", place, collapsed(mine.doc), said(wanted))

    def calls(self, place: str, ours: tuple[Function, ...], theirs: list[Json]) -> None:
        """Call and construct signatures, in order."""
        self.fact("number of calls", place, len(ours), len(theirs))
        for mine, wanted in zip(sorted(ours, key=_constructs), theirs, strict=False):
            self.facts["call"] += 1
            verdict = self.same.function(mine, wanted)
            self.counts[VERDICTS[verdict]] += 1
            if verdict == DIFFERS:
                self.differing.append(f"call of {place}")


def working_out(resolution: Resolution) -> Callable[[Type], Type]:
    """Works out a type, with the budget of a declaration for each."""
    evaluator, finish = resolution.builder.evaluator, resolution.builder.finish

    def work_out(type_: Type) -> Type:
        evaluator.begin(evaluator.place)
        evaluator.total_work = 0
        return finish(type_)

    return work_out


def compare(
    package: Package,
    facts: Json,
    *,
    evaluate: Callable[[Type], Type] = lambda type_: type_,
    below: str = "",
) -> Comparison:
    """Compare every declaration of both sides whose id starts with ``below``.

    ``evaluate`` works out what a generic alias holds when its parameters are filled in.
    """
    comparison = Comparison(SameType(Ours(package, evaluate), Theirs(facts)))
    ours = {d.id: d for d in package.types if d.id.startswith(below)}
    theirs = {i: d for i, d in facts["types"].items() if i.startswith(below)}
    for id_ in [i for i, d in theirs.items() if d.get("library")]:
        # What is added to a type of the compiler's library is reported, and left out.
        comparison.counts["opaque"] += 1
        comparison.opaque.append(id_)
        del theirs[id_]
    for id_ in theirs.keys() - ours.keys():
        comparison.fact("declaration", id_, None, theirs[id_]["kind"])
    for id_ in ours.keys() - theirs.keys():
        if not _is_property(id_, theirs):
            comparison.fact("declaration", id_, ours[id_].kind, None)
    for id_ in ours.keys() & theirs.keys():
        comparison.declaration(ours[id_], theirs[id_])
    _exports(comparison, package, facts, below)
    assert EQUAL == 0
    return comparison


def _constructs(call: Function) -> bool:
    return call.constructs


def _is_property(id_: str, theirs: Json) -> bool:
    """Whether an alias of the model is a property written in place, that tsc has no name for."""
    while "." in id_.partition("#")[2]:
        id_ = id_.rpartition(".")[0]
        if id_ in theirs:
            return True
    return False


def _exports(comparison: Comparison, package: Package, facts: Json, below: str) -> None:
    own = {(e.file, e.name): e.target for e in package.exports if e.file.startswith(below)}
    wanted = {
        (file, name): target
        for file, names in facts["exports"].items()
        for name, target in names.items()
        if file.startswith(below) and not target.startswith(("lib#", "ext:"))
    }
    for key in own.keys() | wanted.keys():
        comparison.fact("export", "#".join(key), own.get(key), wanted.get(key))
