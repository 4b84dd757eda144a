"""Values of other libraries as JSON: pydantic models, dataclasses, attrs classes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any


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
