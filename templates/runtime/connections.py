"""The httpx2 client behind one or more clients (`copy` shares it), made when first needed."""

from __future__ import annotations

# with httpx_adapter
import sys
# end httpx_adapter
from _thread import allocate_lock  # `threading` takes longer to import than this file

TYPE_CHECKING = False

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

MAX_CONNECTIONS = 1000
MAX_IDLE_CONNECTIONS = 100


def own_client(given: Any, name: str) -> Any:
    """The user's httpx2 client of that name, or None; one of httpx gets an httpx2 client over it.

    TypeError for anything else.
    """
    if given is None:
        return None
    import httpx2

    if isinstance(given, getattr(httpx2, name)):
        return given
    # with httpx_adapter
    if "httpx" in sys.modules:
        from .httpx_adapter import adapted

        found = adapted(given, name)
        if found is not None:
            return found
    # end httpx_adapter
    kind = f"{type(given).__module__}.{type(given).__name__}"
    raise TypeError(
        f"`http_client` must be an httpx2.{name}, or an httpx.{name}, not a {kind}"
    )


class Connections:
    """An httpx2 client: the user's own, or one made by `make` when first asked for.

    One made here is given to `drop` when nobody can use it any more.
    """

    def __init__(
        self, given: Any, make: Callable[[], Any], drop: Callable[[Any], None]
    ) -> None:
        self._client = given
        self._own = given is not None
        self._make = make
        self._drop = drop
        self._lock = allocate_lock()
        self._dropping: Any = None
        self.closed = False

    def get(self) -> Any:
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
                from weakref import finalize

                self._client = client = self._make()
                # Not `__del__`: in a cycle of garbage the sockets may be finalized first.
                self._dropping = finalize(self, self._drop, client)
            return self._client

    def renew(self) -> None:
        """Forget the client, if it was made here: its event loop is gone."""
        if not self._own:
            with self._lock:
                if self._dropping is not None:
                    self._dropping.detach()  # else it would hold the sockets as long as this
                self._client = self._dropping = None

    def made(self) -> Any:
        """The client if there is one yet."""
        return self._client
