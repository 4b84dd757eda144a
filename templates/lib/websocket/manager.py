"""What opens a connection when a `with` block begins, and closes it when it ends."""

# pyright: reportPrivateUsage=false

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from ..closing import AsyncOpening, Opening
from ..steps import run, run_async
from .connection import AsyncConnection, Connection
from .core import text_of
from .errors import WebSocketQueueFullError
from .handlers import Handlers, Listening
from .options import Options, Target
from .unsent import Unsent

C = TypeVar("C", bound=Connection[Any, Any])
A = TypeVar("A", bound=AsyncConnection[Any, Any])


class _Manager(Listening):
    """What both managers keep: handlers and messages may come before the connection."""

    def __init__(self, client: Any, target: Target, options: Options) -> None:
        super().__init__(Handlers())
        self._client = client
        self._target = target
        self._options = options
        self._waiting = Unsent(options.max_queue_size)

    def send(self, event: Any) -> None:
        """Send an event as soon as the connection is open."""
        if not self._waiting.add(text_of(event)):
            raise WebSocketQueueFullError

    def _made(self, flavour: int) -> Any:
        return self._target.flavours[flavour](
            self._client, self._target, self._options, self._waiting, self._handlers
        )


class ConnectionManager(Opening[C], _Manager):
    """Opens a connection when a `with` block begins; closes it when it ends."""

    def enter(self) -> C:
        """Open the connection; it is for the caller to close."""
        connection: C = self._made(0)
        run(connection._open())
        return connection


class AsyncConnectionManager(AsyncOpening[A], _Manager):
    """Opens a connection when an `async with` block begins; closes it when it ends."""

    async def enter(self) -> A:
        """Open the connection; it is for the caller to close."""
        connection: A = self._made(1)
        await run_async(connection._open())
        return connection


def connect(resource: Any, target: Target, given: Mapping[str, Any]) -> Any:
    """The manager of a connection; `given` are the arguments of `connect`."""
    from ..._runtime.resource import AsyncAPIResource

    options = Options.of(target, given)
    if isinstance(resource, AsyncAPIResource):
        return AsyncConnectionManager[Any](resource._client, target, options)
    return ConnectionManager[Any](resource._client, target, options)
