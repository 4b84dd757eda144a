"""Reading a response to its end after its last event, so that its connection is used again.

A server ends the response right after `[DONE]` as a rule; one that does not must not keep the
caller waiting. So the rest is read for a short time, and only a few pieces of it.

The transport's own timeout was fixed when the response began. Its stream is public
(`extensions["network_stream"]`), so the reads of this response, and no others, get a deadline
there.
"""

from __future__ import annotations

import time
from collections.abc import AsyncIterator, Generator, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import httpx2

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
