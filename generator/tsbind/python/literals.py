"""Upstream values and texts as Python literals and docstrings, spelled as black leaves them."""

from __future__ import annotations

import inspect
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


# Quotes side by side could close the docstring; black pads one at either end, and a blank.
_ALWAYS = r'(?<=")"|"(?=")|\\|[^ -~]'
_INNER = re.compile(_ALWAYS)
_FIRST = re.compile(rf'{_ALWAYS}|\A[ "]')
_WHOLE = re.compile(rf'{_ALWAYS}|\A[ "]|[ "]\Z')
_TRICKY = re.compile(r"^ | $|[^\S \n]|\A\n|\n\Z", re.MULTILINE)
_PROMPT = re.compile(r"^(\s*)>>>", re.MULTILINE)
_ENDS_BLANK = re.compile(r" $|\A\s|\s\Z", re.MULTILINE)


def docstring(text: str) -> str:
    """``text`` as a docstring literal; empty for no text.

    Its further lines begin at the margin: where it is put, they are indented with it.
    """
    if not text:
        return ""
    text = without_prompts(text)
    if "\n" not in text or not _keeps(text):
        return f'"""{_WHOLE.sub(_escaped_text, text)}"""'
    first, _, rest = text.partition("\n")
    lines = [_INNER.sub(_escaped_text, line) for line in rest.split("\n")]
    return "\n".join([f'"""{_FIRST.sub(_escaped_text, first)}', *lines, '"""'])


def without_prompts(text: str) -> str:
    """``text`` in which `doctest` finds nothing to run."""
    return _PROMPT.sub(r"\1\\>>>", text)


def _keeps(text: str) -> bool:
    if not _TRICKY.search(text):
        return True
    first, _, rest = text.partition("\n")
    indented = "\n".join("    " + line if line else "" for line in rest.split("\n"))
    layout = f"{first}\n{indented}\n    "
    return not _ENDS_BLANK.search(text) and inspect.cleandoc(layout) == text


def _escaped_text(match: re.Match[str]) -> str:
    character = match[0]
    if character == '"':
        return '\\"' if match.end() < len(match.string) else "\\x22"
    if character == " ":
        return "\\x20"
    return character if is_visible(character) and character != "\\" else escape(character)
