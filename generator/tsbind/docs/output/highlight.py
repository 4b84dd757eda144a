"""Colours for the code on a page: strings, words of the language, numbers; all else as it is."""

from __future__ import annotations

import re
from html import escape

from markupsafe import Markup

_STRING = r"(?P<t2>\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*')"
_NUMBER = r"(?P<t3>(?<![\w.])-?\d[\d.]*\b)"
_WORDS = (
    "and as assert async await break class continue def else except finally for from if import in "
    "is not or pass raise return try while with None True False"
)
_PATTERNS = {
    "python": re.compile(rf"{_STRING}|(?P<t1>\b(?:{'|'.join(_WORDS.split())})\b)|{_NUMBER}"),
    "json": re.compile(
        rf"(?P<t0>\"(?:[^\"\\\n]|\\.)*\"(?=:))|{_STRING}|(?P<t1>\b(?:true|false|null)\b)|{_NUMBER}"
    ),
}


def highlighted(text: str, language: str) -> Markup:
    """``text`` as HTML; a language there are no rules for stays plain."""
    pattern = _PATTERNS.get(language)
    if pattern is None:
        return Markup(escape(text))  # noqa: S704 - escaped
    parts: list[str] = []
    end = 0
    for match in pattern.finditer(text):
        if match.lastgroup == "t0":
            continue
        parts.append(escape(text[end : match.start()], quote=False))
        parts.append(f'<i class="{match.lastgroup}">{escape(match[0], quote=False)}</i>')
        end = match.end()
    parts.append(escape(text[end:], quote=False))
    return Markup("".join(parts))  # noqa: S704 - every part is escaped
