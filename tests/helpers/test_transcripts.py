"""Transcripts of live sessions in segments, beside the official Python client's."""

from __future__ import annotations

import asyncio
import time
from importlib import import_module
from types import ModuleType, SimpleNamespace
from typing import Any

import openai.lib.live as official
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

pytestmark = pytest.mark.registry
JSON = dict[str, Any]

WORDS = st.sampled_from(
    ["mm hmm", "Yeah.", "hello", " there", "o", "k", "-", "right", "well no", "Uh-huh!", ""]
)
PIECES = st.lists(
    st.tuples(
        st.sampled_from(["input", "output"]),
        WORDS,
        st.integers(-200, 2500),
        st.integers(0, 1400),
        st.integers(0, 3000),
    ),
    max_size=14,
)
OPTIONS = st.fixed_dictionaries(
    {},
    optional={
        "min_turn_separation_ms": st.sampled_from([0, 300]),
        "assistant_silence_ms": st.sampled_from([0, 800]),
        "backchannel_max_duration_ms": st.sampled_from([0, 3000]),
        "backchannel_isolation_ms": st.sampled_from([0, 700]),
        "additional_acknowledgments": st.just(["well-no"]),
    },
)


@pytest.fixture(scope="module")
def live(package: Any) -> ModuleType:
    return import_module(f"{package('7.57.0').__name__}.lib.live")


def delta(kind: str, text: str, start: int, end: int, number: int) -> JSON:
    name = f"session.{kind}_transcript.delta"
    return {"type": name, "event_id": f"e{number}", "delta": text, "start_ms": start, "end_ms": end}


def script(pieces: list[tuple[str, str, int, int, int]]) -> list[tuple[float, JSON]]:
    """Events, each with the time at which it comes; some begin before the one before does."""
    rows: list[tuple[float, JSON]] = []
    start = clock = 0
    for number, (kind, text, later, length, waits) in enumerate(pieces):
        start, clock = max(0, start + later), clock + waits
        rows.append((clock, delta(kind, text, start, start + length, number)))
    return rows


class Clock:
    """Drives a grouper of either package by a clock of its own; timers fire when they are due."""

    def __init__(self, grouper: Any, *, ours: bool) -> None:
        self.now, self.timer, self.grouper, self.ours = 0.0, None, grouper, ours
        self.seen: list[Any] = []
        grouper._now = lambda: self.now
        for name in ("segment.updated", "segment.closed"):
            grouper.on(name, lambda update: self.seen.append(shown(update)))
        if ours:
            grouper._schedule = lambda: None
        else:
            grouper._schedule = lambda: None
            grouper._state._now = lambda: self.now

    def until(self, end: float) -> None:
        while True:
            found = self.grouper._delay() if self.ours else self.grouper._state.delay()
            wait = found if found is None or not self.ours else round(found * 1000)
            if wait is None or self.now + wait > end:
                break
            self.now += wait
            if self.ours:
                self.grouper._tick()
                self.grouper._call()
            else:
                self.grouper._updates.extend(self.grouper._state.tick())
                self.grouper._dispatch()
        self.now = end

    def run(self, rows: list[tuple[float, JSON]]) -> list[Any]:
        for at, event in rows:
            self.until(at)
            self.grouper.push(event if self.ours else SimpleNamespace(**event))
        self.grouper.close()
        return self.seen


def shown(update: Any) -> Any:
    segment = getattr(update, "segment", update)
    number = segment.id.rpartition("_")[2]
    before = segment.previous_id and segment.previous_id.rpartition("_")[2]
    row = (number, before, segment.speaker, segment.text, segment.start_ms, segment.end_ms)
    return row if segment is update else (*row, update.reason)


@settings(max_examples=400, deadline=None)
@given(PIECES, OPTIONS)
def test_segments_are_those_of_the_official_client(
    live: ModuleType, pieces: Any, options: JSON
) -> None:
    rows = script(pieces)
    expected = Clock(official.TranscriptGrouper(**options), ours=False).run(rows)
    assert Clock(live.TranscriptGrouper(**options), ours=True).run(rows) == expected


def conversation() -> list[JSON]:
    return [
        delta("input", "How are ", 0, 400, 0),
        delta("output", "mm hmm", 300, 500, 1),
        delta("input", "you?", 500, 900, 2),
        delta("input", "you?", 500, 900, 2),
        {"type": "session.updated", "event_id": "x"},
        delta("output", "Fine.", 2000, 2400, 3),
        {"type": "session.closed", "event_id": "y"},
    ]


def test_both_halves_group_and_their_handlers_come_and_go(live: ModuleType) -> None:
    seen: list[Any] = []
    once: list[Any] = []
    grouper = live.TranscriptGrouper()
    grouper.on("segment.closed", seen.append).once("segment.updated", once.append)

    @grouper.on("segment.updated")
    def gone(segment: Any) -> None:
        raise AssertionError(segment)

    grouper.off("segment.updated", gone)
    for event in conversation():
        grouper.push(event)
    assert [(one.segment.text, one.reason) for one in seen] == [
        ("How are you?", "speaker_change"),
        ("Fine.", "session_closed"),
    ]
    assert [one.text for one in once] == ["How are "]
    with pytest.raises(Exception, match="after closing"):
        grouper.push(conversation()[0])

    async def later() -> list[Any]:
        found: list[Any] = []

        async def note(event: Any) -> None:
            await asyncio.sleep(0)
            found.append(event.segment.text)

        async with live.AsyncTranscriptGrouper() as other:
            other.on("segment.closed", note)
            for event in conversation():
                await other.push(event)
        return found

    assert asyncio.run(later()) == ["How are you?", "Fine."]


def test_time_alone_ends_what_the_assistant_said(live: ModuleType) -> None:
    seen: list[Any] = []
    with live.TranscriptGrouper(assistant_silence_ms=20) as grouper:
        grouper.on("segment.closed", seen.append)
        grouper.push(delta("output", "Hi", 0, 10, 0))
        end = time.monotonic() + 5
        while not seen and time.monotonic() < end:
            time.sleep(0.01)
    assert [one.reason for one in seen] == ["inactivity"]

    async def later() -> list[Any]:
        found: list[Any] = []
        async with live.AsyncTranscriptGrouper(assistant_silence_ms=20) as other:
            other.on("segment.closed", found.append)
            await other.push(delta("output", "Hi", 0, 10, 0))
            for _ in range(200):
                await asyncio.sleep(0.01)
                if found:
                    break
        return [one.reason for one in found]

    assert asyncio.run(later()) == ["inactivity"]


@pytest.mark.parametrize(
    "wrong", [{"start_ms": True}, {"end_ms": -1}, {"delta": None}, {"event_id": ""}]
)
def test_what_is_no_transcript_is_refused(live: ModuleType, wrong: JSON) -> None:
    with pytest.raises(Exception, match="transcript delta"):
        live.TranscriptGrouper().push({**delta("input", "x", 1, 2, 0), **wrong})
    with pytest.raises(Exception, match="assistant_silence_ms"):
        live.TranscriptGrouper(assistant_silence_ms=-1)
