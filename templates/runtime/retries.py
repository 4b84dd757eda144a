"""When to send a request again, and how long to wait before."""

from __future__ import annotations

import random
import time
from collections.abc import Mapping
from email.utils import mktime_tz, parsedate_tz

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
