"""JSON that is still arriving: what its text says so far."""

from __future__ import annotations

import re
from typing import Any

from .._runtime import jsontext

_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\]]', re.DOTALL)
_CUT_ESCAPE = re.compile(r"\\(?:u[0-9a-fA-F]{0,3})?\Z")
_CUT_WORD = re.compile(r"[-+.\w]+\Z")
_CLOSING = {"{": "}", "[": "]"}


def parse_partial(text: str) -> Any:
    """The value of JSON text that may end anywhere; None where it says nothing yet.

    A text that is cut is closed; what is incomplete (a key without value, half a number or word)
    is left out.
    """
    try:
        return jsontext.parse(text)
    except jsontext.JSONError:
        pass
    for candidate in _completions(text):
        try:
            return jsontext.parse(candidate)
        except jsontext.JSONError:
            continue
    return None


def _completions(text: str) -> list[str]:
    open_brackets, end = _scan(text)
    tail = text[end:]
    closing = "".join(_CLOSING[bracket] for bracket in reversed(open_brackets))
    candidates: list[str] = []
    if '"' in tail:  # the text ends inside a string
        start = end + tail.index('"')
        whole = _CUT_ESCAPE.sub("", text) if _odd_end(text[start:]) else text
        candidates.append(f'{whole}"{closing}')
        text = text[:start]
    head = text.rstrip()
    candidates.append(head + closing)
    head = _CUT_WORD.sub("", head).rstrip()
    candidates += [head + closing, head.rstrip(",").rstrip() + closing]
    without_key = re.sub(r'[,]?\s*"(?:[^"\\]|\\.)*"\s*:?\s*\Z', "", head)
    candidates.append(without_key.rstrip().rstrip(",") + closing)
    return candidates


def _scan(text: str) -> tuple[list[str], int]:
    """The brackets that are open at the end of `text`, and where its last whole token ends."""
    stack: list[str] = []
    end = 0
    for match in _TOKEN.finditer(text):
        token = match.group()
        between = text[end : match.start()]
        if '"' in between:
            break
        end = match.end()
        if token in _CLOSING:
            stack.append(token)
        elif token in ("}", "]") and stack:
            stack.pop()
    return stack, end


def _odd_end(text: str) -> bool:
    """Whether `text` ends inside an escape."""
    match = re.search(r"(\\*)(?:u[0-9a-fA-F]{0,3})?\Z", text)
    return bool(match and len(match.group(1)) % 2)
