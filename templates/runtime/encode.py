"""From Python values to what the JSON encoder takes."""

from __future__ import annotations

import datetime
import enum
import os
from collections.abc import Iterable, Mapping
from typing import Any

from .decode_error import EncodeError
from .omit import omit

_ATOMS = frozenset({str, int, float, bool, type(None)})
_WHOLE = (bytes, bytearray, memoryview, os.PathLike)


def encode(value: Any) -> Any:
    """``value`` as plain dicts, lists and scalars, newly made.

    Takes models, mappings, iterables and any mix of them; drops what is `omit`. Enum members
    become their value, dates their ISO form. Bytes, paths, files and anything unknown stay as
    they are. Raises `EncodeError` for nesting beyond the interpreter's limit.
    """
    try:
        return _encode(value)
    except RecursionError:
        raise EncodeError("nested too deeply to encode") from None


def _encode(value: Any) -> Any:
    kind = value.__class__
    if kind in _ATOMS:
        return value
    if kind is dict:
        return {key: _encode(item) for key, item in value.items() if item is not omit}
    if kind is list:
        return [_encode(item) for item in value]
    return _encode_other(value)


def _encode_other(value: Any) -> Any:
    encoded = getattr(type(value), "_encoded", None)
    if encoded is not None:
        return encoded(value, _encode)
    if isinstance(value, enum.Enum):
        return _encode(value.value)
    if isinstance(value, (str, *_WHOLE)) or hasattr(value, "read"):
        return value
    if isinstance(value, (datetime.date, datetime.time)):
        return value.isoformat()
    if isinstance(value, Mapping):
        return _encode(dict(value))  # pyright: ignore[reportUnknownArgumentType]
    if isinstance(value, Iterable):
        return [
            _encode(item) for item in value
        ]  # pyright: ignore[reportUnknownVariableType]
    return value
