"""The exchange of one call: credentials, retries, redirects, errors. One logic for both flavours.

`exchange` is a generator. It yields what the I/O methods of a client return (`_send`, `_read`,
`_close`, `_sleep`, `_resolve`): the sync flavour has done the work by then and sends the value
back, the async flavour awaits it first.
"""

# pyright: reportPrivateUsage=false
from __future__ import annotations

import random
import time
from collections.abc import Mapping
from email.utils import mktime_tz, parsedate_tz
from typing import TYPE_CHECKING

from . import jsontext
from .aliases import NEEDS_HTTPX2
from .errors import RedirectError, connection_error, status_error
from .logs import log_request, log_response, log_retry
from .redirects import MAX_REDIRECTS, is_foreign, redirected
from .request_builder import RequestBuilder

if TYPE_CHECKING:
    import httpx2

    from .aliases import Steps
    from .base_client import BaseClient
    from .call import Call


class Reply:
    """A successful response and how often the request had to be sent again."""

    __slots__ = ("response", "retries_taken")

    def __init__(self, response: httpx2.Response, retries_taken: int) -> None:
        self.response = response
        self.retries_taken = retries_taken


def exchange(client: BaseClient, call: Call) -> Steps[Reply]:
    """The reply to `call`: read whole, unless the call streams or leaves it unread.

    Raises the error of the status, `APIConnectionError` or one of its kinds.
    """
    try:
        import httpx2
    except ModuleNotFoundError as error:
        raise ImportError(NEEDS_HTTPX2) from error

    allowed = client.max_retries if call.max_retries is None else call.max_retries
    allowed = max(allowed, 0)
    with RequestBuilder(client, call) as builder:
        for attempt in range(allowed + 1):
            may_retry = attempt < allowed and builder.replayable
            request = yield from _request(client, call, builder, attempt)
            delay = backoff(attempt)
            try:
                response = yield from _follow(client, request, call, builder)
                if response.status_code == 401 and (
                    client._renews_credentials(request) and builder.replayable
                ):
                    yield client._close(response)
                    request = yield from _request(client, call, builder, attempt)
                    response = yield from _follow(client, request, call, builder)
                log_response(client._config, response)
                if response.is_success:
                    if not (call.stream or call.unread):
                        yield client._read(response)
                    return Reply(response, attempt)
                asked = retry_delay(attempt, response.headers)
                may_retry &= retry_status(response.status_code, response.headers)
                if asked is None or not may_retry:
                    yield client._read(response)
                    raise status_error(response, _error_body(response))
                delay = asked
                yield client._close(response)
            except httpx2.RequestError as error:
                if not (may_retry and worth_retrying(error)):
                    raise connection_error(error, request) from error
            log_retry(client._config, request, delay)
            yield client._sleep(delay)
    raise AssertionError("the last attempt returns or raises")


def _request(
    client: BaseClient, call: Call, builder: RequestBuilder, attempt: int
) -> Steps[httpx2.Request]:
    credentials = yield from client._credentials(call.endpoint.security)
    return builder.request(credentials, attempt)


def _follow(
    client: BaseClient, first: httpx2.Request, call: Call, builder: RequestBuilder
) -> Steps[httpx2.Response]:
    """The first response to `first` that is no redirect, or the first where none is followed."""
    request = first
    for _ in range(MAX_REDIRECTS + 1):
        log_request(client._config, request)
        response: httpx2.Response = yield client._send(
            request, is_foreign(request, first)
        )
        if not (call.follow_redirects and response.has_redirect_location):
            return response
        yield client._close(response)
        request = redirected(request, response, builder.replayable)
    raise RedirectError(message="Too many redirects.", request=first)


def _error_body(response: httpx2.Response) -> object | None:
    try:
        body: object = jsontext.parse_bytes(response.content)
        return body
    except jsontext.JSONError:
        return response.text or None


INITIAL_DELAY = 0.5
MAX_DELAY = 8.0
MAX_RETRY_AFTER = 120.0


def retry_status(status: int, headers: Mapping[str, str]) -> bool:
    """Whether a response says, by `x-should-retry` or by its status, to try again."""
    wish = headers.get("x-should-retry")
    if wish in ("true", "false"):
        return wish == "true"
    return status in (408, 409, 429) or status >= 500


def retry_delay(attempt: int, headers: Mapping[str, str]) -> float | None:
    """Seconds to wait after failed attempt number `attempt`, from 0; None: do not try again.

    What the server asks for, where it is above 0; more than `MAX_RETRY_AFTER` is too long to
    wait. Otherwise `backoff`.
    """
    asked = _retry_after(headers)
    if asked is not None and asked > 0:
        return asked if asked <= MAX_RETRY_AFTER else None
    return backoff(attempt)


def backoff(attempt: int) -> float:
    """Exponential backoff up to `MAX_DELAY`, less up to a quarter so that clients spread out."""
    delay: float = min(INITIAL_DELAY * 2.0 ** min(attempt, 10), MAX_DELAY)
    return delay * (1 - 0.25 * random.random())  # noqa: S311


def _retry_after(headers: Mapping[str, str]) -> float | None:
    """Seconds by `retry-after-ms` or `retry-after` (RFC 9110, section 10.2.3)."""
    milliseconds = _number(headers.get("retry-after-ms"))
    if milliseconds is not None:
        return milliseconds / 1000
    value = headers.get("retry-after", "")
    seconds = _number(value)
    if seconds is not None:
        return seconds
    try:
        date = parsedate_tz(value)
        return None if date is None else mktime_tz(date) - time.time()
    except (ValueError, OverflowError):
        return None


def _number(text: str | None) -> float | None:
    try:
        return None if text is None else float(text)
    except ValueError:
        return None


def worth_retrying(error: httpx2.RequestError) -> bool:
    """False for what cannot go better next time: a request the transport cannot send."""
    import httpx2

    return not isinstance(
        error, (httpx2.UnsupportedProtocol, httpx2.LocalProtocolError)
    )
