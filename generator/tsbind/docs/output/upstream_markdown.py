"""Upstream's documentation as Markdown in which nothing but its own constructs can come about.

The text is parsed and written again, everything that any renderer could read as markup escaped:
what CommonMark lets through as HTML, and the extensions of GitHub and of site tools.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import ClassVar
from urllib.parse import quote

from markdown_it.token import Token

from tsbind.docs.context.upstream_text import is_simple, parser, visible

_SPECIAL = re.compile(r"(?<![^\W_])_|_(?![^\W_])|[\\`*{}#!]")
_ENTITY = re.compile(r"[&<>|~$^\[\]]|:(?=[\w+-]+:)|(?<==)=")
"""What some renderer reads where a backslash before it would not help, or be shown."""
_NAMED = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
_LINE_START = re.compile(r"^(\s*)([-+]|\d+[.)])", re.MULTILINE)
_BLOCK_START = re.compile(r"^(\s*)([=:?/])", re.MULTILINE)


def upstream_markdown(text: str) -> str:
    """``text`` as Markdown in which nothing but the constructs above can come about."""
    if not text.strip():
        return ""
    if is_simple(text):
        return text.strip()
    return _Writer().write(parser().parse(visible(text)))


def markdown_text(text: str) -> str:
    """``text`` with everything escaped that Markdown, or HTML inside it, could read as markup."""
    escaped = _SPECIAL.sub(r"\\\g<0>", text)
    escaped = _ENTITY.sub(lambda match: _entity(match[0]), escaped)
    escaped = _BLOCK_START.sub(lambda match: match[1] + _entity(match[2]), escaped)
    return _LINE_START.sub(_start, escaped)


def _entity(character: str) -> str:
    return _NAMED.get(character) or f"&#{ord(character)};"


def _start(match: re.Match[str]) -> str:
    mark = match[2]
    return f"{match[1]}{mark[:-1]}\\{mark[-1]}"


def markdown_code(text: str) -> str:
    """``text`` as a code span."""
    line = " ".join(visible(text).split("\n")) or " "
    longest = max((len(run) for run in re.findall("`+", line)), default=0)
    fence = "`" * (longest + 1)
    pad = " " if longest and (line[0] == "`" or line[-1] == "`") else ""
    return f"{fence}{pad}{line}{pad}{fence}"


def fenced(text: str, language: str = "") -> str:
    """``text`` as a fenced code block."""
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}{language}\n{text.rstrip(chr(10))}\n{fence}"


class _Writer:
    """Writes the tokens of a parsed text as Markdown again, everything escaped."""

    def __init__(self) -> None:
        self.blocks: list[str] = []
        self.prefixes: list[str] = []
        self.marker = ""
        self.counts: list[int] = []

    def write(self, tokens: Sequence[Token]) -> str:
        """The text of all ``tokens``."""
        for token in tokens:
            rule = self._RULES.get(token.type)
            if rule is not None:
                rule(self, token)
        return "\n\n".join(self.blocks)

    def _block(self, text: str) -> None:
        first = "".join(self.prefixes)
        if self.marker:
            first = first[: -len(self.marker)] + self.marker
            self.marker = ""
        rest = "".join(self.prefixes)
        lines = text.split("\n")
        shown = [first + lines[0], *(f"{rest}{line}".rstrip() for line in lines[1:])]
        self.blocks.append("\n".join(shown))

    def _inline(self, token: Token) -> None:
        self._block(_inlines(token.children or ()))

    def _code(self, token: Token) -> None:
        self._block(fenced(token.content))

    def _quote_open(self, _: Token) -> None:
        self.prefixes.append("> ")

    def _pop(self, _: Token) -> None:
        self.prefixes.pop()
        self.marker = ""

    def _list_open(self, token: Token) -> None:
        self.counts.append(int(token.attrs.get("start", 1)) if token.type.startswith("o") else 0)

    def _list_close(self, _: Token) -> None:
        self.counts.pop()

    def _item_open(self, _: Token) -> None:
        number = self.counts[-1]
        self.marker = f"{number}.".ljust(4) if number else "-   "
        if number:
            self.counts[-1] += 1
        self.prefixes.append(" " * len(self.marker))

    _RULES: ClassVar[dict[str, Callable[[_Writer, Token], None]]] = {
        "inline": _inline,
        "fence": _code,
        "code_block": _code,
        "blockquote_open": _quote_open,
        "blockquote_close": _pop,
        "bullet_list_open": _list_open,
        "ordered_list_open": _list_open,
        "bullet_list_close": _list_close,
        "ordered_list_close": _list_close,
        "list_item_open": _item_open,
        "list_item_close": _pop,
    }


def _inlines(tokens: Sequence[Token]) -> str:
    """The inline tokens of one block as Markdown."""
    parts: list[str] = []
    links: list[str] = []
    for token in tokens:
        if token.type == "link_open":
            links.append(str(token.attrs.get("href", "")))
            parts.append("[")
        elif token.type == "link_close":
            parts.append(f"](<{_URL.sub(_percent, links.pop())}>)")
        else:
            rule = _INLINE.get(token.type)
            parts.append(rule(token) if rule else markdown_text(token.content))
    return "".join(parts)


_URL = re.compile(r"[\s<>\\(){}|`*\"']")


def _percent(match: re.Match[str]) -> str:
    return quote(match[0], safe="")


_INLINE: dict[str, Callable[[Token], str]] = {
    "code_inline": lambda token: markdown_code(token.content),
    "softbreak": lambda token: "\n",
    "hardbreak": lambda token: "\\\n",
    "strong_open": lambda token: "**",
    "strong_close": lambda token: "**",
    "em_open": lambda token: "*",
    "em_close": lambda token: "*",
}
