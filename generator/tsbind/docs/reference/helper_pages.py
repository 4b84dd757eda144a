"""Pages of what the modules of helpers define: handlers, streams, events, errors."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from tsbind.docs.context.context import Context
from tsbind.docs.context.links import WORDS, Pieces, Target, cut
from tsbind.docs.context.pages import Badge, Link, Page, Row, TypeSection
from tsbind.docs.reference.handwritten import Member, Module, Written, reachable, read_written
from tsbind.python.helpers.extension import LIB
from tsbind.python.helpers.plan import HelpersPlan
from tsbind.python.methods.method_plan import SignaturePlan
from tsbind.python.spelling.expression import text_of
from tsbind.render.environment import Templates
from tsbind.render.helpers import render_helpers

HELPERS = "helpers"
_INNER = ("events", "state")
"""Modules whose names the folder above exports."""


@dataclass(frozen=True)
class Brought:
    """What the helpers of a release define beside their methods."""

    shown: tuple[Written, ...]
    twins: frozenset[str]
    plan: HelpersPlan
    targets: Mapping[str, Target]
    mentioned: Mapping[str, frozenset[str]]
    """The names in the signature of each helper, by accessor."""


def brought_by(made: Context) -> Brought | None:
    """What the helpers define; the linker learns where each stands. None without helpers."""
    if not made.helpers or made.client_plan is None:
        return None
    plan = made.client_plan.helpers
    files = render_helpers(plan, Templates())
    found = read_written({path: file.text for path, file in files.items()})
    plans = {a: method.plan() for a, method in made.helpers.items()}
    words = {
        word for p in plans.values() for s in (*p.overloads, p.signature) for word in _words(s)
    }
    shown = reachable(found, [*sorted(words), *(row[0] for row in plan.exports)])
    targets = {one.name: Target(f"{HELPERS}/{'/'.join(_home(one))}", one.name) for one in shown}
    for name, target in targets.items():
        made.linker.know(name, target)
    twins = frozenset(name for name in found if name.startswith("Async"))
    mentioned = {accessor: frozenset(_words(p.signature)) for accessor, p in plans.items()}
    return Brought(tuple(shown), twins, plan, targets, mentioned)


def helper_pages(made: Context, brought: Brought) -> Iterator[Page]:
    """One page for each module."""
    by_page: dict[str, list[Written]] = {}
    for one in brought.shown:
        by_page.setdefault(brought.targets[one.name].page, []).append(one)
    for path, found in by_page.items():
        title = path.removeprefix(f"{HELPERS}/").replace("/", ".")
        sections = tuple(_section(made, brought, one) for one in found)
        yield Page(path, title, "types", types=sections)


def _home(one: Written) -> Module:
    """The module to import from: the folder, where it exports what is inside."""
    return one.module[:-1] if one.module[-1] in _INNER else one.module


def _section(made: Context, brought: Brought, one: Written) -> TypeSection:
    pieces = _Linked(made, brought, one)
    return TypeSection(
        name=one.name,
        kind=one.kind,
        doc=one.doc,
        import_line=_import_line(made, brought, one),
        rows=tuple(pieces.row(member) for member in one.members),
        definition=pieces(one.definition) if one.definition else (),
        members=tuple(("", pieces(base)) for base in one.bases if pieces.leads(base)),
        used_by=tuple(_users(made, brought, one)),
    )


def _import_line(made: Context, brought: Brought, one: Written) -> str:
    exported = {row[0] for row in brought.plan.exports}
    module = "" if one.name in exported else ".".join(("", LIB, *_home(one)))
    names = [one.name]
    if f"Async{one.name}" in brought.twins:
        names.append(f"Async{one.name}")
    line = f"from {made.import_name}{module} import {', '.join(names)}"
    if one.checked:
        return f"from typing import TYPE_CHECKING\n\nif TYPE_CHECKING:\n    {line}"
    return line


def _users(made: Context, brought: Brought, one: Written) -> Iterator[Link]:
    for accessor, names in brought.mentioned.items():
        if one.name in names:
            yield Link(str(accessor), made.targets[accessor])
    for other in brought.shown:
        if other.name != one.name and one.name in other.words():
            yield Link(other.name, brought.targets[other.name])


def _words(signature: SignaturePlan) -> set[str]:
    """Every word of a signature of the sync client."""
    pieces = [signature.returns, *(p.annotation for p in signature.parameters)]
    return {word for piece in pieces for word in WORDS.findall(text_of(piece.sync))}


@dataclass(frozen=True)
class _Linked:
    """Types of one module, its names linked."""

    made: Context
    brought: Brought
    one: Written

    def __call__(self, text: str) -> Pieces:
        return cut(text, self._target)

    def leads(self, text: str) -> bool:
        """Whether anything in ``text`` is a link."""
        return any(target for _, target in self(text))

    def row(self, member: Member) -> Row:
        """One member of a class."""
        marks = (Badge("method", "note"),) if member.type.startswith("(") else ()
        anchor = f"{self.one.name}.{member.name}"
        return Row(member.name, anchor, self(member.type), marks, doc=member.doc)

    def _target(self, word: str) -> tuple[str, Target] | None:
        target = self.brought.targets.get(word) if word != self.one.name else None
        if target is None:
            module, name = self.one.imports.get(word, ((), ""))
            target = self.made.targets.get(self.made.public.get((".".join(module), name), ""))
        return (word, target) if target else None
