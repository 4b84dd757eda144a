"""Upstream's text on a page: its Markdown works, nothing else in it does."""

from __future__ import annotations

from html.parser import HTMLParser

import markdown
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from tsbind.docs.context.upstream_text import upstream_html
from tsbind.docs.output.upstream_markdown import (
    fenced,
    markdown_code,
    markdown_text,
    upstream_markdown,
)

ALLOWED = set("p strong em code pre ul ol li blockquote br a".split())
SITE = {"div", "span"}
"""What site tools put around code."""
HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "a <b>bold</b> c",
    "<!-- comment --> <![CDATA[x]]> <?php x ?>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1)) [y](data:text/html,x) [z](vbscript:x) [w](file:///etc/passwd)",
    '[x]( https://a.b "t\\" onclick=alert(1)")',
    "<javascript:alert(1)>",
    "![x](javascript:alert(1)) ![y](https://a.b/pixel.png)",
    "[ref]\n\n[ref]: javascript:alert(1)",
    "# Heading\n\nSetext\n===\n\n---",
    "```html\n</code></pre><script>x</script>\n```",
    "````\n```\n</textarea>\n````",
    "    </code><script>",
    "`</code><script>`",
    "{{ 7*7 }} {% raw %} {# x #}",
    '!!! danger\n    x\n\n::: module\n\n--8<-- "/etc/passwd"\n\n[TOC]',
    "| a | b |\n|---|---|\n| <x> | y |",
    "&lt;script&gt; &#60;script&#62; &amp;lt;",
    "bidi \u202e\u2066 control \x00\x1b[31m \u2028 \ud800",
    "> quote\n>> deep\n\n" + "> " * 200 + "x",
    "[" * 5000 + "](" * 5000,
    "* " * 500,
    "x" * 370_000,
    "$x$ ~~y~~ ==z== ^a^ :smile: @user #123 www.example.com",
    "text\\",
    "*/ \"\"\" ''' `",
    "[x]: javascript:alert(1)\n[y]: <javascript:alert(2)> 'z'\n\n[x] [y][x] ![x]",
    "<!--\n[x](javascript:alert(1))\n-->\n<!DOCTYPE x><![CDATA[<b>]]>",
    "~~~html onload=alert(1)\n<script>\n~~~\n```{.x onclick=1}\n</code>\n```",
    "| a |\n|---|\n| <script>x</script> \\| `|` [a](javascript:b) |",
    "*[HTML]: <script>\n\n[^1] x\n\n[^1]: <b>\n\nTerm\n:   <i>",
    "??? x\n    y\n\n/// html | script\nx\n///\n\n{: onclick=x }\n\n# h {#a onclick=x}",
    ":smile: ==m== ^^i^^ ++ctrl++ {++x++} \\[x\\] \\(x\\) $$x$$ - [ ] t",
    'MDN <https://a.b/"onclick="x> http://a.b/<script> <a.b@c.d> www.a.b/?<b>',
]
PIECES = [
    *"``` ```` ~~~ ```html !!! ??? /// ::: --8<-- [TOC] [[toc]] [^1] [^1]: *[A]: [x] [x]:".split(),
    *"[x][] == ^^ ~~ ~ ^ $ $$ ++ {{ }} {% %} {: .x onclick=y } {.x} | |---| > - * + 1.".split(),
    *"2) # === --- :smile: <!-- --> <b> </b> <script> &lt; &#60; \\ ` `` __ ** _ ] ( ) <".split(),
    *"http://a.b/ www.a.b a@b.c".split(),
    "<javascript:alert(1)>", "[a](javascript:alert(1))", "| a | b |", "    code", ":   def",
    "\n", "\n\n", "\r", "\u2028", "\x0b", "x",
]  # fmt: skip
EXTENSIONS = [
    "extra", "admonition", "toc", "sane_lists", "attr_list", "md_in_html",
    *(f"pymdownx.{name}" for name in (
        "details tasklist tilde caret mark superfences magiclink blocks.html blocks.admonition "
        "arithmatex emoji inlinehilite keys critic"
    ).split()),
]  # fmt: skip
"""What sites of Markdown switch on."""


