"""Where a parse fails, the smallest piece of the file around the place, taken out of it.

A member keeps its name and gets a type that is not read, a declaration likewise; what has no name
to keep is blanked. All bytes stay where they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tsbind.syntax.tokens import CLOSING, Token
from tsbind.values import value_class

_STARTS = frozenset(
    b"export declare interface type class enum namespace module function const let var import "
    b"abstract async".split()
)
_DECLARED = re.compile(
    rb"((?:export\s+|declare\s+|default\s+|abstract\s+|const\s+)*)"
    rb"(interface|type|class|enum)\s+([A-Za-z_$][\w$]*)"
)
_MEMBER = re.compile(
    rb"\s*((?:readonly\s+|static\s+|declare\s+|public\s+)*)([A-Za-z_$][\w$]*|'[^'\n]*'|\"[^\"\n]*\")\s*\??\s*:"
)
UNREAD = b"x"


@value_class(frozen=True, slots=True)
class Piece:
    """A stretch of a file; ``inside`` is the depth of brackets it stands at."""

    start: int
    end: int
    depth: int


def pieces_around(items: Sequence[Token], place: int) -> Iterator[Piece]:
    """The member or statement that holds byte ``place``, then those around it, outwards."""
    at = next((n for n, token in enumerate(items) if token.end > place), len(items) - 1)
    if at < 0:
        return
    deepest = items[at].depth + (items[at].text in (b"{", b"(", b"["))
    for depth in range(deepest, -1, -1):
        piece = _piece(items, at, depth)
        if piece is not None:
            yield piece


def _piece(items: Sequence[Token], at: int, depth: int) -> Piece | None:
    """What stands between two separators at ``depth`` around token ``at``."""
    first = at
    while first > 0 and not _begins(items, first, depth):
        first -= 1
    last = at
    while last + 1 < len(items) and not _ends(items, last, depth):
        last += 1
    if items[first].depth < depth:
        return None
    return Piece(items[first].start, items[last].end, depth)


def _begins(items: Sequence[Token], place: int, depth: int) -> bool:
    token, before = items[place], items[place - 1]
    if token.depth != depth:
        return token.depth < depth
    if depth == 0:
        return _separates(before, token)
    opens = before.depth == depth - 1 and before.text in (b"{", b"(", b"[")
    return opens or (before.text in (b";", b",") and before.depth == depth) or token.starts_line


def _separates(before: Token, token: Token) -> bool:
    """Whether a statement ends and another starts between two tokens outside of brackets."""
    if not token.starts_line:
        return False
    ended = before.depth == 0 and before.text in (b"}", b";")
    return ended or (token.text in _STARTS and before.text not in _STARTS)


def _ends(items: Sequence[Token], place: int, depth: int) -> bool:
    token, following = items[place], items[place + 1]
    if depth == 0:
        return following.depth == 0 and _separates(token, following)
    if following.depth < depth:
        return True
    if token.depth == depth and token.text in (b";", b","):
        return True
    return following.depth == depth and following.starts_line and following.text not in CLOSING


def taken_out(data: bytes, piece: Piece) -> tuple[bytes, int | None]:
    """What is written over a piece, and the offset of the type that is not read, if it has one."""
    text = data[piece.start : piece.end]
    if piece.depth == 0:
        return _declaration(text, piece.start)
    match = _MEMBER.match(text)
    room = len(text) - match.end() if match else 0
    if match is None or room < 2:
        return _blank(text), None
    ending = b";" if not text.endswith(b",") else b","
    rest = b" " + UNREAD * (room - 2) + ending if room > 2 else b" " + UNREAD
    kept = bytes(match[0])
    return kept + _lines(text[match.end() :], rest), piece.start + match.end() + 1


def _declaration(text: bytes, start: int) -> tuple[bytes, int | None]:
    match = _DECLARED.match(text)
    room = len(text) - match.end() if match else 0
    if match is None or room < 4:
        return _blank(text), None
    head = match[1].replace(b"default", b"       ").replace(b"abstract", b"        ")
    head = head.replace(b"const", b"     ")
    keyword = b"type".ljust(len(match[2]))
    between = text[match.end(2) : match.end()]
    rest = b"=" + UNREAD * (room - 2) + b";"
    return head + keyword + between + _lines(text[match.end() :], rest), start + match.end() + 1


def _lines(text: bytes, written: bytes) -> bytes:
    """``written`` on the first line of ``text`` alone; the rest of the lines is blank."""
    end = text.find(b"\n")
    if end < 0 or end >= len(written):
        return written
    first = written[: max(end, 0)]
    if len(first) < 2:
        return _blank(text)
    return first[:-1] + (b"x" if first[-1:] == UNREAD else first[-1:]) + _blank(text[end:])


def _blank(text: bytes) -> bytes:
    return re.sub(rb"[^\n]", b" ", text)
