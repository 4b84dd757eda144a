"""Odd and broken files: what parses is read, the rest is reported with its place."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from support.trees import resolved
from tsbind.problems import Severity
from tsbind.syntax import parse_file
from tsbind.syntax.nodes import AliasDeclaration, LiteralNode

GOOD = "export type Good = 'ü';\n"
WHOLE = [
    pytest.param(codecs.BOM_UTF8 + GOOD.encode(), id="byte order mark"),
    pytest.param(codecs.BOM_UTF16_LE + GOOD.encode("utf-16-le"), id="UTF-16, little end first"),
    pytest.param(codecs.BOM_UTF16_BE + GOOD.encode("utf-16-be"), id="UTF-16, big end first"),
    pytest.param(f"#!/usr/bin/env node\n{GOOD}".encode(), id="hashbang"),
    pytest.param(GOOD.replace("\n", "\r\n").encode(), id="CRLF"),
    pytest.param(b"", id="empty"),
    pytest.param(f"export type * from './b';\n{GOOD}".encode(), id="export type *"),
    pytest.param(
        f"interface V<\n  /** a */\n  out T,\n  // b\n  in U> {{ t: T }}\n{GOOD}".encode(),
        id="variance",
    ),
    pytest.param(
        f"declare module 'b' {{\n  global {{\n    type Z = 1;\n  }}\n}}\n{GOOD}".encode(),
        id="global inside a module",
    ),
    pytest.param(f"type I = import('./b').B<string>;\n{GOOD}".encode(), id="import type"),
    pytest.param(
        f"abstract class C {{ override abstract x: string }}\n{GOOD}".encode(),
        id="override abstract",
    ),
]


@pytest.mark.parametrize("data", WHOLE)
def test_legal_files_are_read_whole(data: bytes) -> None:
    file = parse_file("a.ts", data)
    assert file.problems == ()
    values = [s.type for s in file.statements if isinstance(s, AliasDeclaration)]
    assert not data or [v.value for v in values if isinstance(v, LiteralNode)] == ["ü"]


BROKEN = [
    pytest.param(b"export type A = '\xff';\n", "a.ts:1:18", "not valid utf-8", id="bad byte"),
    pytest.param(
        codecs.BOM_UTF16_LE + "type A = 1;\n".encode("utf-16-le") + b"\x00\xd8",
        "a.ts:2:1",
        "not valid utf-16-le",
        id="half a surrogate pair",
    ),
    pytest.param(b"interface A {}\n/* no end", "a.ts:2:1", "", id="comment without an end"),
    pytest.param(b"interface A {}\ntype B = 'no end\n", "a.ts:2:", "", id="string without an end"),
    pytest.param(
        b"interface A {}\n<<<<<<< ours\ntype B = 1;\n=======\ntype B = 2;\n>>>>>>> theirs\n",
        "a.ts:2:1",
        "cannot be parsed",
        id="conflict markers",
    ),
    pytest.param(b"\x00\x01\x02garbage ))) ((( @@@\n", "a.ts:1:", "", id="garbage"),
    pytest.param(b"interface A { a: string\n", "a.ts:", "missing", id="missing brace"),
]


@pytest.mark.parametrize(("data", "place", "message"), BROKEN)
def test_broken_files_are_reported_with_their_place(data: bytes, place: str, message: str) -> None:
    found = [(str(p.position), p.message) for p in parse_file("a.ts", data).problems]
    assert any(at.startswith(place) and message in text for at, text in found), found


@pytest.mark.parametrize("data", [case.values[0] for case in BROKEN])
def test_a_broken_file_does_not_cost_another(data: bytes) -> None:
    package, problems = resolved({"a.ts": data, "b.ts": "export interface B { ok: 1 }"})
    assert "b.ts#B" in {declaration.id for declaration in package.types}
    errors = [p for p in problems if p.severity is Severity.UNREAD]
    assert errors
    assert all(p.position is not None and p.position.file == "a.ts" for p in errors)


PIECES = st.sampled_from(
    "interface type class enum namespace declare module global export import extends implements "
    "abstract override readonly static async function const let new typeof keyof infer is asserts "
    "unique symbol in out get set default from as satisfies this super string number bigint never "
    "any unknown A B C T a b 'x' \"y\" `t${ 1 0x 1n 1e999 -1 { } ( ) [ ] < > <<<<<<< => = | & ? "
    "?. ! : ; , . ... @ # * + - / \\ // /* */ /** \n \r\n \u2028 \x00 ü \ud800 🙂".split(" ")
)
SOURCES = st.lists(PIECES, max_size=40).map(" ".join)


@given(st.one_of(SOURCES.map(lambda text: text.encode("utf-8", "surrogatepass")), st.binary()))
def test_any_bytes_can_be_parsed(data: bytes) -> None:
    file = parse_file("a.ts", data)
    assert all(p.position.line >= 1 and p.position.column >= 1 for p in file.problems)


@given(st.one_of(SOURCES, st.text()), SOURCES)
def test_any_files_can_be_resolved(one: str, other: str) -> None:
    files: dict[str, str | bytes] = {
        "resources/a.ts": one.encode("utf-8", "replace"),
        "resources/b.ts": f"import {{ A, B as C }} from './a';\n{other}".encode("utf-8", "replace"),
    }
    _, problems = resolved(files)
    assert all(problem.position is not None for problem in problems)


NAMES = ("A", "B", "C")
TYPES = st.recursive(
    st.sampled_from(
        ["string", "'k'", "1", "never", "any", "null", "A", "B", "C<A>", "T", "{ k: A }", "bigint"]
    ),
    lambda inner: st.one_of(
        st.builds("({} | {})".format, inner, inner),
        st.builds("({} & {})".format, inner, inner),
        st.builds("keyof ({})".format, inner),
        st.builds("({})[{}]".format, inner, inner),
        st.builds("Omit<{}, {}>".format, inner, inner),
        st.builds("Pick<{}, {}>".format, inner, inner),
        st.builds("Exclude<{}, {}>".format, inner, inner),
        st.builds("Record<{}, {}>".format, inner, inner),
        st.builds("Partial<{}>".format, inner),
        st.builds("Awaited<{}>".format, inner),
        st.builds("`a${{{}}}`".format, inner),
        st.builds("{{ [K in {}]?: {} }}".format, inner, inner),
        st.builds("({} extends {} ? {} : {})".format, inner, inner, inner, inner),
        st.builds("({} extends (infer U)[] ? U : {})".format, inner, inner),
        st.builds("[{}, ...{}[]]".format, inner, inner),
        st.builds("({} extends [infer U, ...infer V] ? V : {})".format, inner, inner),
        st.builds("({} extends `${{infer U}}${{{}}}` ? U : 1)".format, inner, inner),
        st.builds("((x: {}) => {})".format, inner, inner),
    ),
    max_leaves=12,
)


@given(st.tuples(TYPES, TYPES, TYPES))
def test_any_types_can_be_worked_out(types: tuple[str, str, str]) -> None:
    first, second, third = types
    source = (
        f"export type A = {first.replace('T', 'B')};\n"
        f"export interface B {{ b: {second.replace('T', 'A')}; c?: C<B> }}\n"
        f"export type C<T> = {third.replace('C<A>', 'A')};\n"
    )
    package, problems = resolved(source)
    assert [declaration.name for declaration in package.types] == list(NAMES)
    assert all(problem.severity is Severity.OPAQUE for problem in problems)
