"""An event-stream decoder on bytes.

Follows "Server-sent events", WHATWG HTML Living Standard, section 9.2.6: lines end at CR, LF
or CRLF, one leading byte order mark is dropped, text is UTF-8 with U+FFFD for what is not,
`data` lines join with a line feed, a block without `data` makes no event, and a block the
stream ends in is discarded.

One decision goes beyond the standard: an event tells the `id` of its own block (None without
one), and the id that persists between events is `EventDecoder.last_event_id`.

Time and memory are linear in the bytes that arrived, however they were split: a byte is
searched for the end of its block once, and copied a constant number of times.
"""

from __future__ import annotations

from typing import NamedTuple

_MAX_RETRY_DIGITS = 18


class ServerSentEvent(NamedTuple):
    """One event; `event` is None where the stream left its name to the default, "message"."""

    data: str
    event: str | None = None
    id: str | None = None
    retry: int | None = None


def _is_name(head: str) -> bool:
    """Whether `head` is one line, and names an event."""
    return head.startswith("event: ") and head.find("\n") == len(head) - 1


class EventDecoder:
    """Turns the bytes of one event stream, fed in any pieces, into its events."""

    __slots__ = ("_after_cr", "_pending", "_started", "last_event_id", "retry")

    def __init__(self) -> None:
        self._pending = bytearray()
        self._after_cr = False
        self._started = False
        self.last_event_id = ""
        self.retry: int | None = None

    def feed(self, chunk: bytes) -> list[ServerSentEvent]:
        """The events that `chunk` completes, in order."""
        if self._after_cr or b"\r" in chunk:
            chunk = self._with_line_feeds(chunk)
        text = self._whole_blocks(chunk)
        if not text:
            return []
        if not self._started:
            self._started = True
            text = text.removeprefix("\ufeff")
        blocks = text.split("\n\n")
        del blocks[-1]  # what follows the last blank line: nothing, or a blank line
        events: list[ServerSentEvent] = []
        for block in blocks:
            # Nearly all are one line of data, some after one with a name.
            head, there, data = block.partition("data: ")
            if there and "\n" not in data and (not head or _is_name(head)):
                name = head[7:-1] or None
                events.append(ServerSentEvent(data, name))
            elif (event := self._event(block)) is not None:
                events.append(event)
        return events

    def _whole_blocks(self, chunk: bytes) -> str:
        """The text up to the last blank line there is; the rest waits for the next chunk."""
        pending = self._pending
        if not pending and chunk.endswith(b"\n\n"):
            return chunk.decode("utf-8", "replace")
        searched = max(len(pending) - 1, 0)
        pending += chunk
        end = pending.rfind(b"\n\n", searched)
        if end < 0:
            return ""
        text = pending[: end + 2].decode("utf-8", "replace")
        del pending[: end + 2]
        return text

    def _with_line_feeds(self, chunk: bytes) -> bytes:
        """`chunk` with every line ending as LF; a CRLF may be split between two chunks."""
        if not chunk:
            return chunk
        if self._after_cr and chunk.startswith(b"\n"):
            chunk = chunk[1:]
            self._after_cr = False
            if not chunk:
                return chunk
        self._after_cr = chunk.endswith(b"\r")
        return chunk.replace(b"\r\n", b"\n").replace(b"\r", b"\n")

    def _event(self, block: str) -> ServerSentEvent | None:
        """The event of a block of any form, None where it has no data."""
        data: list[str] = []
        event = own_id = retry = None
        for line in block.split("\n"):
            name, _, value = line.partition(":")
            if value.startswith(" "):
                value = value[1:]
            if name == "data":
                data.append(value)
            elif name == "event":
                event = value or None
            elif name == "id" and "\0" not in value:
                self.last_event_id = own_id = value
            elif name == "retry":
                retry = self._reconnection_time(value)
        return ServerSentEvent("\n".join(data), event, own_id, retry) if data else None

    def _reconnection_time(self, value: str) -> int | None:
        """The milliseconds of a `retry` field; anything but ASCII digits is ignored."""
        if value.isascii() and value.isdigit() and len(value) <= _MAX_RETRY_DIGITS:
            self.retry = int(value)
            return self.retry
        return None
