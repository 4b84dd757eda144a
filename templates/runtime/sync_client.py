"""The sync flavour: `SyncAPIClient`, base of generated clients."""

from __future__ import annotations

import time

from .base_client import BaseClient
from .connections import MAX_CONNECTIONS, MAX_IDLE_CONNECTIONS, Connections, own_client
# with verbs
from .verbs import SyncVerbs
# end verbs

TYPE_CHECKING = False

if TYPE_CHECKING:
    from types import TracebackType
    from typing import Any, Self

    import httpx2

    from .aliases import Mode, Steps, T, TokenProvider
    from .call import Call


class SyncAPIClient(
    # with verbs
    SyncVerbs,
    # end verbs
    BaseClient,
):
    """A client whose methods block until the answer is there."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._own_client = own_client(self._own_client, "Client")
        self._connections = Connections(
            self._own_client, _new_client, _drop
        )

    def _perform(self, call: Call, mode: Mode = "parsed") -> Any:
        return _run(self._steps(call, mode))

    @property
    def _http(self) -> httpx2.Client:
        client: httpx2.Client = self._connections.get()
        return client

    # with streams
    def _stream_class(self) -> type[Any]:
        from .streams import Stream

        return Stream

    # end streams
    # with raw_views
    def _response_class(self) -> type[Any]:
        from .responses import APIResponse

        return APIResponse

    # end raw_views
    # with pages
    def _page_class(self, pages: tuple[type[Any], type[Any]]) -> type[Any]:
        return pages[0]

    # end pages
    def _share(self, other: Any) -> None:
        self._own_client = other._own_client
        self._connections = other._connections

    def _send(self, request: httpx2.Request, foreign: bool) -> httpx2.Response:
        if foreign:  # no credentials of the user's httpx2 client either
            return self._http.send(
                request, stream=True, follow_redirects=False, auth=None
            )
        return self._http.send(request, stream=True, follow_redirects=False)

    def _read(self, response: httpx2.Response) -> bytes:
        return response.read()

    def _close(self, response: httpx2.Response) -> None:
        response.close()

    def _sleep(self, seconds: float) -> None:
        time.sleep(seconds)

    def _resolve(self, provider: TokenProvider) -> Any:
        return provider()

    def is_closed(self) -> bool:
        """Whether the connections are closed."""
        client = self._connections.made()
        return self._connections.closed if client is None else client.is_closed

    def close(self) -> None:
        """Close the connections, those of copies included."""
        self._connections.closed = True
        client = self._connections.made()
        if client is not None:
            client.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()


def _run(steps: Steps[T]) -> T:
    """Run a procedure whose steps are done when it yields them."""
    try:
        done = next(steps)
        while True:
            done = steps.send(done)
    except StopIteration as stop:
        result: T = stop.value
        return result


def _new_client() -> httpx2.Client:
    import httpx2

    limits = httpx2.Limits(
        max_connections=MAX_CONNECTIONS, max_keepalive_connections=MAX_IDLE_CONNECTIONS
    )
    return httpx2.Client(limits=limits)


def _drop(client: httpx2.Client) -> None:
    client.close()
