"""The project's own pages, written in Markdown, as pages of the site."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from html import escape

from markdown_it import MarkdownIt
from markdown_it.token import Token

_SLUG = re.compile(r"[^\w\- ]")


@dataclass(frozen=True, slots=True)
class Guide:
    """One page of prose."""

    path: str
    title: str
    text: str
    """Markdown."""


def guide_of(name: str, text: str, folder: str = "") -> Guide:
    """The page of the file ``name``; its title is the first heading."""
    title = next((l[2:].strip() for l in text.splitlines() if l.startswith("# ")), name)
    stem = name.removesuffix(".md")
    path = posixpath.join(folder, stem)
    return Guide(path, title.replace("`", ""), text)


def guide_html(guide: Guide) -> str:
    """The page as HTML: raw HTML is text, links to other .md files lead to their pages."""
    parser = _parser()
    tokens = parser.parse(guide.text)
    _anchors(tokens)
    _follow(tokens)
    return str(parser.renderer.render(tokens, parser.options, {}))


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False}).enable("table")

    def fence(tokens: list[Token], index: int, options: object, env: object) -> str:
        return f'<pre tabindex="0"><code>{escape(tokens[index].content)}</code></pre>\n'

    parser.renderer.rules["fence"] = fence
    parser.renderer.rules["code_block"] = fence
    return parser


def _anchors(tokens: list[Token]) -> None:
    taken: dict[str, int] = {}
    for token, inline in zip(tokens, tokens[1:], strict=False):
        if token.type == "heading_open":
            slug = _SLUG.sub("", inline.content.lower()).replace(" ", "-")
            number = taken[slug] = taken.get(slug, -1) + 1
            token.attrSet("id", f"{slug}-{number}" if number else slug)


def _follow(tokens: Iterable[Token]) -> None:
    for token in tokens:
        for child in token.children or ():
            if child.type == "link_open":
                url = str(child.attrs.get("href", ""))
                path, mark, anchor = url.partition("#")
                if "://" not in path and path.endswith(".md"):
                    child.attrSet("href", f"{path.removesuffix('.md')}.html{mark}{anchor}")
