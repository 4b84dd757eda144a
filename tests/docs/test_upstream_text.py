"""Upstream's text on a page: its Markdown works, nothing else in it does."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from tsbind.docs.upstream_markdown import fenced, markdown_code, markdown_text, upstream_markdown
from tsbind.docs.upstream_text import upstream_html

ALLOWED = set("p strong em code pre ul ol li blockquote br a".split())
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
]


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
