"""Upstream's documentation as safe HTML.

Upstream writes Markdown, so paragraphs, lists, code, quotes, emphasis and links are kept; that
is all. Raw HTML is text, headings become bold paragraphs, images their description, and a link
leads to http or https or is no link (CommonMark 0.31, parsed by markdown-it-py).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache, lru_cache
from html import escape

from markdown_it import MarkdownIt
from markdown_it.token import Token

from tsbind.model.printable import printable

_SIMPLE = re.compile(r"[\w ,;:'\"()/?%=.-]*", re.ASCII)
_BLOCK_START = re.compile(r"\s|[-+=#>~:?/]|\d+[.)](\s|$)|https?:")
_EXTENDED = re.compile(r"__|==|:\w+:")
_MARKS = re.compile(r"`|\*\*")
_LINK = re.compile(r"\[([^][]*)\]\([^()]*\)")


def upstream_html(text: str) -> str:
    """``text`` as HTML made only of p, strong, em, code, pre, ul, ol, li, blockquote, br and a."""
    if not text.strip():
        return ""
    if is_simple(text):
        return f"<p>{escape(text.strip())}</p>"
    return _parsed(text)


def upstream_line(text: str) -> str:
    """The first sentence or so of ``text``, without markup, for lists and the search index."""
    first = visible(text).strip().split("\n\n", 1)[0]
    return _LINK.sub(r"\1", " ".join(_MARKS.sub("", first).split()))


def visible(text: str) -> str:
    """``text`` with control and direction characters shown as escapes."""
    return printable(text.replace("\r\n", "\n"))


def is_simple(text: str) -> bool:
    """Whether ``text`` is one paragraph without anything Markdown could read as markup."""
    return bool(_SIMPLE.fullmatch(text)) and not (
        _BLOCK_START.match(text) or _EXTENDED.search(text)
    )


@lru_cache(maxsize=20_000)
def _parsed(text: str) -> str:
    shown = visible(text)
    try:
        return str(parser().render(shown))
    except RecursionError:
        return f"<p>{escape(shown)}</p>"


@cache
def parser() -> MarkdownIt:
    """The parser of upstream's Markdown, with the rules of safe HTML."""
    made = MarkdownIt("commonmark", {"html": False, "maxNesting": 20})
    made.validateLink = is_web  # type: ignore[method-assign]
    for name, rule in _HTML_RULES.items():
        made.add_render_rule(name, rule)
    return made


def is_web(url: str) -> bool:
    """Whether a link leads to the web: nothing else may be a link."""
    return url.lower().startswith(("https://", "http://"))


_Rule = Callable[[object, Sequence[Token], int, object, object], str]


def _constant(text: str) -> _Rule:
    return lambda renderer, tokens, index, options, env: text


def _link(_: object, tokens: Sequence[Token], index: int, options: object, env: object) -> str:
    url = str(tokens[index].attrs.get("href", ""))
    return f'<a href="{escape(url)}" rel="noopener nofollow">'


def _image(_: object, tokens: Sequence[Token], index: int, options: object, env: object) -> str:
    return escape(tokens[index].content)


def _fence(_: object, tokens: Sequence[Token], index: int, options: object, env: object) -> str:
    return f'<pre tabindex="0"><code>{escape(tokens[index].content)}</code></pre>\n'


_HTML_RULES: dict[str, _Rule] = {
    "heading_open": _constant("<p><strong>"),
    "heading_close": _constant("</strong></p>\n"),
    "hr": _constant(""),
    "link_open": _link,
    "image": _image,
    "fence": _fence,
    "code_block": _fence,
}
