"""Questions about values, in words that type checkers follow."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping

TYPE_CHECKING = False

if TYPE_CHECKING:
    from typing import Any, TypeGuard


def is_object(value: object) -> TypeGuard[dict[str, Any]]:
    """Whether a decoded JSON value is an object."""
    return isinstance(value, dict)


def is_array(value: object) -> TypeGuard[list[Any]]:
    """Whether a decoded JSON value is an array."""
    return isinstance(value, list)


def is_mapping(value: object) -> TypeGuard[Mapping[Any, Any]]:
    """Whether a value has keys and values."""
    return isinstance(value, Mapping)


def is_tuple(value: object) -> TypeGuard[tuple[Any, ...]]:
    """Whether a value is a tuple."""
    return isinstance(value, tuple)


def is_sequence(value: object) -> TypeGuard[list[Any] | tuple[Any, ...]]:
    """Whether a value is a list or a tuple."""
    return isinstance(value, (list, tuple))


def is_iterable(value: object) -> TypeGuard[Iterable[Any]]:
    """Whether a value has items; text is one value."""
    return isinstance(value, Iterable) and not isinstance(value, str)


def is_path(value: object) -> TypeGuard[os.PathLike[str]]:
    """Whether a value is a path (not one spelled as a string)."""
    return isinstance(value, os.PathLike)
