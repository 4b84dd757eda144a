"""The tokens of a file, for what is done where the grammar fails: names, strings, punctuation."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tsbind.values import value_class

_TOKEN = re.compile(
    rb"(?P<space>\s+|//[^\n]*|/\*(?:.|\n)*?(?:\*/|\Z))"
    rb"|(?P<string>\"(?:[^\"\\\n]|\\(?:.|\n))*\"?|'(?:[^'\\\n]|\\(?:.|\n))*'?)"
    rb"|(?P<word>(?:[A-Za-z_$#@\x80-\xff]|\\u)(?:[\w$\x80-\xff]|\\u\{?)*\}?(?<!\}))"
    rb"|(?P<number>\d[\w.]*)"
    rb"|(?P<mark>\.\.\.|=>|\?\.|\?\?|[^\s\w])"
)
_OPENING = {b"{": b"}", b"(": b")", b"[": b"]"}
CLOSING = frozenset(_OPENING.values())


@value_class(frozen=True, slots=True)
class Token:
    """A piece of text by its bytes; ``depth`` is how many brackets are open around it."""

    kind: str
    """``word``, ``number``, ``string``, ``template`` or ``mark``."""
    text: bytes
    start: int
    end: int
    depth: int
    bracket: bytes
    """The innermost bracket that is open around it; empty at the top."""
    starts_line: bool


def tokens(data: bytes) -> list[Token]:
    """The tokens of a file in order; what no rule knows is a mark of one byte."""
    return list(_tokens(data))


def closing_brackets(items: list[Token]) -> bytes:
    """The brackets that close what is open at the end."""
    missing: list[bytes] = []
    for token in items:
        if token.text in _OPENING:
            missing.append(_OPENING[token.text])
        elif token.text in CLOSING and missing and missing[-1] == token.text:
            missing.pop()
    return b"".join(reversed(missing))


def _tokens(data: bytes) -> Iterator[Token]:
    open_brackets: list[bytes] = []
    place, starts_line = 0, True
    while place < len(data):
        match = _TOKEN.match(data, place)
        if match is None:
            place += 1
            continue
        kind, text, end = str(match.lastgroup), match[0], match.end()
        if kind == "space":
            starts_line = starts_line or b"\n" in text
            place = end
            continue
        if text == b"`":
            kind, end = "template", _end_of_template(data, place)
            text = data[place:end]
        if text in CLOSING and open_brackets and _OPENING[open_brackets[-1]] == text:
            open_brackets.pop()
        bracket = open_brackets[-1] if open_brackets else b""
        yield Token(kind, text, place, end, len(open_brackets), bracket, starts_line)
        if text in _OPENING:
            open_brackets.append(text)
        place, starts_line = end, False


def _end_of_template(data: bytes, start: int) -> int:
    """The end of a template: the backtick that closes it, past those inside ``${}``."""
    place, depth = start + 1, 0
    while place < len(data):
        char = data[place : place + 1]
        if char == b"\\":
            place += 1
        elif data[place : place + 2] == b"${":
            depth, place = depth + 1, place + 1
        elif char == b"}" and depth:
            depth -= 1
        elif char == b"`" and not depth:
            return place + 1
        place += 1
    return len(data)
