"""Options of WebSocket connections, as the official client spells them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from typing_extensions import TypedDict


class WebSocketConnectionOptions(TypedDict, total=False):
    """Arguments of the `websockets` library's `connect`."""

    extensions: Sequence[Any] | None
    subprotocols: Sequence[Any] | None
    compression: str | None
    max_size: int | None
    max_queue: int | tuple[int | None, int | None] | None
    write_limit: int | tuple[int, int | None]
    open_timeout: float | None
    ping_interval: float | None
    ping_timeout: float | None
    close_timeout: float | None


SyncWebSocketConnectionOptions = WebSocketConnectionOptions
WebsocketConnectionOptions = WebSocketConnectionOptions
