"""From Python values to what the JSON encoder takes."""

from __future__ import annotations

import enum
import os
import sys
import threading
from collections.abc import Callable, Iterable
from typing import Any, TypeGuard, TypeVar

from .decode_error import EncodeError
from .foreign_values import foreign_value, is_foreign
from .omit import omit
from .value_kinds import is_mapping

T = TypeVar("T")

_ATOMS = frozenset({str, int, float, bool, type(None)})
_WHOLE = (bytes, bytearray, memoryview, os.PathLike)


def encode(value: Any) -> Any:
    """``value`` as plain dicts, lists and scalars, newly made.

    Takes models, mappings, iterables and any mix of them; drops what is `omit`. Enum members
    become their value, dates their ISO form, objects of pydantic and dataclasses their members.
    Bytes, paths, files and anything unknown stay as
    they are. Raises `EncodeError` for nesting beyond the interpreter's limit.
    """
    try:
        return _encode(value)
    except RecursionError:
        return deeply(_encode, value)


def deeply(function: Callable[[Any], T], value: Any) -> T:
    """``function(value)`` with room for deep nesting, which the interpreter's own limit lacks."""
    with _deepening:
        limit = sys.getrecursionlimit()
        sys.setrecursionlimit(limit + _DEEPER)
        try:
            return function(value)
        except RecursionError:
            raise EncodeError("nested too deeply to encode") from None
        finally:
            sys.setrecursionlimit(limit)


_DEEPER = 8_000
_deepening = threading.Lock()


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
    encoded = getattr(value.__class__, "_encoded", None)
    if encoded is not None:
        return encoded(value, _encode)
    if _is_member(value):
        return _encode(value.value)
    if _is_whole(value):
        return value
    if _is_date(value):
        return value.isoformat()
    if is_mapping(value):
        return _encode(dict(value))
    if is_foreign(value):
        return _encode(foreign_value(value))
    if _is_iterable(value):
        return [_encode(item) for item in value]
    return value


def _is_member(value: Any) -> bool:
    return isinstance(value, enum.Enum)


def _is_date(value: Any) -> bool:
    # Where `datetime` was never imported, nothing is a date; it is not imported to find out.
    module = sys.modules.get("datetime")
    return module is not None and isinstance(value, (module.date, module.time))


def _is_whole(value: Any) -> bool:
    # A class is no value: whoever writes JSON says so, with its place.
    return isinstance(value, (str, type, *_WHOLE)) or hasattr(value, "read")


def _is_iterable(value: Any) -> TypeGuard[Iterable[Any]]:
    return isinstance(value, Iterable)
