"""WebSocket connections: typed events both ways, over the `websockets` library.

    with client.realtime.connect(model="...") as connection:
        connection.session.update(session={"type": "realtime"})
        for event in connection:
            ...

Events are sent as models, as mappings, or by name: `connection.response.create(...)` sends an
event of the type `response.create`. Iterating ends when the server closes the connection
normally. With `on_reconnecting` a connection that broke is opened again, with growing pauses.
"""

# pyright: reportPrivateUsage=false

from __future__ import annotations

import random
from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeAlias, TypeVar, cast
from urllib.parse import urlencode

from .._runtime import jsontext
from .._runtime.encode import encode
from .._runtime.errors import BaseError
from .._runtime.omit import Omit
from .._runtime.references import Reference
from .._runtime.union import ByTag
from .steps import run, run_async

if TYPE_CHECKING:
    from types import TracebackType
    from typing import Self

ServerT = TypeVar("ServerT")
ClientT = TypeVar("ClientT")

_NORMAL = (1000, 1001)
_WORTH_RETRYING = (1001, 1005, 1006, 1011, 1012, 1013, 1014)
_NO_CODE = 1006
_MAX_UNSENT = 1_048_576


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
    """Where a connection goes, and what its events are."""

    client: Any
    path: str
    server: Any
    """The wire spec of the server's events."""
    sent: Any
    """That of the client's."""


class Options(NamedTuple):
    """How a connection is opened, and opened again."""

    query: Mapping[str, object]
    extra_query: Mapping[str, object]
    extra_headers: Mapping[str, str]
    websocket_connection_options: Mapping[str, Any]
    on_reconnecting: OnReconnecting | None
    max_retries: int
    initial_delay: float
    max_delay: float

    def delay(self, attempt: int) -> float:
        """Seconds before that attempt."""
        delay: float = min(self.initial_delay * 2.0 ** (attempt - 1), self.max_delay)
        return delay * (1 - 0.25 * random.random())  # noqa: S311: jitter, no secret

    def url(self, target: Target) -> str:
        """The URL, with its query."""
        base = str(target.client.base_url).rstrip("/")
        scheme, _, rest = base.partition("://")
        socket = {"https": "wss", "http": "ws"}.get(scheme, scheme)
        query = {**target.client.default_query, **self.query, **self.extra_query}
        given = {
            k: v for k, v in query.items() if not isinstance(v, Omit) and v is not None
        }
        return _with_query(f"{socket}://{rest}{target.path}", given)

    def headers(self, target: Target, credentials: Mapping[str, str]) -> dict[str, str]:
        """The headers of the handshake."""
        headers = {**target.client.default_headers, **credentials, **self.extra_headers}
        return {k: v for k, v in headers.items() if isinstance(v, str)}


class Handlers:
    """Functions to be called for events, by type; `event` stands for all."""

    def __init__(self) -> None:
        self._handlers: dict[str, list[tuple[Callable[..., Any], bool]]] = {}

    def add(
        self, kind: str, handler: Callable[..., Any], *, once: bool = False
    ) -> None:
        """Call `handler` for events of that type."""
        self._handlers.setdefault(kind, []).append((handler, once))

    def remove(self, kind: str, handler: Callable[..., Any]) -> None:
        """Call it no more."""
        kept = [h for h in self._handlers.get(kind, ()) if h[0] is not handler]
        self._handlers[kind] = kept

    def take(self, event: Any) -> list[Callable[..., Any]]:
        """The functions to call for `event`; those to be called once are taken out."""
        found: list[Callable[..., Any]] = []
        for kind in (getattr(event, "type", None), "event"):
            for handler, once in list(self._handlers.get(str(kind), ())):
                found.append(handler)
                if once:
                    self.remove(str(kind), handler)
        return found


