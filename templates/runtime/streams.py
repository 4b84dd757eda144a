"""Streams of events: `Stream` and `AsyncStream`.

    with client.chat.completions.create(..., stream=True) as stream:
        for event in stream:
            ...

A stream ends at `[DONE]` or with the response; either way its connection is used again. Leaving the loop early closes the connection;
what a loop has not taken can still be had with `next()` before the stream is closed.

`EventReader` is the one place that says what the events of a stream mean; the halves only move
bytes. An event without text (a keep-alive) is passed over.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from . import jsontext
from .drain import adrain, drain
from .errors import APIError, MalformedStreamError
from .faults import named_errors
from .kinds import is_object
from .sse import EventDecoder, ServerSentEvent

if TYPE_CHECKING:
    from types import TracebackType
    from typing import Self

    import httpx2

T = TypeVar("T")

_DONE = "[DONE]"


class EventReader(Generic[T]):
    """From the bytes of a response to its typed events.

    `decode` makes an event of its JSON. `wrap_events` and `raise_errors` are those of
    `StreamEndpoint`.
    """

    def __init__(
        self,
        response: httpx2.Response,
        decode: Callable[[Any], T],
        *,
        wrap_events: str | None = None,
        raise_errors: bool = True,
    ) -> None:
        self._response = response
        self._decode = decode
        self._wrap_events = wrap_events
        self._raise_errors = raise_errors
        self._decoder = EventDecoder()
        self.done = False

    def read(self, chunk: bytes) -> Iterator[T]:
        """The events that `chunk` completes; `done` is true after the last one of the stream.

        Raises `APIError` for an error the API reports, `MalformedStreamError` for data that is
        not JSON, and in strict mode `APIResponseValidationError`.
        """
        decode = self._decode
        for event in self._decoder.feed(chunk):
            data = event.data
            try:
                value = jsontext.parse(data)
            except jsontext.JSONError as error:  # rare, so looked into here alone
                if data.startswith(_DONE):
                    self.done = True
                    return
                if not data or data.isspace():
                    continue
                raise MalformedStreamError(data, self._response.request) from error
            if event.event is not None:
                value = self._named(event, value)
            elif self._raise_errors and value.__class__ is dict and value.get("error"):
                raise self._error(value)
            yield decode(value)

    def _named(self, event: ServerSentEvent, value: Any) -> Any:
        """The value of an event that has a name."""
        name = event.event or ""
        if self._raise_errors:
            wrapped = self._wrap_events and name.startswith(self._wrap_events)
            if name == "error" or (
                not wrapped and is_object(value) and value.get("error")
            ):
                raise self._error(value)
        if self._wrap_events is not None and name.startswith(self._wrap_events):
            return {"event": name, "data": value}
        return value

    def _error(self, value: Any) -> APIError:
        body: Any = (value.get("error") or value) if is_object(value) else value
        message = body.get("message") if is_object(body) else body
        if not isinstance(message, str) or not message:
            message = "An error occurred during streaming"
        return APIError(message, self._response.request, body=body)


def _is_plain(response: httpx2.Response) -> bool:
    """Whether the bytes of a response can be taken as they arrive."""
    return (
        "content-encoding" not in response.headers and not response.is_stream_consumed
    )


class Stream(Generic[T]):
    """The events of a response, as they arrive."""

    response: httpx2.Response

    def __init__(self, response: httpx2.Response, reader: EventReader[T]) -> None:
        self.response = response
        self._reader = reader
        self._chunks = (
            response.iter_raw() if _is_plain(response) else response.iter_bytes()
        )
        self._batch: Iterator[T] = iter(())
        self._iterator: Iterator[T] | None = None

    def __iter__(self) -> Iterator[T]:
        reader = self._reader
        try:
            with named_errors(self.response.request):
                yield from self._batch
                if reader.done or self.response.is_closed:
                    return
                for chunk in self._chunks:
                    self._batch = reader.read(chunk)
                    yield from self._batch
                    if reader.done:
                        drain(self.response, self._chunks)
                        return
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
        self.response.close()


class AsyncStream(Generic[T]):
    """The events of a response, as they arrive."""

    response: httpx2.Response

    def __init__(self, response: httpx2.Response, reader: EventReader[T]) -> None:
        self.response = response
        self._reader = reader
        self._chunks = (
            response.aiter_raw() if _is_plain(response) else response.aiter_bytes()
        )
        self._batch: Iterator[T] = iter(())
        self._iterator: AsyncIterator[T] | None = None

    async def __aiter__(self) -> AsyncIterator[T]:
        reader = self._reader
        try:
            with named_errors(self.response.request):
                for item in self._batch:
                    yield item
                if reader.done or self.response.is_closed:
                    return
                async for chunk in self._chunks:
                    self._batch = reader.read(chunk)
                    for item in self._batch:
                        yield item
                    if reader.done:
                        await adrain(self.response, self._chunks)
                        return
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
        await self.response.aclose()

    aclose = close
