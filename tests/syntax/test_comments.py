"""Doc comments as the TypeScript compiler reads them."""

from __future__ import annotations

import pytest

from tsbind.syntax import parse_file
from tsbind.syntax.comments import is_doc_comment, read_doc
from tsbind.syntax.nodes import AliasDeclaration

TEXTS = [
    ("/** One line. */", "One line.", ()),
    ("/**\n * Two\n *  lines,\n *\n * and a third. */", "Two\n lines,\n\nand a third.", ()),
    ("/**\n  no asterisks\n  at all\n*/", "no asterisks\nat all", ()),
    ("/**\r\n * Carriage\r\n * returns\r\n */", "Carriage\nreturns", ()),
    ("/** Text.\n * @deprecated gone\n *   soon */", "Text.", (("deprecated", "gone\n  soon"),)),
    ("/** @deprecated only here */", "", (("deprecated", "only here"),)),
    ("/** @deprecated */", "", (("deprecated", ""),)),
    ("/** Ends @beta here\n * and on */", "Ends", (("beta", "here\nand on"),)),
    ("/** Mail a@b.example or 3 @ 4 */", "Mail a@b.example or 3 @ 4", ()),
    ("/** In `npm i @scope/x` it is text */", "In `npm i @scope/x` it is text", ()),
    ("/** See {@link Other} and {@linkcode Y} */", "See {@link Other} and {@linkcode Y}", ()),
    ("/** A\n * @a 1\n * @b 2 */", "A", (("a", "1"), ("b", "2"))),
    ("/** a * b **/", "a * b *", ()),
]


@pytest.mark.parametrize(("comment", "text", "tags"), TEXTS)
def test_text_ends_at_the_first_tag(
    comment: str, text: str, tags: tuple[tuple[str, str], ...]
) -> None:
    doc = read_doc(comment)
    assert (doc.text, doc.tags) == (text, tags)


@pytest.mark.parametrize(
    ("comment", "is_doc"),
    [
        *[(comment, True) for comment in ("/** a */", "/***/", "/*** a */")],
        *[(comment, False) for comment in ("/* a */", "/**/", "// a")],
    ],
)
def test_which_comments_are_docs(comment: str, is_doc: bool) -> None:
    assert is_doc_comment(comment) is is_doc


BEFORE = [
    ("/** a */\n", "a", False),
    ("/** a */\n/** b */\n", "b", False),
    ("/** a */\n// @deprecated not a doc\n", "a", False),
    ("// @deprecated not a doc\n", "", False),
    ("/** a */\nlet x = 1;\n", "", False),
    ("/** @deprecated */\n/* plain */\n", "", True),
]


@pytest.mark.parametrize("written", ["type X = 1;", "export type X = 1;", "declare type X = 1;"])
@pytest.mark.parametrize(("before", "text", "deprecated"), BEFORE)
def test_the_last_block_before_a_declaration_counts(
    before: str, text: str, deprecated: bool, written: str
) -> None:
    file = parse_file("a.ts", (before + written).encode())
    found = [s for s in file.statements if isinstance(s, AliasDeclaration)]
    assert [(s.doc.text, s.doc.deprecated is not None) for s in found] == [(text, deprecated)]
