"""The transport's exceptions as this package's errors."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from .errors import APIConnectionError, APITimeoutError

if TYPE_CHECKING:
    import httpx2


def connection_error(
    error: httpx2.RequestError, request: httpx2.Request
) -> APIConnectionError:
    """The error to raise for `error`; it becomes the cause."""
    import httpx2

    if isinstance(error, httpx2.TimeoutException):
        return APITimeoutError(request)
    return APIConnectionError(request=request)


@contextmanager
def named_errors(request: httpx2.Request) -> Generator[None, None, None]:
    """Raise this package's error for what the transport raises inside."""
    import httpx2

    try:
        yield
    except httpx2.RequestError as error:
        raise connection_error(error, request) from error


def worth_retrying(error: httpx2.RequestError) -> bool:
    """False for what cannot go better next time: a request the transport cannot send."""
    import httpx2

    return not isinstance(
        error, (httpx2.UnsupportedProtocol, httpx2.LocalProtocolError)
    )
