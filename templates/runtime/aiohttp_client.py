"""`DefaultAioHttpClient`: an httpx2 client that sends with aiohttp (an extra of the package)."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import AsyncIterator, Generator
from contextlib import contextmanager
from importlib import import_module
from typing import Any

import httpx2

try:
    # By name: type checkers of programs that have no aiohttp read this file too.
    aiohttp: Any = import_module("aiohttp")
except ImportError as error:
    raise ImportError(
        "`DefaultAioHttpClient` needs aiohttp: pip install aiohttp"
    ) from error

from .connections import MAX_CONNECTIONS
from .default_clients import DefaultAsyncClient

_ERRORS: tuple[tuple[Any, type[httpx2.TransportError]], ...] = (
    (aiohttp.ConnectionTimeoutError, httpx2.ConnectTimeout),
    (aiohttp.SocketTimeoutError, httpx2.ReadTimeout),
    (aiohttp.ServerTimeoutError, httpx2.ReadTimeout),
    (asyncio.TimeoutError, httpx2.ReadTimeout),
    (aiohttp.ClientProxyConnectionError, httpx2.ProxyError),
    (aiohttp.ClientConnectorError, httpx2.ConnectError),
    (aiohttp.InvalidURL, httpx2.UnsupportedProtocol),
    (aiohttp.ClientPayloadError, httpx2.RemoteProtocolError),
    (aiohttp.ServerDisconnectedError, httpx2.RemoteProtocolError),
    (aiohttp.ClientError, httpx2.NetworkError),
)


@contextmanager
def _same_errors() -> Generator[None, None, None]:
    """Raise httpx2's error for what aiohttp raises."""
    try:
        yield
    except Exception as error:
        for theirs, ours in _ERRORS:
            if isinstance(error, theirs):
                raise ours(str(error)) from error
        raise


class AioHttpTransport(httpx2.AsyncBaseTransport):
    """Sends requests with an aiohttp session, made when first needed.

    An event loop of its own gets a session of its own.
    """

    def __init__(self, *, verify: ssl.SSLContext | bool = True) -> None:
        self._verify = verify
        self._session: Any = None
        self._loop: asyncio.AbstractEventLoop | None = None

    def _current_session(self) -> Any:
        loop = asyncio.get_running_loop()
        if self._session is None or self._session.closed or self._loop is not loop:
            connector = aiohttp.TCPConnector(limit=MAX_CONNECTIONS, ssl=self._verify)
            self._loop = loop
            self._session = aiohttp.ClientSession(
                connector=connector,
                auto_decompress=False,
                cookie_jar=aiohttp.DummyCookieJar(),
                skip_auto_headers=("User-Agent", "Content-Type", "Accept-Encoding"),
                trust_env=True,
            )
        return self._session

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        """Send a request."""
        yarl: Any = import_module("yarl")
        limits: dict[str, Any] = request.extensions.get("timeout", {})
        with _same_errors():
            found = await self._current_session().request(
                request.method,
                yarl.URL(str(request.url), encoded=True),
                headers=[
                    (name, value)
                    for name, value in request.headers.multi_items()
                    if name not in ("host", "content-length", "transfer-encoding")
                ],
                data=await _content(request),
                allow_redirects=False,
                timeout=aiohttp.ClientTimeout(
                    total=None,
                    connect=limits.get("pool"),
                    sock_connect=limits.get("connect"),
                    sock_read=limits.get("read"),
                ),
            )
        return httpx2.Response(
            found.status, headers=list(found.raw_headers), stream=_Stream(found)
        )

    async def aclose(self) -> None:
        """Close the connections."""
        if self._session is not None:
            await self._session.close()


async def _content(request: httpx2.Request) -> Any:
    """What aiohttp sends: the bytes there are, else the stream in pieces."""
    try:
        return request.content or None
    except httpx2.RequestNotRead:
        return _pieces(request.stream)


async def _pieces(stream: Any) -> AsyncIterator[bytes]:
    if hasattr(stream, "__aiter__"):
        async for piece in stream:
            yield piece
        return
    for piece in stream:
        yield piece


class _Stream(httpx2.AsyncByteStream):
    def __init__(self, response: Any) -> None:
        self._response = response

    async def __aiter__(self) -> AsyncIterator[bytes]:
        with _same_errors():
            async for piece in self._response.content.iter_any():
                yield piece

    async def aclose(self) -> None:
        # Read to the end or not: aiohttp keeps the connection in the first case alone.
        if self._response.content.at_eof():
            self._response.release()
        else:
            self._response.close()


class DefaultAioHttpClient(DefaultAsyncClient):
    """An `httpx2.AsyncClient` for ``http_client=`` that sends with aiohttp."""

    def __init__(self, *, verify: ssl.SSLContext | bool = True, **options: Any) -> None:
        options.setdefault("transport", AioHttpTransport(verify=verify))
        super().__init__(**options)
