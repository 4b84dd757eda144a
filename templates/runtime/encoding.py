"""From Python values to what the JSON encoder takes."""

from __future__ import annotations

import enum
import os
import sys
import threading
from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeGuard, TypeVar

from .decode_error import encode_error
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
    return deeply_if_needed(_encode, value)


def deeply_if_needed(function: Callable[[Any], T], value: Any) -> T:
    """``function(value)``, with room for deep nesting where it runs out of that."""
    try:
        return function(value)
    except RecursionError:
        return deeply(function, value)


def deeply(function: Callable[[Any], T], value: Any) -> T:
    """``function(value)`` with room for deep nesting, which the interpreter's own limit lacks."""
    with _deepening:
        limit = sys.getrecursionlimit()
        sys.setrecursionlimit(limit + _DEEPER)
        try:
            return function(value)
        except RecursionError:
            raise encode_error("nested too deeply to encode") from None
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


def is_foreign(value: Any) -> bool:
    """Whether a value is an object that another library knows as a record."""
    kind: Any = value.__class__
    return any(hasattr(kind, name) for name in _READERS)


def foreign_value(value: Any, *, exclude_unset: bool = True) -> Any:
    """An object of another library as its library writes it: its members, for most.

    Of a pydantic model what was not set is left out, as the official client does with params.
    """
    kind: Any = value.__class__
    read = next(read for name, read in _READERS.items() if hasattr(kind, name))
    return read(value, exclude_unset)


def _pydantic(value: Any, exclude_unset: bool) -> Any:
    kind: Any = value.__class__
    return kind.__pydantic_serializer__.to_python(
        value, mode="json", by_alias=True, exclude_unset=exclude_unset
    )


def _pydantic_1(value: Any, exclude_unset: bool) -> Any:
    import json

    return json.loads(value.json(by_alias=True, exclude_unset=exclude_unset))


def _dataclass(value: Any, _exclude_unset: bool) -> Any:
    kind: Any = value.__class__
    return {name: getattr(value, name) for name in kind.__dataclass_fields__}


def _attrs(value: Any, _exclude_unset: bool) -> Any:
    return {field.name: getattr(value, field.name) for field in value.__attrs_attrs__}


_READERS: Mapping[str, Callable[[Any, bool], Any]] = {
    "__pydantic_serializer__": _pydantic,
    "__fields__": _pydantic_1,
    "__dataclass_fields__": _dataclass,
    "__attrs_attrs__": _attrs,
}
"""Attributes by which classes of those libraries are known, and what reads their objects."""