class Namespace:
    """The first words of the type of an event, as in `connection.session.update(...)`."""

    def __init__(
        self, send: Callable[[Any], Any], known: frozenset[str], name: str
    ) -> None:
        self._send = send
        self._known = known
        self._name = name

    def __getattr__(self, name: str) -> Namespace:
        return _namespace(self._send, self._known, f"{self._name}.{name}")

    def __call__(self, **fields: object) -> Any:
        """Send an event of this type with these fields."""
        if self._name not in self._known:
            raise AttributeError(f"there is no event `{self._name}`")
        return self._send({**fields, "type": self._name})


def _namespace(
    send: Callable[[Any], Any], known: frozenset[str], name: str
) -> Namespace:
    if name not in known and not any(kind.startswith(f"{name}.") for kind in known):
        raise AttributeError(f"there is no event `{name}`")
    return Namespace(send, known, name)


def _types_of(spec: Any) -> frozenset[str]:
    while isinstance(spec, Reference):
        spec = spec.target()
    members: Mapping[Any, Any] = spec.members if isinstance(spec, ByTag) else {}
    return frozenset(str(kind) for kind in members)


def _text_of(event: Any) -> str:
    return jsontext.dump_bytes(encode(event)).decode()


def _decode(target: Target, data: str | bytes) -> Any:
    text = data.encode() if isinstance(data, str) else data
    return target.server.decode(jsontext.parse_bytes(text))


def _closed(error: Any) -> tuple[int, str]:
    """The code and reason that a `ConnectionClosed` of the library tells."""
    frame = getattr(error, "rcvd", None) or getattr(error, "sent", None)
    return (frame.code, frame.reason) if frame is not None else (_NO_CODE, "")


def _with_query(url: str, query: Mapping[str, object]) -> str:
    if not query:
        return url
    return f"{url}{'&' if '?' in url else '?'}{urlencode(query)}"


def _missing() -> BaseError:
    return BaseError(
        "WebSocket connections need the `websockets` package: pip install websockets"
    )


def _changed(options: Options, overrides: ReconnectingOverrides | None) -> Options:
    if overrides is None:
        return options
    return options._replace(
        extra_query=overrides.extra_query or options.extra_query,
        extra_headers=overrides.extra_headers or options.extra_headers,
    )


class _Unsent:
    """Messages that wait for the connection to be opened again."""

    def __init__(self) -> None:
        self.messages: list[str | bytes] = []
        self._size = 0

    def add(self, data: str | bytes) -> bool:
        """Keep `data`; False when there is no room."""
        if self._size + len(data) > _MAX_UNSENT:
            return False
        self._size += len(data)
        self.messages.append(data)
        return True

    def keep(self, messages: list[str | bytes]) -> None:
        """Take back what could not be sent after all."""
        self.messages = messages
        self._size = sum(map(len, messages))

    def take(self) -> list[str | bytes]:
        """All of them; none is left."""
        messages, self.messages, self._size = self.messages, [], 0
        return messages


