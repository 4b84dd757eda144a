"""An open connection, sync and async."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator, Mapping
from typing import Any, Generic, TypeVar, cast

from ..steps import run, run_async
from .core import Core, text_of
from .errors import WebSocketConnectionClosedError, missing_library

ServerT = TypeVar("ServerT")
ClientT = TypeVar("ClientT")


class Connection(Core, Generic[ServerT, ClientT]):
    """An open connection."""

    def __iter__(self) -> Iterator[ServerT]:
        while True:
            try:
                yield self.recv()
            except WebSocketConnectionClosedError as error:
                if self._ended(error):
                    return
                raise

    def recv(self) -> ServerT:
        """The next event; raises `WebSocketConnectionClosedError` when there is none."""
        return self.parse_event(self.recv_bytes())

    def recv_bytes(self) -> bytes:
        """The next message, undecoded."""
        return run(self._receive())

    def parse_event(self, data: str | bytes) -> ServerT:
        """The event that a message says."""
        event: ServerT = self._decode(data)
        return event

    def send(self, event: ClientT | Mapping[str, object]) -> None:
        """Send an event."""
        self.send_raw(text_of(event))

    def _send_event(self, event: Any) -> Any:
        return self.send(event)

    def send_raw(self, data: str | bytes) -> None:
        """Send a message as it is."""
        run(self._send(data))

    def close(self, *, code: int = 1000, reason: str = "") -> None:
        """Close the connection."""
        self._socket.close(code=code, reason=reason)

    def dispatch_events(self) -> None:
        """Call the handlers until the connection closes."""
        for event in self:
            for handler in self._handlers.take(event):
                handler(event)

    def _connect(self, url: str, settings: Mapping[str, Any]) -> Any:
        try:
            from websockets.sync.client import connect
        except ImportError:
            raise missing_library() from None
        # Entered, not called: later versions of the library open the connection only then.
        return cast("Any", connect)(url, **settings).__enter__()


class AsyncConnection(Core, Generic[ServerT, ClientT]):
    """An open connection."""

    async def __aiter__(self) -> AsyncIterator[ServerT]:
        while True:
            try:
                yield await self.recv()
            except WebSocketConnectionClosedError as error:
                if self._ended(error):
                    return
                raise

    async def recv(self) -> ServerT:
        """The next event; raises `WebSocketConnectionClosedError` when there is none."""
        return self.parse_event(await self.recv_bytes())

    async def recv_bytes(self) -> bytes:
        """The next message, undecoded."""
        return await run_async(self._receive())

    def parse_event(self, data: str | bytes) -> ServerT:
        """The event that a message says."""
        event: ServerT = self._decode(data)
        return event

    async def send(self, event: ClientT | Mapping[str, object]) -> None:
        """Send an event."""
        await self.send_raw(text_of(event))

    def _send_event(self, event: Any) -> Any:
        return self.send(event)

    async def send_raw(self, data: str | bytes) -> None:
        """Send a message as it is."""
        await run_async(self._send(data))

    async def close(self, *, code: int = 1000, reason: str = "") -> None:
        """Close the connection."""
        await self._socket.close(code=code, reason=reason)

    async def dispatch_events(self) -> None:
        """Call the handlers until the connection closes."""
        async for event in self:
            for handler in self._handlers.take(event):
                result = handler(event)
                if hasattr(result, "__await__"):
                    await result

    def _connect(self, url: str, settings: Mapping[str, Any]) -> Any:
        try:
            from websockets.asyncio.client import connect
        except ImportError:
            raise missing_library() from None
        return connect(url, **settings)
