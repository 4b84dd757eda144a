"""The async flavour: `AsyncAPIClient`, base of generated clients."""

from __future__ import annotations

import sys

from .base_client import BaseClient
from .connections import MAX_CONNECTIONS, MAX_IDLE_CONNECTIONS, Connections, own_client
from .errors import APIConnectionError
# with verbs
from .verbs import AsyncVerbs
# end verbs

TYPE_CHECKING = False

if TYPE_CHECKING:
    import asyncio
    from types import TracebackType
    from typing import Any, Self

    import httpx2

    from .aliases import Mode, Steps, T, TokenProvider
    from .call import Call


class AsyncAPIClient(
    # with verbs
    AsyncVerbs,
    # end verbs
    BaseClient,
):
    """A client whose methods are awaited."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._own_client = own_client(self._own_client, "AsyncClient")
        self._connections = Connections(
            self._own_client, _new_client, _drop
        )
        self._loop: Any = None

    async def _perform(self, call: Call, mode: Mode = "parsed") -> Any:
        return await _run(self._steps(call, mode))

    @property
    def _http(self) -> httpx2.AsyncClient:
        client: httpx2.AsyncClient = self._connections.get()
        return client

    # with streams
    def _stream_class(self) -> type[Any]:
        from .streams import AsyncStream

        return AsyncStream

    # end streams
    # with raw_views
    def _response_class(self) -> type[Any]:
        from .responses import AsyncAPIResponse

        return AsyncAPIResponse

    # end raw_views
    # with pages
    def _page_class(self, pages: tuple[type[Any], type[Any]]) -> type[Any]:
        return pages[1]

    # end pages
    def _share(self, other: Any) -> None:
        self._own_client = other._own_client
        self._connections = other._connections
        self._loop = other._loop

    async def _send(self, request: httpx2.Request, foreign: bool) -> httpx2.Response:
        self._follow_loop()
        own: dict[str, Any] = {}
        if foreign:  # no credentials of the user's httpx2 client either
            own["auth"] = None
        try:
            return await self._http.send(
                request, stream=True, follow_redirects=False, **own
            )
        except RuntimeError as error:
            if "loop is closed" not in str(error):
                raise
            message = (
                "The connections of `http_client` belong to an event loop that is closed:"
                " use one client in one event loop, or make one for each"
            )
            raise APIConnectionError(message=message, request=request) from error

    def _follow_loop(self) -> None:
        """Leave connections behind whose event loop is closed: a program had several, in turn."""
        asyncio = sys.modules.get("asyncio")
        loop = None if asyncio is None else asyncio._get_running_loop()
        if loop is self._loop:
            return
        if self._loop is not None and self._loop.is_closed():
            self._connections.renew()
        self._loop = loop

    async def _read(self, response: httpx2.Response) -> bytes:
        return await response.aread()

    async def _close(self, response: httpx2.Response) -> None:
        await response.aclose()

    async def _sleep(self, seconds: float) -> None:
        import anyio

        await anyio.sleep(seconds)

    async def _resolve(self, provider: TokenProvider) -> Any:
        token = provider()
        return await token if hasattr(token, "__await__") else token

    def is_closed(self) -> bool:
        """Whether the connections are closed."""
        client = self._connections.made()
        return self._connections.closed if client is None else client.is_closed

    async def close(self) -> None:
        """Close the connections, those of copies included."""
        self._connections.closed = True
        client = self._connections.made()
        if client is not None:
            await client.aclose()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        await self.close()


async def _run(steps: Steps[T]) -> T:
    """Run a procedure whose steps are awaited here; their errors are raised where they belong."""
    try:
        step = next(steps)
        while True:
            try:
                done = await step
            except BaseException as error:  # cancellation too: the procedure cleans up
                step = steps.throw(error)
            else:
                step = steps.send(done)
    except StopIteration as stop:
        result: T = stop.value
        return result


def _new_client() -> httpx2.AsyncClient:
    import httpx2

    limits = httpx2.Limits(
        max_connections=MAX_CONNECTIONS, max_keepalive_connections=MAX_IDLE_CONNECTIONS
    )
    return httpx2.AsyncClient(limits=limits)


def _drop(client: httpx2.AsyncClient) -> None:
    """Close the client soon, if its event loop still runs; else nobody can any more."""
    import asyncio

    try:
        loop = asyncio.get_running_loop()
    except RuntimeError:
        return
    _closing.add(task := loop.create_task(client.aclose()))
    task.add_done_callback(_closed)


_closing: set[asyncio.Task[None]] = set()
"""Tasks that would be garbage otherwise."""


def _closed(task: asyncio.Task[None]) -> None:
    _closing.discard(task)
    if not task.cancelled():
        task.exception()  # of connections whose own event loop is gone: nobody can help it
