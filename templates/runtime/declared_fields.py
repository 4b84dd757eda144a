"""The fields of a model class that a user wrote: its annotations as wire specs."""

# pyright: reportPrivateUsage=false
from __future__ import annotations

import copy
import dataclasses
import inspect
import sys
from collections.abc import Callable, Iterator, Mapping
from types import FrameType
from typing import TYPE_CHECKING, Any, ClassVar, get_origin, get_type_hints

from .omit import Omit, omit
from .type_specs import type_spec
from .wire import Field

if TYPE_CHECKING:
    from .model import Model


def declared_fields(cls: type[Model]) -> Mapping[str, Field]:
    """The fields that `cls` itself declares; a value in the class is a default."""
    return dict(_declared(cls))


def _declared(cls: type[Model]) -> Iterator[tuple[str, Field]]:
    own = list(inspect.get_annotations(cls))
    hints = _hints(cls)
    for name in own:
        hint = hints[name]
        if name[:1] == "_" or hint is ClassVar or get_origin(hint) is ClassVar:
            continue
        default = _default(vars(cls).get(name, omit))
        optional = not isinstance(default, Omit)
        yield name, Field(type_spec(hint), optional=optional, default=default)


def _hints(cls: type[Model]) -> Mapping[str, Any]:
    # A class may speak of itself although it is defined inside a function.
    own = {cls.__name__: cls}
    try:
        return get_type_hints(cls, localns=own, include_extras=True)
    except NameError as error:
        # A class defined in a function may name another one there.
        callers: dict[str, Any] = {}
        frame: FrameType | None = sys._getframe()
        while frame is not None:
            callers = {**frame.f_locals, **callers}
            frame = frame.f_back
        try:
            return get_type_hints(cls, localns={**callers, **own}, include_extras=True)
        except NameError:
            raise TypeError(f"{cls.__name__}: {error}") from error


def _default(value: Any) -> Callable[[], Any] | Omit:
    """What makes the default that a class says by `value`; `omit` where it says none."""
    if isinstance(value, Omit):
        return value
    if isinstance(value, dataclasses.Field):
        field: Any = value  # pyright: ignore[reportUnknownVariableType]
        if field.default_factory is not dataclasses.MISSING:
            made: Callable[[], Any] = field.default_factory
            return made
        missing = field.default is dataclasses.MISSING
        return _default(omit if missing else field.default)
    return lambda: copy.copy(value)
