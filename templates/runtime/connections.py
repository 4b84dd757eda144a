"""The httpx2 client behind one or more clients (`copy` shares it), made when first needed."""

from __future__ import annotations

import threading
import weakref
from collections.abc import Callable
from typing import Generic, TypeVar

H = TypeVar("H")

MAX_CONNECTIONS = 1000
MAX_IDLE_CONNECTIONS = 100


def check_kind(given: object, name: str) -> None:
    """TypeError unless `given` is the user's httpx2 client of that name, or None."""
    if given is None:
        return
    import httpx2

    if not isinstance(given, getattr(httpx2, name)):
        kind = f"{type(given).__module__}.{type(given).__name__}"
        raise TypeError(f"`http_client` must be an httpx2.{name}, not a {kind}")


class Connections(Generic[H]):
    """An httpx2 client: the user's own, or one made by `make` when first asked for.

    One made here is given to `drop` when nobody can use it any more.
    """

    def __init__(
        self, given: H | None, make: Callable[[], H], drop: Callable[[H], None]
    ) -> None:
        self._client = given
        self._make = make
        self._drop = drop
        self._lock = threading.Lock()
        self.closed = False

    def get(self) -> H:
        """The client; RuntimeError when it was closed before it was made."""
        client = self._client
        if client is not None:
            return client
        with self._lock:
            if self._client is None:
                if self.closed:
                    raise RuntimeError(
                        "Cannot send a request, as the client has been closed."
                    )
                self._client = client = self._make()
                # Not `__del__`: in a cycle of garbage the sockets may be finalized first.
                weakref.finalize(self, self._drop, client)
            return self._client

    def made(self) -> H | None:
        """The client if there is one yet."""
        return self._client
