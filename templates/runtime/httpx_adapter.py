"""An `httpx` client in the place of an httpx2 one: programs for other clients have those.

Requests are handed to the user's client as they are, with its proxies, certificates and
transports; its hooks, cookies and credentials apply too. Responses come back undecoded.
"""

from __future__ import annotations

import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import httpx2

if TYPE_CHECKING:
    from collections.abc import Generator


def adapted(given: Any, name: str) -> Any:
    """An httpx2 client over `given`, an ``httpx.Client`` or ``AsyncClient``; None for any other."""
    httpx = sys.modules.get("httpx")
    if httpx is None or not isinstance(given, getattr(httpx, name)):
        return None
    if name == "Client":
        return httpx2.Client(transport=_Transport(given), timeout=_timeout(given))
    return httpx2.AsyncClient(
        transport=_AsyncTransport(given), timeout=_timeout(given)
    )


def _timeout(given: Any) -> httpx2.Timeout:
    kinds = ("connect", "read", "write", "pool")
    values: dict[str, Any] = {kind: getattr(given.timeout, kind) for kind in kinds}
    return httpx2.Timeout(**values)


@contextmanager
def _same_errors() -> Generator[None, None, None]:
    """Raise httpx2's error for the error of that name of httpx."""
    try:
        yield
    except Exception as error:
        same: Any = getattr(httpx2, type(error).__name__, None)
        if same is None or not issubclass(same, httpx2.TransportError):
            raise
        raise same(str(error)) from error


def _request(client: Any, request: httpx2.Request, content: Any) -> Any:
    return client.build_request(
        request.method,
        str(request.url),
        headers=request.headers.raw,
        content=content,
        extensions=request.extensions,
    )


def _content(request: httpx2.Request) -> Any:
    """The body: bytes where they are there, else the stream."""
    try:
        return request.content or None
    except httpx2.RequestNotRead:
        return iter(request.stream)  # type: ignore[arg-type]


def _async_content(request: httpx2.Request) -> Any:
    try:
        return request.content or None
    except httpx2.RequestNotRead:
        return aiter(request.stream)  # type: ignore[arg-type]


def _response(found: Any, stream: Any) -> httpx2.Response:
    return httpx2.Response(
        found.status_code,
        headers=found.headers.raw,
        stream=stream,
        extensions=found.extensions,
    )


class _Transport(httpx2.BaseTransport):
    def __init__(self, client: Any) -> None:
        self._client = client

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        with _same_errors():
            sent = _request(self._client, request, _content(request))
            found = self._client.send(sent, stream=True, follow_redirects=False)
        return _response(found, _Stream(found))

    def close(self) -> None:
        self._client.close()


class _Stream(httpx2.SyncByteStream):
    def __init__(self, response: Any) -> None:
        self._response = response

    def __iter__(self) -> Iterator[bytes]:
        with _same_errors():
            yield from self._response.iter_raw()

    def close(self) -> None:
        self._response.close()


class _AsyncTransport(httpx2.AsyncBaseTransport):
    def __init__(self, client: Any) -> None:
        self._client = client

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        with _same_errors():
            sent = _request(self._client, request, _async_content(request))
            found = await self._client.send(sent, stream=True, follow_redirects=False)
        return _response(found, _AsyncStream(found))

    async def aclose(self) -> None:
        await self._client.aclose()


class _AsyncStream(httpx2.AsyncByteStream):
    def __init__(self, response: Any) -> None:
        self._response = response

    async def __aiter__(self) -> AsyncIterator[bytes]:
        with _same_errors():
            async for part in self._response.aiter_raw():
                yield part

    async def aclose(self) -> None:
        await self._response.aclose()
