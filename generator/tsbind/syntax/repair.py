"""Syntax the tree-sitter grammar does not know, masked so that the rest of the file parses.

The grammar (0.23) rejects ``export type * from``, variance marks (``in out T``), type arguments
after ``import('x').Y``, ``override abstract``, ``global { }`` inside a module, and NUL, which ends
even a comment for it. Each mask keeps every byte offset, so that positions stay true. Masks are
tried only on a file that did not parse.
"""

from __future__ import annotations

import re

_MASKS = (
    re.compile(rb"\bexport\s+(type)\s+\*"),
    re.compile(
        rb"[<,](?:\s|//[^\n]{0,200}\n|/\*[^\n]{0,200}?\*/)*"
        rb"(in\s+out|in|out)\s+(?=[A-Za-z_$][\w$]*\s*(?:[,>=]|extends\b))"
    ),
    re.compile(rb"\b(override)\s+abstract\b"),
    re.compile(rb"\babstract\s+(override)\b"),
    re.compile(rb"^[ \t]*(global)[ \t]*\{", re.MULTILINE),
)
_IMPORT_TYPE = re.compile(
    rb"\bimport\(\s*(?:'([^'\n]*)'|\"([^\"\n]*)\")\s*(?:,[^()\n]*)?\)(?=\s*\.)"
)
IMPORT_MARK = "$import$"


def mask(data: bytes) -> tuple[bytes, dict[int, str]]:
    """``data`` with unknown syntax blanked, and the modules of masked import types by offset."""
    modules: dict[int, str] = {}
    result = bytearray(data.replace(b"\0", b"\1"))
    for pattern in _MASKS:
        for match in pattern.finditer(data):
            start, end = match.span(1)
            result[start:end] = b" " * (end - start)
    for match in _IMPORT_TYPE.finditer(data):
        start, end = match.span()
        if end - start >= len(IMPORT_MARK) and b"\n" not in match[0]:
            modules[start] = (match[1] or match[2] or b"").decode("utf-8", "replace")
            result[start:end] = IMPORT_MARK.encode().ljust(end - start, b"_")
    return bytes(result), modules
