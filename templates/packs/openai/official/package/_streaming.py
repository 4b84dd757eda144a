"""Streams and the decoder of their events, under the official client's names."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Iterator
from typing import Any

from ._runtime.sse import EventDecoder
from . import AsyncStream as AsyncStream
from . import Stream as Stream


class ServerSentEvent:
    """One event of a stream."""

    def __init__(
        self,
        *,
        event: str | None = None,
        data: str | None = None,
        id: str | None = None,  # noqa: A002
        retry: int | None = None,
    ) -> None:
        self.event = event
        self.data = data or ""
        self.id = id
        self.retry = retry

    def json(self) -> Any:
        """The data as JSON."""
        return json.loads(self.data)

    def __repr__(self) -> str:
        values = f"event={self.event}, data={self.data}, id={self.id}, retry={self.retry}"
        return f"ServerSentEvent({values})"


class SSEDecoder:
    """Decodes the bytes of a stream into its events."""

    def iter_bytes(self, iterator: Iterator[bytes]) -> Iterator[ServerSentEvent]:
        """The events of ``iterator``."""
        decoder = EventDecoder()
        for chunk in iterator:
            yield from _events(decoder, chunk)
        yield from _events(decoder, b"\n\n")

    async def aiter_bytes(self, iterator: AsyncIterator[bytes]) -> AsyncIterator[ServerSentEvent]:
        """The events of ``iterator``."""
        decoder = EventDecoder()
        async for chunk in iterator:
            for event in _events(decoder, chunk):
                yield event
        for event in _events(decoder, b"\n\n"):
            yield event


SSEBytesDecoder = SSEDecoder


def _events(decoder: EventDecoder, chunk: bytes) -> Iterator[ServerSentEvent]:
    for event in decoder.feed(chunk):
        yield ServerSentEvent(
            event=event.event, data=event.data, id=event.id, retry=event.retry
        )
