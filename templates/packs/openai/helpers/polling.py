"""Asking again until something is done.

Between two requests passes what the caller says, else what the server says in
`openai-poll-after-ms`, else a second that grows by half up to ten.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from typing import Any

from .._runtime.errors import BaseError
from .._runtime.omit import Omit
from .steps import Steps

_HEADER = "openai-poll-after-ms"
_FIRST, _GROWTH, _LONGEST = 1.0, 1.5, 10.0
_LONGEST_ASKED = 300.0


class PollTimeoutError(BaseError, TimeoutError):
    """It was not done in the time allowed; `last` is what it was then."""

    last: Any

    def __init__(self, last: Any, seconds: float) -> None:
        super().__init__(f"Gave up waiting after {seconds:g} seconds")
        self.last = last


def poll(  # noqa: PLR0913
    resource: Any,
    method: str,
    given: Mapping[str, Any],
    poll_interval_ms: Any,
    *,
    done: Callable[[Any], bool],
    max_wait_seconds: Any = None,
) -> Steps[Any]:
    """What `method` of `resource` answers once that is `done`.

    Raises `PollTimeoutError` after `max_wait_seconds`.
    """
    own = None if isinstance(poll_interval_ms, Omit) else poll_interval_ms
    limit = None if isinstance(max_wait_seconds, Omit) else max_wait_seconds
    headers = {"X-Stainless-Poll-Helper": "true"}
    if own is not None:
        headers["X-Stainless-Custom-Poll-Interval"] = str(own)
    headers.update(given.get("extra_headers") or {})
    arguments = {**given, "extra_headers": headers}
    begun, backoff = time.monotonic(), _FIRST
    while True:
        response = yield getattr(resource.with_raw_response, method)(**arguments)
        value = response.parse()
        if done(value):
            return value
        pause = own / 1000 if own is not None else _asked(response.headers.get(_HEADER))
        if pause is None:
            pause, backoff = backoff, min(backoff * _GROWTH, _LONGEST)
        if limit is not None and time.monotonic() - begun + pause > limit:
            raise PollTimeoutError(value, limit)
        yield resource._client._sleep(pause)


def _asked(header: str | None) -> float | None:
    """The seconds a server asks for; None for what is no sensible number."""
    if header is None or not (header.isascii() and header.isdigit()):
        return None
    seconds = int(header[:9]) / 1000
    return seconds if 0 < seconds <= _LONGEST_ASKED else None
