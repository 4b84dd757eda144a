"""Upstream values as Python literals, spelled as black leaves them."""

from __future__ import annotations

import json
import re

_PLAIN = re.compile(r"[ !#-\[\]-~]*")
_SPECIAL = {"\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}


def string(text: str) -> str:
    """``text`` as a string literal on one line, in ASCII or printable letters only.

    Everything else is an escape, lone surrogates and bidirectional controls included. Quotes
    are double unless single ones save escapes, as black prefers.
    """
    if _PLAIN.fullmatch(text):
        return f'"{text}"'
    quote = "'" if '"' in text and text.count("'") < text.count('"') else '"'
    return quote + "".join(_escaped(c, quote) for c in text) + quote


def escape(character: str) -> str:
    """``character`` as an escape sequence of a string literal."""
    if character in _SPECIAL:
        return _SPECIAL[character]
    point = ord(character)
    if point < 0x100:
        return f"\\x{point:02x}"
    return f"\\u{point:04x}" if point < 0x10000 else f"\\U{point:08x}"


def is_visible(character: str) -> bool:
    """Whether ``character`` may stand in a source file as it is."""
    return character.isprintable() and (character == " " or not character.isspace())


def scalar(value: str | int | float | bool) -> str:
    """A literal value as Python source."""
    return string(value) if isinstance(value, str) else repr(value)


def json_text(value: str | int | float | bool) -> str:
    """A literal value as JSON text: how the model's discriminators name it."""
    return json.dumps(value)


def _escaped(character: str, quote: str) -> str:
    if character == quote:
        return "\\" + quote
    return character if is_visible(character) and character != "\\" else escape(character)
