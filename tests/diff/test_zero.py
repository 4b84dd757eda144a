"""Rewrites that keep the meaning are no change: the law of this room."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tsbind.diff import compare

from .builders import CREATE, client, diff, kinds, package
from .unspelled import NoSpelling

NAMES = ["Alpha", "Beta", "Gamma", "Delta"]
ATOMS = ["string", "number", "boolean", "null", "unknown", "'x'", "'y'", "1", "true", *NAMES]


@dataclass(frozen=True)
class Node:
    """A type in the making: an atom, a list, a record, a union or an object."""

    kind: str
    atom: str = ""
    parts: tuple[Node, ...] = ()
    names: tuple[str, ...] = ()


atoms = st.sampled_from(ATOMS).map(lambda atom: Node("atom", atom))


def grown(inner: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    many = st.lists(inner, min_size=2, max_size=4)
    return st.one_of(
        inner.map(lambda one: Node("list", parts=(one,))),
        inner.map(lambda one: Node("record", parts=(one,))),
        many.map(lambda parts: Node("union", parts=tuple(parts))),
        st.dictionaries(st.sampled_from("abcd"), inner, min_size=1, max_size=3).map(
            lambda d: Node("object", parts=tuple(d.values()), names=tuple(d))
        ),
    )


types = st.recursive(atoms, grown, max_leaves=8)
models = st.lists(
    st.dictionaries(st.sampled_from("pqrstu"), types, min_size=1, max_size=5),
    min_size=len(NAMES),
    max_size=len(NAMES),
)


class Writer:
    """Writes a model as TypeScript, making choices of spelling as ``choose`` says."""

    def __init__(self, choose: st.DataObject | None) -> None:
        self.data = choose
        self.extra: list[str] = []

    def yes(self) -> bool:
        return self.data is not None and self.data.draw(st.booleans())

    def order(self, items: list[str]) -> list[str]:
        return items if self.data is None else self.data.draw(st.permutations(items))

    def type(self, node: Node) -> str:
        text = self.plain(node)
        if not self.yes():
            return text
        name = f"Extracted{len(self.extra)}"
        if node.kind == "object" and self.yes():
            self.extra.append(f"export interface {name} {text}")
        else:
            self.extra.append(f"export type {name} = {text};")
        return name

    def plain(self, node: Node) -> str:
        parts = [self.type(part) for part in node.parts]
        if node.kind == "atom":
            return f"Own.{node.atom}" if node.atom in NAMES and self.yes() else node.atom
        if node.kind == "list":
            return f"({parts[0]})[]" if not self.yes() else f"Array<{parts[0]}>"
        if node.kind == "record":
            return (
                f"Record<string, {parts[0]}>"
                if not self.yes()
                else f"{{ [k: string]: {parts[0]} }}"
            )
        if node.kind == "union":
            return " | ".join(self.order([f"({part})" for part in parts]))
        members = [f"{name}: {part}" for name, part in zip(node.names, parts, strict=True)]
        return "{ " + "; ".join(self.order(members)) + " }"

    def interface(self, name: str, fields: dict[str, Node]) -> str:
        members = [f"{field}?: {self.type(node)}" for field, node in fields.items()]
        members = self.order(members)
        if len(members) > 1 and self.yes():
            half = len(members) // 2
            self.extra.append(f"export interface {name}Base {{ {'; '.join(members[:half])} }}")
            return f"export interface {name} extends {name}Base {{ {'; '.join(members[half:])} }}"
        if len(members) > 1 and self.yes():
            half = len(members) // 2
            return (
                f"export interface {name} {{ {'; '.join(members[:half])} }}\n"
                f"export interface {name} {{ {'; '.join(members[half:])} }}"
            )
        return f"export interface {name} {{ {'; '.join(members)} }}"


def written(model: list[dict[str, Node]], data: st.DataObject | None) -> dict[str, str]:
    writer = Writer(data)
    declarations = [writer.interface(n, f) for n, f in zip(NAMES, model, strict=True)]
    text = "\n".join(writer.order([*declarations, *writer.extra]))
    place = "resources/things/things.ts" if writer.yes() else "resources/things.ts"
    module = place.rsplit("/", 1)[-1].removesuffix(".ts")
    return {place: f"import * as Own from './{module}';\n{text}\n"}


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(models, st.data())
def test_no_rewrite_of_spelling_is_a_change(
    model: list[dict[str, Node]], data: st.DataObject
) -> None:
    plain, rewritten = package(written(model, None)), package(written(model, data))
    for old, new in ((plain, rewritten), (rewritten, plain)):
        report = compare(old, new)
        groups = [g for g in report.groups if g.first.kind not in IMPORTS]
        assert not groups, [(c.kind, c.label, c.old, c.new) for c in report.changes]


IMPORTS = {"import_added", "import_removed"}
"""Kinds of what a Python program can import: an alias that came is a name, whatever it means."""
REWRITES = [
    pytest.param(
        "export interface A { x: 'a' | 'b' }",
        "export interface A { x: 'b' | 'a' }",
        id="order of a union",
    ),
    pytest.param(
        "export interface A { x: 1; y: 2 }",
        "export interface A { y: 2; x: 1 }",
        id="order of fields",
    ),
    pytest.param(
        "export interface A { x: 'a' | 'b' }",
        "export type X = 'a' | 'b'; export interface A { x: X }",
        id="literals extracted into an alias",
    ),
    pytest.param(
        "export type X = 'a' | 'b'; export interface A { x: X | null }",
        "export interface A { x: 'a' | null | 'b' }",
        id="alias inlined into a union",
    ),
    pytest.param(
        "export interface A { x: { y: string } }",
        "export interface A { x: A.X } export namespace A { export interface X { y: string } }",
        id="object extracted into a namespace",
    ),
    pytest.param(
        "export interface A { x: string; y: string }",
        "export interface Base { x: string } export interface A extends Base { y: string }",
        id="base taken out",
    ),
    pytest.param(
        "export interface B { x: string } export type A = Omit<B, 'y'>",
        "export interface B { x: string } export type A = { x: string }",
        id="utility type written out",
    ),
    pytest.param(
        "export type A = string | 'a'",
        "export type A = string",
        id="a literal its primitive swallows",
    ),
    pytest.param(
        "export interface A { x: true | false }",
        "export interface A { x: boolean }",
        id="boolean written out",
    ),
    pytest.param(
        "export interface A { x?: string }",
        "export interface A { x?: string | undefined }",
        id="undefined beside optional",
    ),
    pytest.param(
        "export type A = B | null; export type B = A[]",
        "export type A = null | B; export type B = Array<A>",
        id="recursive aliases",
    ),
]


@pytest.mark.parametrize(("old", "new"), REWRITES)
def test_rewrite(old: str, new: str) -> None:
    """Only what a Python program can import may be more, or less."""
    assert kinds(diff(old, new)) <= IMPORTS
    assert kinds(diff(new, old)) <= IMPORTS
    assert not compare(package(old), package(new), spell=NoSpelling).changes


def test_qualifiers_do_not_count() -> None:
    shared = "export interface Metadata { a: string }"
    use = "export interface A { m: %sMetadata | null }"
    old = package(
        {"shared.ts": shared, "a.ts": f"import * as Shared from './shared';\n{use % 'Shared.'}"}
    )
    new = package(
        {"shared.ts": shared, "a.ts": f"import {{ Metadata }} from './shared';\n{use % ''}"}
    )
    assert kinds(compare(old, new)) == set()


def test_a_file_moved_behind_the_same_public_path_is_no_change() -> None:
    body = (
        "export interface A { a: string } export namespace A { export interface B { b: string } }"
    )
    old = package({"resources/chat/completions.ts": body})
    new = package({"resources/chat/completions/completions.ts": body})
    assert kinds(compare(old, new)) == set()


def test_a_page_class_made_an_alias_is_no_change() -> None:
    page = "export class CursorPage<T> { data!: T[] } export interface Item { id: string }"
    old = package(f"{page} export class ItemsPage extends CursorPage<Item> {{}}")
    new = package(f"{page} export type ItemsPage = CursorPage<Item>;")
    assert kinds(compare(old, new)) <= IMPORTS


def test_a_release_without_method_bodies_is_compared_by_its_types() -> None:
    old = package({"resources/a.ts": "export interface A { a: string }"})
    new = client(
        CREATE, "export interface Thing { id: string } export interface ThingParams { a: 1 }"
    )
    bare = replace(new, operations=(), client=None, source=replace(new.source, has_bodies=False))
    report = compare(bare, new)
    assert not report.groups
    assert report.notes == ("one release has no method bodies: only types were compared",)
    assert compare(old, old).notes == ()
