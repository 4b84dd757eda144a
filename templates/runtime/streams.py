"""Streams of events: `Stream` and `AsyncStream`.

    with client.chat.completions.create(..., stream=True) as stream:
        for event in stream:
            ...

A stream ends at `[DONE]` or with the response; either way its connection is used again. Leaving
the loop early closes the connection; what a loop has not taken can still be had with `next()`
before the stream is closed. To read on after that is httpx2's `StreamClosed`.

`EventReader` says what the events mean; the flavours only move bytes.
"""

from __future__ import annotations

import time
from collections.abc import AsyncIterator, Generator, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from .errors import named_errors

if TYPE_CHECKING:
    from types import TracebackType
    from typing import Self

    import httpx2

    from .event_reader import EventReader

T = TypeVar("T")


def _stream_closed() -> Exception:
    import httpx2

    return httpx2.StreamClosed()


def _is_plain(response: httpx2.Response) -> bool:
    """Whether the bytes of a response can be taken as they arrive."""
    return (
        "content-encoding" not in response.headers and not response.is_stream_consumed
    )


class Stream(Generic[T]):
    """The events of a response, as they arrive."""

    response: httpx2.Response

    def __init__(
        self, response: httpx2.Response, reader: EventReader[T], client: object = None
    ) -> None:
        self.response = response
        self._client = client  # its connections are closed when nobody holds it
        self._reader = reader
        self._chunks = (
            response.iter_raw() if _is_plain(response) else response.iter_bytes()
        )
        self._batch: Iterator[T] = iter(())
        self._ended = self._closed = False
        self._iterator: Iterator[T] | None = None

    def __iter__(self) -> Iterator[T]:
        reader = self._reader
        try:
            with named_errors(self.response.request):
                yield from self._batch
                if reader.done or self._ended:
                    return
                if self._closed:
                    raise _stream_closed()
                for chunk in self._chunks:
                    self._batch = reader.read(chunk)
                    yield from self._batch
                    if reader.done:
                        drain(self.response, self._chunks)
                        return
                self._ended = True
                self._batch = reader.rest()
                yield from self._batch
        finally:
            self.close()

    def __next__(self) -> T:
        if self._iterator is None:
            self._iterator = iter(self)
        return next(self._iterator)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the response; its connection is not used again unless it was read to the end."""
        self._closed = True
        self.response.close()


class AsyncStream(Generic[T]):
    """The events of a response, as they arrive."""

    response: httpx2.Response

    def __init__(
        self, response: httpx2.Response, reader: EventReader[T], client: object = None
    ) -> None:
        self.response = response
        self._client = client  # its connections are closed when nobody holds it
        self._reader = reader
        self._chunks = (
            response.aiter_raw() if _is_plain(response) else response.aiter_bytes()
        )
        self._batch: Iterator[T] = iter(())
        self._ended = self._closed = False
        self._iterator: AsyncIterator[T] | None = None

    async def __aiter__(self) -> AsyncIterator[T]:
        reader = self._reader
        try:
            with named_errors(self.response.request):
                for item in self._batch:
                    yield item
                if reader.done or self._ended:
                    return
                if self._closed:
                    raise _stream_closed()
                async for chunk in self._chunks:
                    self._batch = reader.read(chunk)
                    for item in self._batch:
                        yield item
                    if reader.done:
                        await adrain(self.response, self._chunks)
                        return
                self._ended = True
                self._batch = reader.rest()
                for item in self._batch:
                    yield item
        finally:
            await self.close()

    async def __anext__(self) -> T:
        if self._iterator is None:
            self._iterator = self.__aiter__()
        return await anext(self._iterator)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        await self.close()

    async def close(self) -> None:
        """Close the response; its connection is not used again unless it was read to the end."""
        self._closed = True
        await self.response.aclose()

    aclose = close


SECONDS = 0.2
PIECES = 8

_deadline: ContextVar[float | None] = ContextVar("_deadline", default=None)


def drain(response: httpx2.Response, rest: Iterator[bytes]) -> None:
    """Read what is left of `response`, within bounds."""
    import httpx2

    with _hurried(response) as pieces:
        try:
            for _ in zip(range(pieces), rest, strict=False):
                pass
        except httpx2.RequestError:
            pass


async def adrain(response: httpx2.Response, rest: AsyncIterator[bytes]) -> None:
    """Read what is left of `response`, within bounds."""
    import httpx2

    with _hurried(response) as pieces:
        try:
            for _ in range(pieces):
                await anext(rest)
        except (httpx2.RequestError, StopAsyncIteration):
            pass


@contextmanager
def _hurried(response: httpx2.Response) -> Generator[int, None, None]:
    """Within, reads of `response` end at a deadline; gives how many pieces may be read.

    None may where other responses share the connection (HTTP/2) or there is no network.
    """
    stream: Any = response.extensions.get("network_stream")
    if not hasattr(stream, "__dict__") or response.http_version != "HTTP/1.1":
        yield 0
        return
    read = stream.read

    def hurried(max_bytes: int, timeout: float | None = None) -> Any:
        # The connection may already serve another call by the time this is taken away.
        deadline = _deadline.get()
        if deadline is not None:
            timeout = max(deadline - time.monotonic(), 0.001)
        return read(max_bytes, timeout)

    token = _deadline.set(time.monotonic() + SECONDS)
    stream.read = hurried
    try:
        yield PIECES
    finally:
        stream.__dict__.pop("read", None)
        _deadline.reset(token)
