"""Responses as a stream with snapshots: `client.responses.stream`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Generic, TypeVar

from ...streams import (
    AsyncHelperStream,
    AsyncStreamManager,
    HelperStream,
    StreamManager,
)
from .events import ResponseCompletedEvent as ResponseCompletedEvent
from .events import (
    ResponseFunctionCallArgumentsDeltaEvent as ResponseFunctionCallArgumentsDeltaEvent,
)
from .events import ResponseStreamEvent as ResponseStreamEvent
from .events import ResponseTextDeltaEvent as ResponseTextDeltaEvent
from .events import ResponseTextDoneEvent as ResponseTextDoneEvent
from .state import ResponseStreamState as ResponseStreamState

if TYPE_CHECKING:
    from ...._runtime.streams import AsyncStream, Stream
    from ....types.responses import ParsedResponse
    from ....types.responses import ResponseStreamEvent as RawEvent

T = TypeVar("T")


class ResponseStream(HelperStream["ResponseStreamEvent[T]"], Generic[T]):
    """The events of a response; `current_response_snapshot` after each of them."""

    _state: ResponseStreamState[T]

    def __init__(
        self,
        *,
        raw_stream: Stream[RawEvent],
        text_format: Any = None,
        input_tools: Any = (),
        starting_after: int | None = None,
    ) -> None:
        state: ResponseStreamState[T] = ResponseStreamState(
            input_tools=input_tools,
            text_format=text_format,
            starting_after=starting_after,
        )
        super().__init__(raw_stream, state)

    @property
    def current_response_snapshot(self) -> ParsedResponse[T]:
        """The response so far."""
        return self._state.current_response_snapshot

    def get_final_response(self) -> ParsedResponse[T]:
        """Read the stream to its end; the response as it ended, parsed."""
        self.until_done()
        return self._state.get_final_response()


class AsyncResponseStream(AsyncHelperStream["ResponseStreamEvent[T]"], Generic[T]):
    """The events of a response; `current_response_snapshot` after each of them."""

    _state: ResponseStreamState[T]

    def __init__(
        self,
        *,
        raw_stream: AsyncStream[RawEvent],
        text_format: Any = None,
        input_tools: Any = (),
        starting_after: int | None = None,
    ) -> None:
        state: ResponseStreamState[T] = ResponseStreamState(
            input_tools=input_tools,
            text_format=text_format,
            starting_after=starting_after,
        )
        super().__init__(raw_stream, state)

    @property
    def current_response_snapshot(self) -> ParsedResponse[T]:
        """The response so far."""
        return self._state.current_response_snapshot

    async def get_final_response(self) -> ParsedResponse[T]:
        """Read the stream to its end; the response as it ended, parsed."""
        await self.until_done()
        return self._state.get_final_response()


class ResponseStreamManager(StreamManager[ResponseStream[T]], Generic[T]):
    """`with` this, the request is sent, and closed at the end."""


class AsyncResponseStreamManager(
    AsyncStreamManager[AsyncResponseStream[T]], Generic[T]
):
    """`async with` this, the request is sent, and closed at the end."""
