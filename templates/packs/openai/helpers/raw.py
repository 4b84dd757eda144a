"""The JSON behind models."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from .._runtime.encoding import encode
from .._runtime.model import Model, wrap
from .._runtime.value_kinds import is_array, is_object


def raw_of(value: Any) -> dict[str, Any]:
    """The JSON object of a model or mapping."""
    data: Any = encode(value)
    return data if is_object(data) else {}


def seen(value: Any) -> dict[str, Any]:
    """The JSON object as it arrived, not copied: for reading only."""
    if isinstance(value, Model):
        return value._data  # pyright: ignore[reportPrivateUsage]
    return value if is_object(value) else {}


def model_of(cls: Any, data: dict[str, Any]) -> Any:
    """An instance of `cls` that reads `data`."""
    return wrap(cls, data)


def dict_at(data: Mapping[str, Any], key: str) -> dict[str, Any]:
    """The object under `key`; an empty one where there is none."""
    value: Any = data.get(key)
    return value if is_object(value) else {}


def list_at(data: Mapping[str, Any], key: str) -> list[Any]:
    """The list under `key`; an empty one where there is none."""
    return items(data.get(key))


def items(value: Any) -> list[Any]:
    """The value if it is a list; an empty one where something else arrived."""
    return value if is_array(value) else []


def text_at(data: Mapping[str, Any], key: str) -> str:
    """The text under `key`; empty where there is none."""
    value: Any = data.get(key)
    return value if isinstance(value, str) else ""


def then(response: Any, finish: Callable[[Any], Any]) -> Any:
    """A raw `response` whose `parse()` gives what `finish` makes of its value."""
    value = response._value
    made: dict[str, Any] = {}

    def finished(to: Any = None) -> Any:
        if to is not None:  # the caller wants another type
            return value(to)
        if not made:
            made["value"] = finish(value())
        return made["value"]

    response._value = finished
    return response


def pairs(models: Any, raws: list[Any]) -> Iterator[tuple[Any, dict[str, Any]]]:
    """The models of a list and the objects they read; what is no object is passed over."""
    for model, raw in zip(items(models), raws, strict=True):
        if raw.__class__ is dict:
            yield model, raw
