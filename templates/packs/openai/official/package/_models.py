"""Models, under the official client's names: a pydantic base, and values made without checks."""

from __future__ import annotations

from typing import Any

import pydantic

from . import BaseModel as BaseModel
from ._runtime.type_specs import type_spec

GenericModel = BaseModel


def construct_type(*, value: object, type_: Any, metadata: object = None) -> Any:
    """``value``, decoded JSON, as a value of ``type_``; what does not fit stays as it is."""
    try:
        return type_spec(type_).decode(value)
    except (TypeError, ValueError):
        return value


construct_type_unchecked = construct_type


def validate_type(*, type_: Any, value: object) -> Any:
    """``value`` as a value of ``type_``, checked."""
    return pydantic.TypeAdapter(type_).validate_python(value)


def build(base_model_cls: Any, *args: Any, **kwargs: Any) -> Any:
    """An instance of a class."""
    return base_model_cls(*args, **kwargs)


def is_basemodel_type(type_: Any) -> bool:
    """Whether a type is a pydantic model."""
    return isinstance(type_, type) and issubclass(type_, pydantic.BaseModel)