class Connection(Generic[ServerT, ClientT]):
    """An open connection."""

    def __init__(self, target: Target, options: Options, socket: Any) -> None:
        self._target = target
        self._options = options
        self._socket = socket
        self._known = _types_of(target.sent)
        self._unsent = _Unsent()
        self._handlers = Handlers()

    def __getattr__(self, name: str) -> Namespace:
        if name.startswith("_"):
            raise AttributeError(name)
        return _namespace(self._send_event, self._known, name)

    def __iter__(self) -> Iterator[ServerT]:
        while True:
            try:
                yield self.recv()
            except WebSocketConnectionClosedError as error:
                if error.code in _NORMAL and not error.unsent_messages:
                    return
                raise

    def recv(self) -> ServerT:
        """The next event; raises `WebSocketConnectionClosedError` when there is none."""
        event: ServerT = self.parse_event(self.recv_bytes())
        return event

    def recv_bytes(self) -> bytes:
        """The next message, undecoded."""
        from websockets.exceptions import ConnectionClosed

        while True:
            try:
                data = self._socket.recv()
            except ConnectionClosed as error:
                code, reason = _closed(error)
                if not self._reopened(code):
                    unsent = self._unsent.take()
                    raise WebSocketConnectionClosedError(
                        code, reason, unsent
                    ) from error
            else:
                return data.encode() if isinstance(data, str) else bytes(data)

    def parse_event(self, data: str | bytes) -> ServerT:
        """The event that a message says."""
        event: ServerT = _decode(self._target, data)
        return event

    def send(self, event: ClientT | Mapping[str, object]) -> None:
        """Send an event."""
        self._send_event(event)

    def _send_event(self, event: Any) -> None:
        self.send_raw(_text_of(event))

    def send_raw(self, data: str | bytes) -> None:
        """Send a message as it is."""
        from websockets.exceptions import ConnectionClosed

        try:
            self._socket.send(data)
        except ConnectionClosed as error:
            code, reason = _closed(error)
            may_wait = self._options.on_reconnecting is not None and code not in (1000,)
            if not (may_wait and self._unsent.add(data)):
                unsent = [*self._unsent.take(), data]
                raise WebSocketConnectionClosedError(code, reason, unsent) from error

    def _reopened(self, code: int) -> bool:
        """Whether the connection could be opened again after it closed with `code`."""
        ask = self._options.on_reconnecting
        if ask is None or code not in _WORTH_RETRYING:
            return False
        from websockets.exceptions import WebSocketException

        for attempt in range(1, self._options.max_retries + 1):
            options = self._options
            delay = options.delay(attempt)
            overrides = ask(
                ReconnectingEvent(
                    attempt,
                    options.max_retries,
                    delay,
                    code,
                    options.extra_query,
                    options.extra_headers,
                )
            )
            if overrides is not None and overrides.abort:
                return False
            self._options = _changed(options, overrides)
            self._target.client._sleep(delay)
            try:
                self._socket = _open(self._target, self._options)
            except (OSError, WebSocketException):
                continue
            self._send_waiting()
            return True
        return False

    def _send_waiting(self) -> None:
        """Send what could not be sent; what cannot be now either waits on."""
        from websockets.exceptions import ConnectionClosed

        waiting = self._unsent.take()
        for place, data in enumerate(waiting):
            try:
                self._socket.send(data)
            except ConnectionClosed:
                self._unsent.keep(waiting[place:])
                return

    def close(self, *, code: int = 1000, reason: str = "") -> None:
        """Close the connection."""
        self._socket.close(code=code, reason=reason)

    def on(self, event_type: str, handler: Callable[..., Any] | None = None) -> Any:
        """Have `handler` called for events of a type (`event`: all); also a decorator."""
        return self._handle(event_type, handler, once=False)

    def once(self, event_type: str, handler: Callable[..., Any] | None = None) -> Any:
        """The same, for the next event only."""
        return self._handle(event_type, handler, once=True)

    def off(self, event_type: str, handler: Callable[..., Any]) -> Self:
        """Have it called no more."""
        self._handlers.remove(event_type, handler)
        return self

    def _handle(
        self, kind: str, handler: Callable[..., Any] | None, *, once: bool
    ) -> Any:
        if handler is not None:
            self._handlers.add(kind, handler, once=once)
            return self

        def mark(function: Callable[..., Any]) -> Callable[..., Any]:
            self._handlers.add(kind, function, once=once)
            return function

        return mark

    def dispatch_events(self) -> None:
        """Call the handlers until the connection closes."""
        for event in self:
            for handler in self._handlers.take(event):
                handler(event)


