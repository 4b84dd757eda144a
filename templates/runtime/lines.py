"""Streams of JSON lines: one value a line, each a line of its own, the last with or without end."""

# pyright: reportPrivateUsage=false

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, TypeVar

from . import jsontext
from .errors import MalformedStreamError
from .event_reader import EventReader

if TYPE_CHECKING:
    import httpx2

T = TypeVar("T")


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
