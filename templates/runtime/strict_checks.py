"""Strict decoding of models: what the type knows must be as it says.

Fields that it does not know pass, as an API adds some with each release, unless asked.
"""

# pyright: reportPrivateUsage=false
from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from .decode_error import DecodeError
from .model import Model, UnknownModel
from .model_fields import fields_of
from .value_kinds import is_mapping
from .wire import check_inside, describe

_closed: ContextVar[bool] = ContextVar("closed", default=False)


@contextmanager
def unknown_fields_refused(refused: bool = True) -> Generator[None, None, None]:
    """Whether strict decoding inside of the block refuses fields that a type does not know."""
    token = _closed.set(refused)
    try:
        yield
    finally:
        _closed.reset(token)


def check_whole(cls: type[Model], value: Any, *, forbid_unknown: bool = False) -> None:
    """Like `check_model`, for a value nothing contains: nesting too deep is an error too."""
    try:
        with unknown_fields_refused(forbid_unknown):
            check_model(cls, value)
    except RecursionError:
        raise DecodeError("nested too deeply to check") from None


def check_model(cls: type[Model], value: Any) -> None:
    """Raise `DecodeError` unless ``value`` is an object with the fields of ``cls``."""
    if not is_mapping(value):
        raise DecodeError(f"expected an object ({cls.__name__}), got {describe(value)}")
    fields = {field.wire: field for field in fields_of(cls).values()}
    for key, item in value.items():
        field = fields.pop(key, None)
        if field is not None:
            check_inside(field.spec, item, key)
        elif (
            cls._index is None and not issubclass(cls, UnknownModel) and _closed.get()
        ):
            raise DecodeError(f"{cls.__name__} has no such field", key)
    for key, field in fields.items():
        if not field.optional:
            raise DecodeError(f"{cls.__name__} needs this field", key)
