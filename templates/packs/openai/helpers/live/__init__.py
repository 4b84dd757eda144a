"""The transcript of a live session in segments, one for each turn of a speaker.

    grouper = TranscriptGrouper()
    grouper.on("segment.updated", lambda segment: show(segment.id, segment.text))
    with grouper, client.live.connect() as connection:
        for event in connection:
            grouper.push(event)

Segments are for display: replace the text of an id at each update. Where no event comes, a timer ends
what is due.
"""

from __future__ import annotations

import asyncio
import inspect
import itertools
import math
import threading
import time
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from typing import Any, Literal, NamedTuple, TypeAlias, overload

from ..._runtime.errors import BaseError
from ..raw import seen
from .turns import (
    Fragment,
    Speaker,
    TranscriptGrouperOptions,
    TranscriptSegment,
    TranscriptSegmentClosedEvent,
    TranscriptSegmentCloseReason,
    Turns,
    Update,
)

__all__ = [
    "AsyncTranscriptGrouper",
    "TranscriptGrouper",
    "TranscriptGrouperOptions",
    "TranscriptSegment",
    "TranscriptSegmentCloseReason",
    "TranscriptSegmentClosedEvent",
]

Handler: TypeAlias = Callable[[Any], "Awaitable[None] | None"]
_EventName: TypeAlias = Literal["segment.updated", "segment.closed"]
_SPEAKERS: dict[object, Speaker] = {
    "session.input_transcript.delta": "user",
    "session.output_transcript.delta": "assistant",
}
_SETTLING = 50
"""Milliseconds for which a first piece waits for one of the same time of the other speaker."""
_LONGEST = 2**31 - 1
_numbers = itertools.count()


class _Received(NamedTuple):
    said: Fragment
    at: float


class _Grouper:
    """What both flavours keep and do."""

    def __init__(
        self,
        *,
        min_turn_separation_ms: float | None = None,
        assistant_silence_ms: float | None = None,
        backchannel_max_duration_ms: float | None = None,
        backchannel_isolation_ms: float | None = None,
        additional_acknowledgments: Sequence[str] | None = None,
    ) -> None:
        times = {
            "min_turn_separation_ms": min_turn_separation_ms,
            "assistant_silence_ms": assistant_silence_ms,
            "backchannel_max_duration_ms": backchannel_max_duration_ms,
            "backchannel_isolation_ms": backchannel_isolation_ms,
        }
        given = {name: value for name, value in times.items() if value is not None}
        for name, value in given.items():
            if isinstance(value, bool) or not 0 <= value <= _LONGEST:
                raise BaseError(f"`{name}` must be a number from 0 to {_LONGEST}")
        phrases = tuple(additional_acknowledgments or ())
        options = TranscriptGrouperOptions(**given, additional_acknowledgments=phrases)
        self._turns = Turns(options, f"segment_{next(_numbers)}")
        self._handlers: dict[str, list[tuple[Handler, bool]]] = {}
        self._updates: deque[Update] = deque()
        self._known: set[str] = set()
        self._pending: list[_Received] = []
        self._anchor: tuple[float, float] | None = None
        self._last_start: int | None = None
        self._closed = False
        self._timer: Any = None

    @overload
    def on(self, event_type: _EventName, handler: Handler) -> Any: ...
    @overload
    def on(self, event_type: _EventName) -> Callable[[Handler], Handler]: ...
    def on(self, event_type: _EventName, handler: Handler | None = None) -> Any:
        """Call a handler for each such event; without one, a decorator."""
        return self._add(event_type, handler, False)

    @overload
    def once(self, event_type: _EventName, handler: Handler) -> Any: ...
    @overload
    def once(self, event_type: _EventName) -> Callable[[Handler], Handler]: ...
    def once(self, event_type: _EventName, handler: Handler | None = None) -> Any:
        """Call a handler for the next such event; without one, a decorator."""
        return self._add(event_type, handler, True)

    def off(self, event_type: _EventName, handler: Handler) -> Any:
        """Call a handler no more."""
        rows = self._handlers.get(event_type, [])
        found = next((row for row in rows if row[0] == handler), None)
        if found is not None:
            rows.remove(found)
        return self

    def _add(self, event_type: str, handler: Handler | None, is_once: bool) -> Any:
        def add(function: Handler) -> Handler:
            self._handlers.setdefault(event_type, []).append((function, is_once))
            return function

        if handler is None:
            return add
        add(handler)
        return self

    def _called(self, update: Update) -> list[Handler]:
        """The handlers of an update; those for one event are gone then."""
        is_segment = isinstance(update, TranscriptSegment)
        event_type = "segment.updated" if is_segment else "segment.closed"
        rows = self._handlers.get(event_type, [])
        self._handlers[event_type] = [row for row in rows if not row[1]]
        return [handler for handler, _ in rows]

    def _now(self) -> float:
        return time.monotonic() * 1000

    def _session_now(self) -> float:
        """The time of the session, by the last that came and the clock since."""
        if self._anchor is None:
            return 0
        at, received = self._anchor
        return at + max(0, self._now() - received)

    def _push(self, event: Any) -> bool:
        """Take an event; whether anything can come of it."""
        if self._closed:
            raise BaseError("Cannot push events after closing the transcript grouper")
        raw = seen(event)
        kind = raw.get("type")
        if kind == "session.closed":
            return self._finish("session_closed")
        speaker = _SPEAKERS.get(kind)
        if speaker is None:
            return False
        named = ("event_id", "delta", "start_ms", "end_ms")
        values: list[Any] = [raw.get(name) for name in named]
        id_, text, start, end = values
        if not (
            isinstance(id_, str) and id_ and isinstance(text, str) and _is_time(start) and _is_time(end)
        ) or int(end) < int(start):
            raise BaseError("A transcript delta needs an id, text, and a time from and to")
        if id_ in self._known:
            return False
        self._known.add(id_)
        if not text:
            return False
        self._take(_Received(Fragment(speaker, text, int(start), int(end)), self._now()))
        return True

    def _take(self, received: _Received) -> None:
        said = received.said
        before = self._pending[0].said if self._pending else None
        if before is not None and (before.start, before.end) == (said.start, said.end):
            self._pending.append(received)
            if len({one.said.speaker for one in self._pending}) > 1:
                self._flush()
            return
        self._flush()
        if self._turns.speaker == said.speaker:
            self._commit([received])
        else:
            self._pending.append(received)

    def _flush(self) -> None:
        pending, self._pending = self._pending, []
        self._commit(pending)

    def _commit(self, received: list[_Received]) -> None:
        if not received:
            return
        start = received[0].said.start
        if self._last_start is not None and start < self._last_start:
            self._updates.extend(self._turns.close(self._session_now(), "timestamp_reset"))
            self._anchor = None
        self._last_start = start
        ends = [one.said.end for one in received]
        self._anchor = (
            max(ends) if self._anchor is None else max(self._anchor[0], *ends),
            max(one.at for one in received),
        )
        self._updates.extend(self._turns.hear([one.said for one in received]))

    def _finish(self, reason: TranscriptSegmentCloseReason) -> bool:
        if self._closed:
            return False
        self._closed = True
        self._flush()
        self._updates.extend(self._turns.close(self._session_now(), reason))
        self._known.clear()
        return True

    def _tick(self) -> None:
        self._flush()
        self._updates.extend(self._turns.advance(self._session_now()))

    def _delay(self) -> float | None:
        """Seconds until time alone changes something."""
        due = self._turns.deadline()
        if self._closed or (due is None and not self._pending):
            return None
        if self._pending:
            wait = self._pending[0].at + _SETTLING - self._now()
        else:
            wait = (due or 0) - self._session_now()
        return min(_LONGEST, max(0, math.ceil(wait))) / 1000


