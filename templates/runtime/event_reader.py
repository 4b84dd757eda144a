"""What the events of a stream mean: from bytes to typed values, for both flavours.

An event without text (a keep-alive) is passed over.
"""

# pyright: reportPrivateUsage=false
from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterator
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from . import jsontext
from .errors import APIError, APIResponseValidationError, MalformedStreamError
from .sse import EventDecoder
from .value_kinds import is_object

if TYPE_CHECKING:
    import httpx2

T = TypeVar("T")

_DONE = "[DONE]"
_SHOWN = 200
"""How much of a response that is no stream is shown."""
_FIELD = re.compile(r"(?m)^(?:data|event|id|retry)?:|^(?:data|event|id|retry)$")
"""A line that says: this is a stream of events."""


class EventReader(Generic[T]):
    """From the bytes of a response to its typed events.

    `decode` makes an event of its JSON. `wrap_events` and `raise_errors` are those of
    `StreamEndpoint`; events with a name in `skipped` are passed over.
    """

    def __init__(
        self,
        response: httpx2.Response,
        decode: Callable[[Any], T],
        *,
        wrap_events: str | None = None,
        raise_errors: bool = True,
        skipped: Container[str] = (),
    ) -> None:
        self._response = response
        self._decode = decode
        self._wrap_events = wrap_events
        self._raise_errors = raise_errors
        self._skipped = skipped
        self._decoder = EventDecoder()
        self._beginning: bytes | None = b""  # None once there was an event
        self.done = False

    def read(self, chunk: bytes) -> Iterator[T]:
        """The events that `chunk` completes; `done` is true after the last one of the stream.

        Raises `APIError` for an error the API reports, `MalformedStreamError` for data that is
        not JSON, and in strict mode `APIResponseValidationError`.
        """
        decode, parse = self._decode, jsontext.parse
        wrapped, skipped = self._wrap_events, self._skipped
        events = self._decoder.feed(chunk)
        if self._beginning is not None:
            self._beginning = None if events else (self._beginning + chunk)[:_SHOWN]
        for data, name, _, _ in events:
            if name is not None and name in skipped:
                continue
            try:
                value = parse(data)
            except jsontext.JSONError as error:  # rare, so looked into here alone
                if data.startswith(_DONE):
                    self.done = True
                    return
                if not data or data.isspace():
                    continue
                raise MalformedStreamError(data, self._response.request) from error
            if name is not None and wrapped is not None and name.startswith(wrapped):
                if name == "error" and self._raise_errors:
                    raise self._error(value)
                value = {"event": name, "data": value}
            elif self._raise_errors and (
                name == "error" or (value.__class__ is dict and value.get("error"))
            ):
                raise self._error(value)
            yield decode(value)

    def rest(self) -> Iterator[T]:
        """What the end of the response completes: nothing, as events end with a blank line.

        Raises `APIResponseValidationError` where the response was no event stream at all.
        """
        beginning = (self._beginning or b"").decode(errors="replace").lstrip("\ufeff")
        kind = self._response.headers.get("content-type") or "of no type"
        is_stream = kind.startswith("text/event-stream") or _FIELD.search(beginning)
        if beginning.strip() and not is_stream:
            raise APIResponseValidationError(
                self._response,
                beginning,
                message=f"Expected a stream of events, the response is {kind}:"
                f" {beginning!r}",
            )
        return iter(())

    def _error(self, value: Any) -> APIError:
        body: Any = (value.get("error") or value) if is_object(value) else value
        message = body.get("message") if is_object(body) else body
        if not isinstance(message, str) or not message:
            message = "An error occurred during streaming"
        return APIError(message, self._response.request, body=body)


class LineReader(EventReader[T]):
    """From the bytes of a response to the typed values of its lines."""

    def __init__(self, response: httpx2.Response, decode: Callable[[Any], T]) -> None:
        super().__init__(response, decode)
        self._left: list[bytes] = []

    def read(self, chunk: bytes) -> Iterator[T]:
        """The values of the lines that `chunk` completes.

        Raises `MalformedStreamError` for a line that is not JSON, and in strict mode
        `APIResponseValidationError`.
        """
        end = chunk.rfind(b"\n") + 1
        whole = b"".join((*self._left, chunk[:end])) if end else b""
        self._left = [chunk[end:]] if end else [*self._left, chunk]
        for line in whole.split(b"\n"):
            yield from self._values(line)

    def rest(self) -> Iterator[T]:
        """The value of a last line that has no end."""
        line, self._left = b"".join(self._left), []
        return self._values(line)

    def _values(self, line: bytes) -> Iterator[T]:
        if not line or line.isspace():
            return
        try:
            value = jsontext.parse_bytes(line)
        except jsontext.JSONError as error:
            text = line.decode("utf-8", "replace")
            raise MalformedStreamError(text, self._response.request) from error
        yield self._decode(value)
