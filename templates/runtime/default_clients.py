"""httpx2 clients with the limits, timeout and redirects of the clients of this package.

The constants are what a client does that is told nothing, where upstream says nothing else.
"""

from __future__ import annotations

from typing import Any, TypeAlias

from .aliases import NEEDS_HTTPX2

try:
    import httpx2
except ModuleNotFoundError as error:
    raise ImportError(NEEDS_HTTPX2) from error

from .connections import MAX_CONNECTIONS, MAX_IDLE_CONNECTIONS

DEFAULT_TIMEOUT = httpx2.Timeout(600.0, connect=5.0)
DEFAULT_MAX_RETRIES = 2
DEFAULT_CONNECTION_LIMITS = httpx2.Limits(
    max_connections=MAX_CONNECTIONS, max_keepalive_connections=MAX_IDLE_CONNECTIONS
)
ProxiesTypes: TypeAlias = "str | httpx2.URL | httpx2.Proxy"


class DefaultClient(httpx2.Client):
    """An `httpx2.Client` for ``http_client=``; options that are given replace the defaults."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{**_defaults(), **options})


class DefaultAsyncClient(httpx2.AsyncClient):
    """An `httpx2.AsyncClient` for ``http_client=``; see `DefaultClient`."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{**_defaults(), **options})


def _defaults() -> dict[str, Any]:
    return {
        "timeout": DEFAULT_TIMEOUT,
        "limits": DEFAULT_CONNECTION_LIMITS,
        "follow_redirects": True,
    }
