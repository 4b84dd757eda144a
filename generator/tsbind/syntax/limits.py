"""What a file may be before it is parsed: the parser takes up to 1,250 bytes a byte of input.

Counting brackets is cheap; parsing ``}`` five million times is not.
"""

from __future__ import annotations

import re

MAX_BYTES = 16_000_000
MAX_MARKS = 700_000
"""Brackets, separators and operators of one file: each is a node or more of its tree."""
MAX_TOKENS = 1_800_000
"""The same with words, comments apart."""
MAX_UNBALANCED = 2_000
MAX_NESTING = 20_000
_MARKS = b"{}()[]<>;,:=|&?"
_NOT_MARKS = bytes(set(range(256)) - set(_MARKS))
_NOT_BRACKETS = bytes(set(range(256)) - set(b"{}()[]"))
_COMMENTS = re.compile(rb"/\*.*?\*/|//[^\n]*", re.DOTALL)
_WORTH_COUNTING = 1_000_000
_WORTH_A_LOOK = 20_000


def too_large(data: bytes) -> str:
    """Why a file is not parsed; empty where it is."""
    if len(data) > MAX_BYTES:
        return f"not read: the file has {len(data):,} bytes, more than {MAX_BYTES:,}"
    marks = len(data.translate(None, _NOT_MARKS))
    if marks > MAX_MARKS:
        return f"not read: the file has {marks:,} marks of punctuation, more than {MAX_MARKS:,}"
    if len(data) > _WORTH_COUNTING:
        words = len(re.findall(rb"\w+", _COMMENTS.sub(b"", data)))
        if words + marks > MAX_TOKENS:
            count = f"{words + marks:,} words and marks"
            return f"not read: the file has {count}, more than {MAX_TOKENS:,}"
    return _unbalanced(data) if marks > _WORTH_A_LOOK else ""


def _unbalanced(data: bytes) -> str:
    brackets = data.translate(None, _NOT_BRACKETS)
    depth = deepest = lowest = 0
    for byte in brackets:
        depth += 1 if byte in b"{([" else -1
        deepest, lowest = max(deepest, depth), min(lowest, depth)
    angle = abs(data.count(b"<") - data.count(b">"))
    unmatched = max(-lowest, abs(depth), angle if angle > data.count(b">") else 0)
    if unmatched > MAX_UNBALANCED:
        return f"not read: {unmatched:,} brackets are not matched, more than {MAX_UNBALANCED:,}"
    if deepest > MAX_NESTING:
        return f"not read: brackets nest {deepest:,} deep, more than {MAX_NESTING:,}"
    return ""
