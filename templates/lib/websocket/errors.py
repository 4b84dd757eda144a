"""Errors of WebSocket connections."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ..._runtime.errors import BaseError

NO_CODE = 1006
"""The code of a connection that ended without one (RFC 6455, section 7.4.1)."""


class WebSocketConnectionClosedError(BaseError):
    """The connection is closed; `unsent_messages` were not sent, `code` says why it closed."""

    code: int
    reason: str
    unsent_messages: list[str | bytes]

    def __init__(
        self, code: int, reason: str, unsent: Iterable[str | bytes] = ()
    ) -> None:
        told = f" ({reason})" if reason else ""
        super().__init__(f"The connection was closed with code {code}{told}")
        self.code = code
        self.reason = reason
        self.unsent_messages = list(unsent)


class WebSocketQueueFullError(BaseError):
    """A message could not wait for the connection: too many already do."""

    def __init__(self) -> None:
        super().__init__("Too many messages wait for the connection to be opened")


def closed(error: Any) -> tuple[int, str]:
    """The code and reason that a `ConnectionClosed` of the library tells."""
    frame = getattr(error, "rcvd", None) or getattr(error, "sent", None)
    return (frame.code, frame.reason) if frame is not None else (NO_CODE, "")


def missing_library() -> BaseError:
    """The error where `websockets` is not installed."""
    return BaseError(
        "WebSocket connections need the `websockets` package: pip install websockets"
    )
