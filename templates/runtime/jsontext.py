"""JSON text in and out.

Stricter than the standard library where JSON is: `NaN` and `Infinity` are refused both ways.
What cannot be held (nesting beyond the interpreter's limit, integers longer than it converts)
is an error like malformed text, never a `RecursionError`.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, NoReturn

from .decode_error import not_json
from .encoding import deeply


class JSONError(ValueError):
    """Text that is no JSON, or JSON that cannot be held."""


def _refuse(name: str) -> NoReturn:
    raise JSONError(f"{name} is not JSON")


_decoder = json.JSONDecoder(parse_constant=_refuse)
_encoder = json.JSONEncoder(separators=(",", ":"), ensure_ascii=False, allow_nan=False)
_ascii_encoder = json.JSONEncoder(separators=(",", ":"), allow_nan=False)
_encode: Callable[[Any], str] = _encoder.encode
_scan: Callable[[str, int], tuple[Any, int]] = vars(_decoder)["scan_once"]
"""The value that begins at an index of a text, and where it ends."""


def parse(text: str) -> Any:
    """The value of `text`; raises `JSONError`."""
    try:
        value, end = _scan(text, 0)
        if end == len(text):
            return value
    except (StopIteration, ValueError, RecursionError):
        pass
    try:
        return _decoder.decode(text)  # takes white space around the value
    except RecursionError:
        pass
    except ValueError as error:
        raise JSONError(str(error)) from None
    try:
        return deeply(_decoder.decode, text)
    except (ValueError, RecursionError) as error:
        raise JSONError(str(error)) from None


def parse_bytes(content: bytes) -> Any:
    """The value of `content`, UTF-8 with or without a byte order mark; raises `JSONError`."""
    try:
        return parse(content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise JSONError(str(error)) from None


def dump_bytes(value: Any) -> bytes:
    """`value` as UTF-8 JSON text.

    Raises TypeError with the place of what is no JSON value, ValueError for NaN and infinity.
    """
    try:
        return _encoder.encode(value).encode()
    except RecursionError:
        return deeply(_encode, value).encode()
    except TypeError as error:
        raise not_json(value) or error from None
    except UnicodeEncodeError:  # a lone surrogate: legal JSON only as an escape
        return _ascii_encoder.encode(value).encode()
