"""Apply a function to every type in a model."""

from __future__ import annotations

import dataclasses
import typing
from collections.abc import Callable
from typing import Any, TypeVar

from tsbind.model import declarations, operations
from tsbind.model import types as model_types
from tsbind.model.types import Type

TYPE_CLASSES: tuple[type[Any], ...] = typing.get_args(Type)
NAMES = {**vars(model_types), **vars(operations), **vars(declarations)}
"""The names that annotations of the model's classes may use."""

_Value = TypeVar("_Value")


def stored_fields(cls: Any) -> tuple[dataclasses.Field[Any], ...]:
    """The fields of a class of the model that are part of it, and in its JSON."""
    return tuple(field for field in dataclasses.fields(cls) if field.compare)


def mapped_types(value: _Value, transform: Callable[[Type], Type]) -> _Value:
    """A value of the model with ``transform`` applied to each outermost type inside it.

    What does not change stays the identical object.
    """
    return typing.cast("_Value", _mapped(value, transform))


def _mapped(value: Any, transform: Callable[[Type], Type]) -> Any:
    if isinstance(value, TYPE_CLASSES):
        return transform(typing.cast("Type", value))
    if isinstance(value, tuple):
        items: tuple[Any, ...] = value  # pyright: ignore[reportUnknownVariableType]
        mapped = tuple([_mapped(item, transform) for item in items])
        return items if all(a is b for a, b in zip(items, mapped, strict=True)) else mapped
    if value is None:
        return None
    cls: Any = value.__class__
    changed: dict[str, Any] = {}
    for name in _fields_with_types(cls):
        before = getattr(value, name)
        after = _mapped(before, transform)
        if after is not before:
            changed[name] = after
    return dataclasses.replace(value, **changed) if changed else value


_FIELDS: dict[type[Any], tuple[str, ...]] = {}


def _fields_with_types(cls: type[Any]) -> tuple[str, ...]:
    """The fields of a class of the model that hold types, directly or inside other values."""
    found = _FIELDS.get(cls)
    if found is None:
        hints = typing.get_type_hints(cls, NAMES)
        found = tuple(f.name for f in stored_fields(cls) if _holds_types(hints[f.name]))
        _FIELDS[cls] = found
    return found


def _holds_types(hint: Any) -> bool:
    if hint in TYPE_CLASSES:
        return True
    if dataclasses.is_dataclass(hint):
        return bool(_fields_with_types(typing.cast("type[Any]", hint)))
    return any(_holds_types(argument) for argument in typing.get_args(hint))
