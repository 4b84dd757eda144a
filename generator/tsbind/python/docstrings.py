"""Upstream's documentation as docstrings.

The text of a docstring, cleaned as `inspect.cleandoc` does, is upstream's text to the letter, but
for a backslash before ``>>>`` at the beginning of a line: `doctest` would run what follows.
Where no indented layout has that property (lines that all begin with blanks, trailing blanks)
the text is written with escapes, and then ``__doc__`` itself is the text.
"""

from __future__ import annotations

import inspect
import re

from tsbind.python.literals import escape, is_visible

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
        return f'"""{_WHOLE.sub(_escaped, text)}"""'
    first, _, rest = text.partition("\n")
    lines = [_INNER.sub(_escaped, line) for line in rest.split("\n")]
    return "\n".join([f'"""{_FIRST.sub(_escaped, first)}', *lines, '"""'])


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


def _escaped(match: re.Match[str]) -> str:
    character = match[0]
    if character == '"':
        return '\\"' if match.end() < len(match.string) else "\\x22"
    if character == " ":
        return "\\x20"
    return character if is_visible(character) and character != "\\" else escape(character)
