"""Streams that keep a snapshot: what the helper streams of every API have in common.

A state takes each event of the response and gives the events of the helper. The streams bring
it the one and the caller the other; leaving the loop early closes the connection, and `with`
opens and closes it.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar

from .closing import AsyncClosing, AsyncOpening, Closing, Opening

if TYPE_CHECKING:
    from typing import Self

    import httpx2

    from .._runtime.streams import AsyncStream, Stream

E = TypeVar("E")
E_co = TypeVar("E_co", covariant=True)
S = TypeVar("S")


class State(Protocol[E_co]):
    """What events add up to."""

    def feed(self, item: Any) -> Iterable[E_co]:
        """Take one event of the response; the events it makes."""
        ...


class HelperStream(Closing, Generic[E]):
    """The events of a helper, from a sync stream."""

    def __init__(self, raw_stream: Stream[Any], state: State[E]) -> None:
        self._raw_stream = raw_stream
        self._state = state
        self._iterator = self._events()

    @property
    def response(self) -> httpx2.Response:
        """The response that is being read."""
        return self._raw_stream.response

    def _events(self) -> Iterator[E]:
        try:
            for item in self._raw_stream:
                yield from self._state.feed(item)
        finally:
            self._raw_stream.close()

    def __iter__(self) -> Iterator[E]:
        return self._iterator

    def __next__(self) -> E:
        return next(self._iterator)

    def close(self) -> None:
        """Close the response."""
        self._raw_stream.close()

    def until_done(self) -> Self:
        """Read the stream to its end."""
        for _ in self._iterator:
            pass
        return self


class AsyncHelperStream(AsyncClosing, Generic[E]):
    """The events of a helper, from an async stream."""

    def __init__(self, raw_stream: AsyncStream[Any], state: State[E]) -> None:
        self._raw_stream = raw_stream
        self._state = state
        self._iterator = self._events()

    @property
    def response(self) -> httpx2.Response:
        """The response that is being read."""
        return self._raw_stream.response

    async def _events(self) -> AsyncIterator[E]:
        try:
            async for item in self._raw_stream:
                for event in self._state.feed(item):
                    yield event
        finally:
            await self._raw_stream.close()

    def __aiter__(self) -> AsyncIterator[E]:
        return self._iterator

    async def __anext__(self) -> E:
        return await anext(self._iterator)

    async def close(self) -> None:
        """Close the response."""
        await self._raw_stream.close()

    async def until_done(self) -> Self:
        """Read the stream to its end."""
        async for _ in self._iterator:
            pass
        return self


class StreamManager(Opening[S]):
    """Sends the request when a `with` block begins; closes the stream when it ends."""

    def __init__(self, send: Callable[[], Any], wrap: Callable[[Any], S]) -> None:
        self._send = send
        self._wrap = wrap

    def enter(self) -> S:
        """Send the request; the stream is for the caller to close."""
        return self._wrap(self._send())


class AsyncStreamManager(AsyncOpening[S]):
    """Sends the request when an `async with` block begins; closes the stream when it ends."""

    def __init__(
        self, send: Callable[[], Awaitable[Any]], wrap: Callable[[Any], S]
    ) -> None:
        self._send = send
        self._wrap = wrap

    async def enter(self) -> S:
        """Send the request; the stream is for the caller to close."""
        return self._wrap(await self._send())
