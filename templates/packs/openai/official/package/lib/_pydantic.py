"""JSON schemas of structured outputs, under the official client's names."""

from __future__ import annotations

from typing import Any

from .structured import is_pydantic, json_schema


def to_strict_json_schema(model: Any) -> dict[str, Any]:
    """The strict JSON schema of a pydantic model, or of a `TypeAdapter`."""
    if not is_pydantic(model) and hasattr(model, "json_schema"):
        from .structured import strict_schema

        strict: dict[str, Any] = strict_schema(model.json_schema())
        return strict
    return json_schema(model)


def is_basemodel_type(value: Any) -> bool:
    """Whether a value is a class of pydantic models."""
    return is_pydantic(value)
