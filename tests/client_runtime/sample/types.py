"""Types after the manner of generated ones."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Literal

from ._runtime.model import Model
from ._runtime.omit import Omit, omit
from ._runtime.references import references
from ._runtime.wire import boolean, integer, optional, record, text

_ref = references(__name__, {})


@dataclasses.dataclass(init=False, repr=False, eq=False, kw_only=True)
class Widget(Model):
    """A widget."""

    __slots__ = ("id", "size", "name")

    id: str
    size: int | None
    name: str | None

    _wire = {"id": text, "size": optional(integer), "name": optional(text)}

    if TYPE_CHECKING:

        def __init__(
            self, *, id: str, size: int | Omit = omit, name: str | None | Omit = omit
        ) -> None: ...


@dataclasses.dataclass(init=False, repr=False, eq=False, kw_only=True)
class WidgetEvent(Model):
    """One event of a stream of widgets."""

    __slots__ = ("id", "delta")

    id: str
    delta: str | None

    _wire = {"id": text, "delta": optional(text)}

    if TYPE_CHECKING:

        def __init__(self, *, id: str, delta: str | Omit = omit) -> None: ...


@dataclasses.dataclass(init=False, repr=False, eq=False, kw_only=True)
class WidgetCreateParams(Model):
    """The params of `widgets.create`."""

    __slots__ = ("name", "tags", "stream")

    name: str
    tags: dict[str, str] | None
    stream: bool | None

    _wire = {"name": text, "tags": optional(record(text)), "stream": optional(boolean)}

    if TYPE_CHECKING:

        def __init__(
            self,
            *,
            name: str,
            tags: dict[str, str] | Omit = omit,
            stream: Literal[True, False] | Omit = omit,
        ) -> None: ...
