"""What both flavours of a connection do, as procedures (see `steps`).

A procedure yields what a method of the socket returned: the sync flavour has the value by then, the
async flavour awaits it first.
"""

# pyright: reportPrivateUsage=false

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from ..._runtime import jsontext
from ..._runtime.encoding import encode
from ..steps import Steps
from .errors import WebSocketConnectionClosedError, WebSocketQueueFullError, closed
from .handlers import Handlers, Listening
from .namespaces import Namespace, events_of, namespace
from .options import Options, ReconnectingEvent, Target
from .unsent import Unsent

_NORMAL = (1000, 1001)
_WORTH_RETRYING = (1001, 1005, 1006, 1011, 1012, 1013, 1014)


class Core(Listening):
    """An open connection, whichever flavour drives it."""

    def __init__(
        self,
        client: Any,
        target: Target,
        options: Options,
        waiting: Unsent,
        handlers: Handlers,
    ) -> None:
        super().__init__(handlers)
        self._client = client
        self._target = target
        self._options = options
        self._unsent = waiting
        self._events = events_of(target.sent)
        self._socket: Any = None

    if not TYPE_CHECKING:  # checkers see what `lib/connections` says there is

        def __getattr__(self, name: str) -> Namespace:
            if name.startswith("_"):
                raise AttributeError(name)
            return namespace(self._send_event, self._events, name)

    def _send_event(self, event: Any) -> Any:
        raise NotImplementedError

    def _connect(self, url: str, settings: Mapping[str, Any]) -> Any:
        raise NotImplementedError

    def _decode(self, data: str | bytes) -> Any:
        text = data.encode() if isinstance(data, str) else data
        return self._target.server.decode(jsontext.parse_bytes(text))

    def _ended(self, error: WebSocketConnectionClosedError) -> bool:
        """Whether the server closed the connection as it should be."""
        return error.code in _NORMAL and not error.unsent_messages

    def _open(self) -> Steps[None]:
        """Open the connection; what waits for it is sent."""
        asked: Steps[Any] = self._client._credentials(())
        credentials = yield from asked
        url = self._options.url(self._client, credentials.query)
        settings = self._options.settings(self._client, credentials.headers)
        self._socket = yield self._connect(url, settings)
        yield from self._send_waiting()

    def _receive(self) -> Steps[bytes]:
        from websockets.exceptions import ConnectionClosed

        while True:
            try:
                data = yield self._socket.recv()
            except ConnectionClosed as error:
                code, reason = closed(error)
                if not (yield from self._reopen(code)):
                    unsent = self._unsent.take()
                    raise WebSocketConnectionClosedError(
                        code, reason, unsent
                    ) from error
            else:
                return data.encode() if isinstance(data, str) else bytes(data)

    def _send(self, data: str | bytes) -> Steps[None]:
        from websockets.exceptions import ConnectionClosed

        try:
            yield self._socket.send(data)
        except ConnectionClosed as error:
            code, reason = closed(error)
            waits = self._options.on_reconnecting is not None
            if not waits or code not in _WORTH_RETRYING:
                unsent = [*self._unsent.take(), data]
                raise WebSocketConnectionClosedError(code, reason, unsent) from error
            if not self._unsent.add(data):
                raise WebSocketQueueFullError from error

    def _reopen(self, code: int) -> Steps[bool]:
        """Whether the connection could be opened again after it closed with `code`."""
        ask = self._options.on_reconnecting
        if ask is None or code not in _WORTH_RETRYING:
            return False
        from websockets.exceptions import WebSocketException

        most = self._options.max_retries
        for attempt in range(1, most + 1):
            options = self._options
            delay = options.delay(attempt)
            known = (options.extra_query, options.extra_headers)
            overrides = ask(ReconnectingEvent(attempt, most, delay, code, *known))
            if overrides is not None and overrides.abort:
                return False
            self._options = options.changed(overrides)
            yield self._client._sleep(delay)
            try:
                yield from self._open()
            except (OSError, WebSocketException):
                continue
            return True
        return False

    def _send_waiting(self) -> Steps[None]:
        """Send what could not be sent; what cannot be now either waits on."""
        from websockets.exceptions import ConnectionClosed

        waiting = self._unsent.take()
        for place, data in enumerate(waiting):
            try:
                yield self._socket.send(data)
            except ConnectionClosed:
                self._unsent.keep(waiting[place:])
                return


def text_of(event: Any) -> str:
    """An event as the message that is sent."""
    return jsontext.dump_bytes(encode(event)).decode()
