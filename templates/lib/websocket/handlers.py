"""Functions to be called for events, by type."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from typing import Self

Handler = Callable[..., Any]


class Handlers:
    """Functions by type of event; `event` stands for all."""

    def __init__(self) -> None:
        self._handlers: dict[str, list[tuple[Handler, bool]]] = {}

    def add(self, kind: str, handler: Handler, *, once: bool = False) -> None:
        """Call `handler` for events of that type."""
        self._handlers.setdefault(kind, []).append((handler, once))

    def remove(self, kind: str, handler: Handler) -> None:
        """Call it no more."""
        kept = [h for h in self._handlers.get(kind, ()) if h[0] is not handler]
        self._handlers[kind] = kept

    def take(self, event: Any) -> list[Handler]:
        """The functions to call for `event`; those to be called once are taken out."""
        found: list[Handler] = []
        for kind in (getattr(event, "type", None), "event"):
            for handler, once in list(self._handlers.get(str(kind), ())):
                found.append(handler)
                if once:
                    self.remove(str(kind), handler)
        return found


class Listening:
    """What has handlers: connections, and managers before there is one."""

    def __init__(self, handlers: Handlers) -> None:
        self._handlers = handlers

    def on(self, event_type: str, handler: Handler | None = None) -> Any:
        """Have `handler` called for events of a type (`event`: all); also a decorator."""
        return self._handle(event_type, handler, once=False)

    def once(self, event_type: str, handler: Handler | None = None) -> Any:
        """The same, for the next event only."""
        return self._handle(event_type, handler, once=True)

    def off(self, event_type: str, handler: Handler) -> Self:
        """Have it called no more."""
        self._handlers.remove(event_type, handler)
        return self

    def _handle(self, kind: str, handler: Handler | None, *, once: bool) -> Any:
        if handler is not None:
            self._handlers.add(kind, handler, once=once)
            return self

        def mark(function: Handler) -> Handler:
            self._handlers.add(kind, function, once=once)
            return function

        return mark
