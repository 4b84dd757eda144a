"""The project's own pages, written in Markdown, as pages of the site."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token

from tsbind.diff.changes.change import Report
from tsbind.docs.output.highlight import highlighted

_SLUG = re.compile(r"[^\w\- ]")
_ORDER = re.compile(r"<!-- order: (\d{1,3}) -->")
_COMMENT = re.compile(r"<!-- [\w :.-]+ -->")
"""What is for scripts: the order of pages, where a table or a figure begins and ends."""


@dataclass(frozen=True, slots=True)
class Guide:
    """One page of prose."""

    path: str
    title: str
    text: str
    """Markdown."""


@dataclass(frozen=True, slots=True)
class Changes(Guide):
    """The page of what a release changed; its Markdown is there to be searched."""

    report: Report
    earlier: tuple[Changes, ...] = ()
    """The pages of the releases before it."""


def guide_of(name: str, text: str, folder: str = "") -> Guide:
    """The page of the file ``name``; its title is the first heading."""
    title = next((line[2:].strip() for line in text.splitlines() if line.startswith("# ")), name)
    stem = name.removesuffix(".md")
    path = posixpath.join(folder, stem)
    return Guide(path, title.replace("`", ""), text)


def read_guides(folder: Path, below: str = "guide") -> tuple[tuple[Guide, ...], dict[str, str]]:
    """The pages of a folder of Markdown, and the data files they may link to, by path."""
    pages = [guide_of(f.name, f.read_text("utf-8"), below) for f in sorted(folder.glob("*.md"))]
    pages.sort(key=lambda page: (_order(page), page.title))
    data = {
        posixpath.join(below, file.relative_to(folder).as_posix()): file.read_text("utf-8")
        for file in sorted(folder.rglob("*.json"))
    }
    return tuple(pages), data


def _order(page: Guide) -> int:
    """Pages that begin with ``<!-- order: 1 -->`` come first, in that order."""
    match = _ORDER.match(page.text)
    return int(match[1]) if match else 1_000


def guide_html(guide: Guide) -> str:
    """The page as HTML: raw HTML is text, links to other .md files lead to their pages."""
    return str(_parser().renderer.render(_parsed(guide.text), _parser().options, {}))


def guide_headings(guide: Guide) -> Iterator[tuple[str, str]]:
    """The anchor and the text of each heading below the title."""
    for token, inline in pairwise(_parsed(guide.text)) if not isinstance(guide, Changes) else ():
        if token.type == "heading_open" and token.tag != "h1":
            yield str(token.attrs["id"]), inline.content.replace("`", "")


@lru_cache(maxsize=256)
def _parsed(text: str) -> list[Token]:
    tokens = _parser().parse(_COMMENT.sub("", text))
    _anchors(tokens)
    _follow(tokens)
    return tokens


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False}).enable("table")

    def fence(_: object, tokens: list[Token], index: int, options: object, env: object) -> str:
        code = highlighted(tokens[index].content, tokens[index].info.strip())
        return f'<pre tabindex="0"><code>{code}</code></pre>\n'

    parser.add_render_rule("fence", fence)
    parser.add_render_rule("code_block", fence)
    return parser


def _anchors(tokens: list[Token]) -> None:
    headings = [pair for pair in pairwise(tokens) if pair[0].type == "heading_open"]
    for (token, _), slug in zip(headings, slugs(i.content for _, i in headings), strict=True):
        token.attrSet("id", slug)


def slugs(headings: Iterable[str]) -> Iterator[str]:
    """The anchors that GitHub gives the headings of a page, in their order."""
    taken: dict[str, int] = {}
    for heading in headings:
        slug = _SLUG.sub("", heading.lower()).replace(" ", "-")
        number = taken[slug] = taken.get(slug, -1) + 1
        yield f"{slug}-{number}" if number else slug


def _follow(tokens: Iterable[Token]) -> None:
    for token in tokens:
        if token.attrs.pop("style", ""):  # A column of numbers; pages have no styles of their own.
            token.attrSet("class", "number")
        if token.type == "table_open":  # A wide one scrolls, by keyboard too.
            token.attrSet("tabindex", "0")
        for child in token.children or ():
            if child.type == "link_open":
                url = str(child.attrs.get("href", ""))
                path, mark, anchor = url.partition("#")
                if "://" not in path and path.endswith(".md"):
                    child.attrSet("href", f"{path.removesuffix('.md')}.html{mark}{anchor}")