class ConnectionManager(Generic[ServerT, ClientT]):
    """Opens a connection when a `with` block begins; closes it when it ends."""

    def __init__(self, target: Target, options: Options) -> None:
        self._target = target
        self._options = options
        self._connection: Connection[ServerT, ClientT] | None = None

    def enter(self) -> Connection[ServerT, ClientT]:
        """Open the connection; it is for the caller to close."""
        socket = _open(self._target, self._options)
        connection: Connection[ServerT, ClientT] = Connection(
            self._target, self._options, socket
        )
        self._connection = connection
        return connection

    def __enter__(self) -> Connection[ServerT, ClientT]:
        return self.enter()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if self._connection is not None:
            self._connection.close()


def _open(target: Target, options: Options) -> Any:
    try:
        from websockets.sync.client import connect
    except ImportError:
        raise _missing() from None
    credentials = run(target.client._credentials(()))
    url = options.url(target)
    url = _with_query(url, credentials.query)
    settings: dict[str, Any] = {
        "additional_headers": options.headers(target, credentials.headers),
        "max_size": None,
        "user_agent_header": None,
        **options.websocket_connection_options,
    }
    # Entered, not called: later versions of the library open the connection only then.
    opening = cast("Any", connect)(url, **settings)
    return opening.__enter__()


class AsyncConnection(Generic[ServerT, ClientT]):
    """An open connection."""

    def __init__(self, target: Target, options: Options, socket: Any) -> None:
        self._target = target
        self._options = options
        self._socket = socket
        self._known = _types_of(target.sent)
        self._unsent = _Unsent()
        self._handlers = Handlers()

    def __getattr__(self, name: str) -> Namespace:
        if name.startswith("_"):
            raise AttributeError(name)
        return _namespace(self._send_event, self._known, name)

    async def __aiter__(self) -> AsyncIterator[ServerT]:
        while True:
            try:
                yield await self.recv()
            except WebSocketConnectionClosedError as error:
                if error.code in _NORMAL and not error.unsent_messages:
                    return
                raise

    async def recv(self) -> ServerT:
        """The next event; raises `WebSocketConnectionClosedError` when there is none."""
        event: ServerT = self.parse_event(await self.recv_bytes())
        return event

    async def recv_bytes(self) -> bytes:
        """The next message, undecoded."""
        from websockets.exceptions import ConnectionClosed

        while True:
            try:
                data = await self._socket.recv()
            except ConnectionClosed as error:
                code, reason = _closed(error)
                if not await self._reopened(code):
                    unsent = self._unsent.take()
                    raise WebSocketConnectionClosedError(
                        code, reason, unsent
                    ) from error
            else:
                return data.encode() if isinstance(data, str) else bytes(data)

    def parse_event(self, data: str | bytes) -> ServerT:
        """The event that a message says."""
        event: ServerT = _decode(self._target, data)
        return event

    async def send(self, event: ClientT | Mapping[str, object]) -> None:
        """Send an event."""
        await self._send_event(event)

    async def _send_event(self, event: Any) -> None:
        await self.send_raw(_text_of(event))

    async def send_raw(self, data: str | bytes) -> None:
        """Send a message as it is."""
        from websockets.exceptions import ConnectionClosed

        try:
            await self._socket.send(data)
        except ConnectionClosed as error:
            code, reason = _closed(error)
            may_wait = self._options.on_reconnecting is not None and code not in (1000,)
            if not (may_wait and self._unsent.add(data)):
                unsent = [*self._unsent.take(), data]
                raise WebSocketConnectionClosedError(code, reason, unsent) from error

    async def _reopened(self, code: int) -> bool:
        """Whether the connection could be opened again after it closed with `code`."""
        ask = self._options.on_reconnecting
        if ask is None or code not in _WORTH_RETRYING:
            return False
        from websockets.exceptions import WebSocketException

        for attempt in range(1, self._options.max_retries + 1):
            options = self._options
            delay = options.delay(attempt)
            overrides = ask(
                ReconnectingEvent(
                    attempt,
                    options.max_retries,
                    delay,
                    code,
                    options.extra_query,
                    options.extra_headers,
                )
            )
            if overrides is not None and overrides.abort:
                return False
            self._options = _changed(options, overrides)
            await self._target.client._sleep(delay)
            try:
                self._socket = await _open_async(self._target, self._options)
            except (OSError, WebSocketException):
                continue
            await self._send_waiting()
            return True
        return False

    async def _send_waiting(self) -> None:
        """Send what could not be sent; what cannot be now either waits on."""
        from websockets.exceptions import ConnectionClosed

        waiting = self._unsent.take()
        for place, data in enumerate(waiting):
            try:
                await self._socket.send(data)
            except ConnectionClosed:
                self._unsent.keep(waiting[place:])
                return

    async def close(self, *, code: int = 1000, reason: str = "") -> None:
        """Close the connection."""
        await self._socket.close(code=code, reason=reason)

    def on(self, event_type: str, handler: Callable[..., Any] | None = None) -> Any:
        """Have `handler` called for events of a type (`event`: all); also a decorator."""
        return self._handle(event_type, handler, once=False)

    def once(self, event_type: str, handler: Callable[..., Any] | None = None) -> Any:
        """The same, for the next event only."""
        return self._handle(event_type, handler, once=True)

    def off(self, event_type: str, handler: Callable[..., Any]) -> Self:
        """Have it called no more."""
        self._handlers.remove(event_type, handler)
        return self

    def _handle(
        self, kind: str, handler: Callable[..., Any] | None, *, once: bool
    ) -> Any:
        if handler is not None:
            self._handlers.add(kind, handler, once=once)
            return self

        def mark(function: Callable[..., Any]) -> Callable[..., Any]:
            self._handlers.add(kind, function, once=once)
            return function

        return mark

    async def dispatch_events(self) -> None:
        """Call the handlers until the connection closes."""
        async for event in self:
            for handler in self._handlers.take(event):
                result = handler(event)
                if hasattr(result, "__await__"):
                    await result


