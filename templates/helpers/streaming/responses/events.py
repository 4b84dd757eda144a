"""The events of a response stream that say more than the API's own."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any, Generic, TypeAlias, TypeVar, Union

from ...._runtime.wire import anything, text
from ....types import responses as api

if TYPE_CHECKING:
    from ....types.responses import ParsedResponse
    from ....types.responses import ResponseCompletedEvent as _Completed
    from ....types.responses import (
        ResponseFunctionCallArgumentsDeltaEvent as _ArgumentsDelta,
    )
    from ....types.responses import ResponseStreamEvent as _Event
    from ....types.responses import ResponseTextDeltaEvent as _TextDelta
    from ....types.responses import ResponseTextDoneEvent as _TextDone
else:
    _Completed = api.ResponseCompletedEvent
    _ArgumentsDelta = api.ResponseFunctionCallArgumentsDeltaEvent
    _TextDelta = api.ResponseTextDeltaEvent
    _TextDone = api.ResponseTextDoneEvent

T = TypeVar("T")


@dataclasses.dataclass(init=False, repr=False, eq=False, kw_only=True)
class ResponseTextDeltaEvent(_TextDelta):
    """A piece of text; `snapshot` is the text so far."""

    __slots__ = ("snapshot",)

    snapshot: str

    _wire = {**_TextDelta._wire, "snapshot": text}


@dataclasses.dataclass(init=False, repr=False, eq=False, kw_only=True)
class ResponseTextDoneEvent(_TextDone, Generic[T]):
    """A text is whole; `parsed` is what it says, where a type was asked for."""

    __slots__ = ("parsed",)

    parsed: T | None

    _local = frozenset({"parsed"})
    _wire = {**_TextDone._wire, "parsed": anything}


@dataclasses.dataclass(init=False, repr=False, eq=False, kw_only=True)
class ResponseFunctionCallArgumentsDeltaEvent(_ArgumentsDelta):
    """A piece of the arguments of a function call; `snapshot` is their text so far."""

    __slots__ = ("snapshot",)

    snapshot: str

    _wire = {**_ArgumentsDelta._wire, "snapshot": text}


@dataclasses.dataclass(init=False, repr=False, eq=False, kw_only=True)
class ResponseCompletedEvent(_Completed, Generic[T]):
    """The response is complete and parsed."""

    __slots__ = ()

    if TYPE_CHECKING:
        response: ParsedResponse[T]  # type: ignore[assignment]  # pyright: ignore


if TYPE_CHECKING:
    ResponseStreamEvent: TypeAlias = Union[
        ResponseTextDeltaEvent,
        ResponseTextDoneEvent[T],
        ResponseFunctionCallArgumentsDeltaEvent,
        ResponseCompletedEvent[T],
        _Event,
    ]
    """An event of a response stream; `type` tells which."""
else:
    ResponseStreamEvent = Any