class TranscriptGrouper(_Grouper):
    """Makes segments; handlers are called one after another, at times by a thread of the timer."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._lock = threading.RLock()
        self._is_calling = False

    def push(self, event: Any) -> None:
        """Take an event of the session; those that are no transcript change nothing."""
        with self._lock:
            if self._push(event):
                self._schedule()
        self._call()

    def close(self) -> None:
        """End the last segment; the connection stays open."""
        with self._lock:
            self._finish("manual")
            self._schedule()
        self._call()

    def __enter__(self) -> TranscriptGrouper:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _schedule(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        delay = self._delay()
        if delay is not None:
            timer = threading.Timer(delay, lambda: self._fire(timer))
            timer.daemon = True
            self._timer = timer
            timer.start()

    def _fire(self, timer: threading.Timer) -> None:
        with self._lock:
            if timer is not self._timer or self._closed:
                return
            self._tick()
            self._schedule()
        self._call()

    def _call(self) -> None:
        with self._lock:
            if self._is_calling:
                return
            self._is_calling = True
        try:
            while (update := self._following()) is not None:
                for handler in self._called(update):
                    handler(update)
        finally:
            self._is_calling = False

    def _following(self) -> Update | None:
        with self._lock:
            return self._updates.popleft() if self._updates else None


class AsyncTranscriptGrouper(_Grouper):
    """Makes segments; handlers are called one after another, and awaited where they have to be."""

    _task: asyncio.Task[None] | None = None

    async def push(self, event: Any) -> None:
        """Take an event of the session; those that are no transcript change nothing."""
        if self._push(event):
            self._schedule()
        await self._call()

    async def close(self) -> None:
        """End the last segment; the connection stays open."""
        self._finish("manual")
        self._schedule()
        await self._call()

    async def __aenter__(self) -> AsyncTranscriptGrouper:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    def _schedule(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        delay = self._delay()
        if delay is not None:
            self._timer = asyncio.get_running_loop().call_later(delay, self._fire)

    def _fire(self) -> None:
        self._timer = None
        if not self._closed:
            self._tick()
            self._schedule()
            self._begin()

    def _begin(self) -> asyncio.Task[None]:
        """The task that calls the handlers of what there is."""
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(self._call_all())
        return self._task

    async def _call(self) -> None:
        if self._updates and self._task is not asyncio.current_task():
            await asyncio.shield(self._begin())

    async def _call_all(self) -> None:
        while self._updates:
            update = self._updates.popleft()
            for handler in self._called(update):
                result = handler(update)
                if inspect.isawaitable(result):
                    await result


def _is_time(value: object) -> bool:
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return False
    return 0 <= value < 2**53 and int(value) == value