class Tags(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.found: set[str] = set()
        self.attributes: list[tuple[str, str | None]] = []
        self.shown = ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.add(tag)
        self.attributes += attrs

    def handle_data(self, data: str) -> None:
        self.shown += data

    def handle_comment(self, data: str) -> None:
        self.found.add("comment")

    def unknown_decl(self, data: str) -> None:
        self.found.add("declaration")

    def handle_pi(self, data: str) -> None:
        self.found.add("instruction")


def check(html: str) -> None:
    tags = Tags(html)
    assert tags.found <= ALLOWED
    for name, value in tags.attributes:
        assert name in {"href", "rel", "tabindex", "start"}
        if name == "href":
            assert (value or "").lower().startswith(("http://", "https://"))


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_as_html(text: str) -> None:
    check(upstream_html(text))


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_as_markdown(text: str) -> None:
    """A renderer that lets raw HTML through finds none."""
    markdown = upstream_markdown(text)
    raw = MarkdownIt("commonmark", {"html": True}).enable("table").render(markdown)
    found = Tags(raw).found
    assert found <= ALLOWED
    assert "javascript:" not in [v for n, v in Tags(raw).attributes if n == "href"]


@given(
    st.text(st.characters(codec="utf-8"), max_size=200)
    | st.text("<>[]()`*_\\&!#\n -ahtps:/", max_size=60)
)
def test_any_text_is_safe(text: str) -> None:
    check(upstream_html(text))
    raw = MarkdownIt("commonmark", {"html": True}).enable("table").render(upstream_markdown(text))
    assert Tags(raw).found <= ALLOWED


@given(
    st.text(
        st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp", "Zs"]), min_size=1
    )
)
@example("__0__")
def test_plain_text_is_shown_to_the_letter(text: str) -> None:
    shown = Tags(MarkdownIt("commonmark", {"html": True}).render("x " + markdown_text(text))).shown
    assert shown.strip() == f"x {text}".strip()


@given(st.text(st.characters(codec="ascii", exclude_categories=["Cc"]), min_size=1))
def test_a_code_span_shows_its_text(text: str) -> None:
    html = MarkdownIt("commonmark").render(f"x {markdown_code(text)} y")
    assert Tags(html).found <= {"p", "code"}
    assert Tags(html).shown.split() == f"x {text} y".split()


@given(
    st.lists(
        st.tuples(st.sampled_from(PIECES), st.sampled_from(["", " ", "\n", "\n\n"])), max_size=9
    )
)
def test_pieces_of_markup_make_none(pieces: list[tuple[str, str]]) -> None:
    """In no renderer: CommonMark with raw HTML, and Python-Markdown with all that sites use."""
    text = "".join(piece + between for piece, between in pieces)
    check(upstream_html(text))
    made = upstream_markdown(text)
    raw = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).render(made)
    assert Tags(raw).found <= ALLOWED
    site = Tags(markdown.markdown(made, extensions=EXTENSIONS))
    assert site.found <= ALLOWED | SITE
    for name, value in site.attributes:
        assert not name.startswith("on")
        assert name != "href" or not (value or "").lower().startswith("javascript")


def test_a_block_of_code_holds_fences() -> None:
    text = "a\n````\nb\n```"
    html = MarkdownIt("commonmark").render(fenced(text, "python"))
    assert Tags(html).shown.rstrip("\n") == text
    assert html.count("<pre") == 1


def test_what_upstream_may_write() -> None:
    text = (
        "One `code` **strong** *em* [link](https://a.b/c).\n\n- item\n  more\n- two\n\n"
        "1. x\n2. y\n\n```ts\nf();\n```"
    )
    html = upstream_html(text)
    for part in (
        "<code>code</code>", "<strong>strong</strong>", "<em>em</em>", 'href="https://a.b/c"',
        "<ul>", "<ol>", "<pre",
    ):  # fmt: skip
        assert part in html
    again = MarkdownIt("commonmark").render(upstream_markdown(text))
    assert Tags(again).shown.split() == Tags(html).shown.split()