class AsyncConnectionManager(Generic[ServerT, ClientT]):
    """Opens a connection when an `async with` block begins; closes it when it ends."""

    def __init__(self, target: Target, options: Options) -> None:
        self._target = target
        self._options = options
        self._connection: AsyncConnection[ServerT, ClientT] | None = None

    async def enter(self) -> AsyncConnection[ServerT, ClientT]:
        """Open the connection; it is for the caller to close."""
        socket = await _open_async(self._target, self._options)
        connection: AsyncConnection[ServerT, ClientT] = AsyncConnection(
            self._target, self._options, socket
        )
        self._connection = connection
        return connection

    async def __aenter__(self) -> AsyncConnection[ServerT, ClientT]:
        return await self.enter()

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if self._connection is not None:
            await self._connection.close()


async def _open_async(target: Target, options: Options) -> Any:
    try:
        from websockets.asyncio.client import connect
    except ImportError:
        raise _missing() from None
    credentials = await run_async(target.client._credentials(()))
    url = options.url(target)
    url = _with_query(url, credentials.query)
    settings: dict[str, Any] = {
        "additional_headers": options.headers(target, credentials.headers),
        "max_size": None,
        "user_agent_header": None,
        **options.websocket_connection_options,
    }
    socket: Any = await connect(url, **settings)
    return socket


def connect(
    resource: Any, path: str, server: Any, sent: Any, given: Mapping[str, Any]
) -> Any:
    """The manager of a connection to `path`; `given` are the arguments of `connect`."""
    from .._runtime.resource import AsyncAPIResource

    rest = dict(given)
    names = [name for name in Options._fields if name != "query"]
    own = {name: rest.pop(name) for name in names}
    for name in ("extra_query", "extra_headers", "websocket_connection_options"):
        own[name] = own[name] or {}
    target = Target(resource._client, path, server, sent)
    options = Options(query=rest, **own)
    if isinstance(resource, AsyncAPIResource):
        return AsyncConnectionManager[Any, Any](target, options)
    return ConnectionManager[Any, Any](target, options)
