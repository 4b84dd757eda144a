"""Small functions that libraries import from the official client."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeGuard

from .._runtime.encoding import encode
from .. import file_from_path as file_from_path
from .. import Omit


def is_given(value: object) -> bool:
    """Whether a value was given."""
    return not isinstance(value, Omit)


def is_dict(value: object) -> TypeGuard[dict[object, object]]:
    """Whether a value is a dict."""
    return isinstance(value, dict)


def is_list(value: object) -> TypeGuard[list[object]]:
    """Whether a value is a list."""
    return isinstance(value, list)


def is_mapping(value: object) -> TypeGuard[Mapping[str, object]]:
    """Whether a value is a mapping."""
    return isinstance(value, Mapping)


def is_sequence(value: object) -> TypeGuard[Sequence[object]]:
    """Whether a value is a sequence."""
    return isinstance(value, Sequence)


def is_iterable(value: object) -> TypeGuard[Iterable[object]]:
    """Whether a value is an iterable."""
    return isinstance(value, Iterable)


def strip_not_given(value: Any) -> Any:
    """A mapping without what was not given."""
    if not isinstance(value, Mapping):
        return value
    return {key: one for key, one in value.items() if not isinstance(one, Omit)}


def maybe_transform(data: object, expected_type: object) -> Any:
    """``data`` as it goes over the wire."""
    return None if data is None else encode(data)


transform = maybe_transform


async def async_maybe_transform(data: object, expected_type: object) -> Any:
    """``data`` as it goes over the wire."""
    return maybe_transform(data, expected_type)


async_transform = async_maybe_transform
