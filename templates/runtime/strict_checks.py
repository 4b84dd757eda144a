"""Strict decoding of models: everything must be as the type says."""

# pyright: reportPrivateUsage=false
from __future__ import annotations

from typing import Any

from .decode_error import DecodeError
from .model import Model, UnknownModel
from .model_fields import fields_of
from .value_kinds import is_mapping
from .wire import check_inside, describe


def check_whole(cls: type[Model], value: Any) -> None:
    """Like `check_model`, for a value nothing contains: nesting too deep is an error too."""
    try:
        check_model(cls, value)
    except RecursionError:
        raise DecodeError("nested too deeply to check") from None


def check_model(cls: type[Model], value: Any) -> None:
    """Raise `DecodeError` unless ``value`` is an object with just the fields of ``cls``."""
    if not is_mapping(value):
        raise DecodeError(f"expected an object ({cls.__name__}), got {describe(value)}")
    fields = {field.wire: field for field in fields_of(cls).values()}
    for key, item in value.items():
        field = fields.pop(key, None)
        if field is not None:
            check_inside(field.spec, item, key)
        elif not issubclass(cls, UnknownModel) and cls._index is None:
            raise DecodeError(f"{cls.__name__} has no such field", key)
    for key, field in fields.items():
        if not field.optional:
            raise DecodeError(f"{cls.__name__} needs this field", key)
