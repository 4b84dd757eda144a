"""The base of the clients, under the official client's names."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import httpx2

from . import DefaultAioHttpClient as DefaultAioHttpClient
from ._constants import DEFAULT_CONNECTION_LIMITS as DEFAULT_CONNECTION_LIMITS
from ._constants import DEFAULT_MAX_RETRIES as DEFAULT_MAX_RETRIES
from ._constants import DEFAULT_TIMEOUT as DEFAULT_TIMEOUT
from ._runtime.async_client import AsyncAPIClient as AsyncAPIClient
from ._runtime.base_client import BaseClient as BaseClient
from . import DefaultAsyncHttpxClient as DefaultAsyncHttpxClient
from . import DefaultHttpxClient as DefaultHttpxClient
from . import Omit, omit
from ._runtime.sync_client import SyncAPIClient as SyncAPIClient
from ._types import Query

SyncHttpxClientWrapper = httpx2.Client
AsyncHttpxClientWrapper = httpx2.AsyncClient

__all__ = [
    "DEFAULT_CONNECTION_LIMITS",
    "DEFAULT_MAX_RETRIES",
    "DEFAULT_TIMEOUT",
    "AsyncAPIClient",
    "AsyncHttpxClientWrapper",
    "BaseClient",
    "DefaultAioHttpClient",
    "DefaultAsyncHttpxClient",
    "DefaultHttpxClient",
    "SyncAPIClient",
    "SyncHttpxClientWrapper",
    "make_request_options",
]


def make_request_options(
    *,
    query: Query | None = None,
    extra_headers: Mapping[str, str | Omit] | None = None,
    extra_query: Query | None = None,
    extra_body: object = None,
    idempotency_key: str | None = None,
    timeout: Any = omit,
    **_others: object,
) -> Any:
    """Options of ``client.post`` and so on; those that only the official client has are ignored."""
    options: dict[str, Any] = {}
    if extra_headers is not None:
        options["headers"] = extra_headers
    if extra_body is not None:
        options["extra_json"] = extra_body
    if query or extra_query:
        options["params"] = {**(query or {}), **(extra_query or {})}
    if not isinstance(timeout, Omit):
        options["timeout"] = timeout
    if idempotency_key is not None:
        options["idempotency_key"] = idempotency_key
    return options
