"""How a connection is opened, and opened again."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple, TypeAlias
from urllib.parse import urlencode

from ..._runtime import paths
from ..._runtime.omit import Omit


class ReconnectingEvent(NamedTuple):
    """A connection that broke is about to be opened again."""

    attempt: int
    max_attempts: int
    delay: float
    """Seconds to the attempt."""
    close_code: int
    extra_query: Mapping[str, object]
    extra_headers: Mapping[str, str]


class ReconnectingOverrides(NamedTuple):
    """What `on_reconnecting` may change."""

    extra_query: Mapping[str, object] | None = None
    extra_headers: Mapping[str, str] | None = None
    abort: bool = False


OnReconnecting: TypeAlias = Callable[
    [ReconnectingEvent], "ReconnectingOverrides | None"
]
"""Told before a connection that broke is opened again; may change how, or that it is not."""


class Target(NamedTuple):
    """Where a kind of connection goes, and what its events are."""

    path: str
    """Below the base URL, with `{name}` for each path parameter."""
    server: Any
    """The wire spec of the server's events."""
    sent: Any
    """That of the client's."""
    path_parameters: frozenset[str] = frozenset()
    flavours: tuple[Any, Any] = (None, None)
    """The classes of a connection, sync and async."""


class Options(NamedTuple):
    """How one connection is opened."""

    path: str
    query: Mapping[str, object]
    extra_query: Mapping[str, object]
    extra_headers: Mapping[str, str]
    websocket_connection_options: Mapping[str, Any]
    on_reconnecting: OnReconnecting | None
    max_retries: int
    initial_delay: float
    max_delay: float
    max_queue_size: int

    @classmethod
    def of(cls, target: Target, given: Mapping[str, Any]) -> Options:
        """The options of the arguments of `connect`; ValueError for an empty path parameter."""
        rest = dict(given)
        names = [name for name in cls._fields if name not in ("path", "query")]
        own = {name: rest.pop(name) for name in names}
        for name in ("extra_query", "extra_headers", "websocket_connection_options"):
            own[name] = own[name] or {}
        filled = {name: rest.pop(name) for name in target.path_parameters}
        return cls(path=paths.fill(target.path, filled), query=rest, **own)

    def changed(self, overrides: ReconnectingOverrides | None) -> Options:
        """These, as `on_reconnecting` wants them from now on."""
        if overrides is None:
            return self
        return self._replace(
            extra_query=overrides.extra_query or self.extra_query,
            extra_headers=overrides.extra_headers or self.extra_headers,
        )

    def delay(self, attempt: int) -> float:
        """Seconds before that attempt."""
        delay: float = min(self.initial_delay * 2.0 ** (attempt - 1), self.max_delay)
        return delay * (1 - 0.25 * random.random())  # noqa: S311: jitter, no secret

    def url(self, client: Any, credentials: Mapping[str, object]) -> str:
        """The URL, with its query."""
        place, given = client._socket_target(
            self.path, {**self.query, **self.extra_query}
        )
        base, query = paths.join(place, self.path)
        scheme, _, rest = base.partition("://")
        socket = {"https": "wss", "http": "ws"}.get(scheme, scheme)
        words = {
            name: ("true" if value else "false") if isinstance(value, bool) else value
            for name, value in {**given, **credentials}.items()
            if not isinstance(value, Omit) and value is not None
        }
        parts = "&".join(filter(None, (query, urlencode(words))))
        return f"{socket}://{rest}{'?' if parts else ''}{parts}"

    def settings(self, client: Any, credentials: Mapping[str, str]) -> dict[str, Any]:
        """The arguments of the library's `connect`, the URL aside."""
        headers = {**client.default_headers, **credentials, **self.extra_headers}
        return {
            "additional_headers": {
                k: v for k, v in headers.items() if isinstance(v, str)
            },
            "max_size": None,
            "user_agent_header": None,
            **self.websocket_connection_options,
        }
