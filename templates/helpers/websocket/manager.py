"""What opens a connection when a `with` block begins, and closes it when it ends."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from ..steps import run, run_async
from .connection import AsyncConnection, Connection
from .core import text_of
from .errors import WebSocketQueueFullError
from .handlers import Handlers, Listening
from .options import Options, Target
from .unsent import Unsent

if TYPE_CHECKING:
    from types import TracebackType

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

    def _made(self, half: int) -> Any:
        return self._target.halves[half](
            self._client, self._target, self._options, self._waiting, self._handlers
        )


class ConnectionManager(_Manager, Generic[C]):
    """Opens a connection when a `with` block begins; closes it when it ends."""

    _connection: C | None = None

    def enter(self) -> C:
        """Open the connection; it is for the caller to close."""
        connection: C = self._made(0)
        run(connection._open())  # pyright: ignore[reportPrivateUsage]
        self._connection = connection
        return connection

    def __enter__(self) -> C:
        return self.enter()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if self._connection is not None:
            self._connection.close()


class AsyncConnectionManager(_Manager, Generic[A]):
    """Opens a connection when an `async with` block begins; closes it when it ends."""

    _connection: A | None = None

    async def enter(self) -> A:
        """Open the connection; it is for the caller to close."""
        connection: A = self._made(1)
        await run_async(connection._open())  # pyright: ignore[reportPrivateUsage]
        self._connection = connection
        return connection

    async def __aenter__(self) -> A:
        return await self.enter()

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if self._connection is not None:
            await self._connection.close()


def connect(resource: Any, target: Target, given: Mapping[str, Any]) -> Any:
    """The manager of a connection; `given` are the arguments of `connect`."""
    from ..._runtime.resource import AsyncAPIResource

    options = Options.of(target, given)
    if isinstance(resource, AsyncAPIResource):
        return AsyncConnectionManager[Any](resource._client, target, options)
    return ConnectionManager[Any](resource._client, target, options)
