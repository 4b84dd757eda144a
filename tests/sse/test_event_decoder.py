"""The event-stream decoder: vectors, laws, and cost."""

from __future__ import annotations

import base64
import json
import random
import time
import tracemalloc
from pathlib import Path
from typing import Any

import pytest
from acme._runtime.sse import EventDecoder, ServerSentEvent
from hypothesis import given
from hypothesis import strategies as st

VECTORS = Path(__file__).resolve().parents[3] / "shared" / "sse_vectors.json"

# Their source makes an event of a block without data. The standard does not; nor do we.
WITHOUT_DATA = {
    "test_event_missing_data",
    "test_multiple_events",
    "test_iter_sse_id_retry",
}


def decode(*chunks: bytes) -> list[ServerSentEvent]:
    decoder = EventDecoder()
    return [event for chunk in chunks for event in decoder.feed(chunk)]


def by_the_standard(content: bytes) -> list[tuple[str, str | None]]:
    """Events as (data, name), by the letter of the standard and one line at a time."""
    text = content.decode("utf-8", "replace").removeprefix("\ufeff")
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")[:-1]
    events: list[tuple[str, str | None]] = []
    data, name = "", ""
    for line in lines:
        if not line:
            if data:
                events.append((data[:-1], name or None))
            data, name = "", ""
            continue
        field, _, value = line.partition(":")
        value = value.removeprefix(" ")
        if field == "data":
            data += value + "\n"
        elif field == "event":
            name = value
    return events


def simple(events: list[ServerSentEvent]) -> list[tuple[str, str | None]]:
    return [(event.data, event.event) for event in events]


CASES: list[tuple[str, bytes, list[tuple[str, str | None]]]] = [
    ("LF", b"data: a\n\ndata: b\n\n", [("a", None), ("b", None)]),
    ("CR", b"data: a\r\rdata: b\r\r", [("a", None), ("b", None)]),
    ("CRLF", b"data: a\r\n\r\ndata: b\r\n\r\n", [("a", None), ("b", None)]),
    ("mixed", b"data: a\r\n\rdata: b\n\r\ndata: c\r\r\n", [("a", None), ("b", None), ("c", None)]),
    ("multi-line", b"data: a\ndata:b\ndata\ndata:  c\n\n", [("a\nb\n\n c", None)]),
    ("name", b"event: e\ndata: a\n\ndata: b\n\n", [("a", "e"), ("b", None)]),
    ("last name wins", b"event: e\nevent: f\ndata: a\n\n", [("a", "f")]),
    ("empty name", b"event: e\nevent:\ndata: a\n\n", [("a", None)]),
    ("name after data", b"data: a\nevent: e\n\n", [("a", "e")]),
    ("comments", b": x\n\n:\ndata: a\n:y\n\n: z\n\n", [("a", None)]),
    ("no data", b"event: e\n\nid: 1\n\nretry: 5\n\n\n\n", []),
    ("empty data", b"data\n\ndata:\n\ndata: \n\n", [("", None)] * 3),
    ("unknown fields", b"Data: x\n data: y\nfoo\ndata: a\n\n", [("a", None)]),
    ("unfinished", b"data: a\n\ndata: b\n", [("a", None)]),
    ("byte order mark", b"\xef\xbb\xbfdata: a\n\n", [("a", None)]),
    ("only the first mark", b"\xef\xbb\xbfdata: a\n\n\xef\xbb\xbfdata: b\n\n", [("a", None)]),
    ("two marks", b"\xef\xbb\xbf\xef\xbb\xbfdata: a\n\ndata: b\n\n", [("b", None)]),
    (
        "not UTF-8",
        b"data: \xff\xc3\n\ndata: \xe2\x82\n\n",
        [("\ufffd\ufffd", None), ("\ufffd", None)],
    ),
    (
        "other separators",
        "data: a\u2028b\u0085c\x0bd\n\n".encode(),
        [("a\u2028b\u0085c\x0bd", None)],
    ),
    ("null character", b"data: a\0\n\n", [("a\0", None)]),
    ("tab is kept", b"data:\ta\n\n", [("\ta", None)]),
    ("colons", b"data: a: b\ndata::c\n\n", [("a: b\n:c", None)]),
]


@pytest.mark.parametrize(("content", "expected"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_table(content: bytes, expected: list[tuple[str, str | None]]) -> None:
    assert by_the_standard(content) == expected
    assert simple(decode(content)) == expected
    for cut in range(len(content) + 1):
        assert simple(decode(content[:cut], content[cut:])) == expected
    assert simple(decode(*(content[i : i + 1] for i in range(len(content))))) == expected


def vectors() -> list[Any]:
    if not VECTORS.exists():
        reason = "no shared vectors beside this checkout; the table covers their ground"
        return [pytest.param(None, marks=pytest.mark.skip(reason=reason))]
    return [pytest.param(v, id=v["name"]) for v in json.loads(VECTORS.read_text("utf-8"))]


@pytest.mark.parametrize("vector", vectors())
def test_vectors_whole_and_split_at_every_byte(vector: dict[str, Any]) -> None:
    chunks = [base64.b64decode(chunk) for chunk in vector["chunks_b64"]]
    content = b"".join(chunks)
    expected = [] if vector["name"] in WITHOUT_DATA else vector["expected"]
    for event, wanted in zip(events := decode(*chunks), expected, strict=True):
        assert event.event == wanted["event"]
        if "json" in wanted:
            assert json.loads(event.data) == wanted["json"]
        if "data" in wanted:
            assert event.data == wanted["data"]
        if "id" in wanted:
            assert (event.id or None) == (wanted["id"] or None)
        if "retry" in wanted:
            assert event.retry == wanted["retry"]
    assert decode(content) == events
    assert decode(*(content[i : i + 1] for i in range(len(content)))) == events
    step = max(1, len(content) // 3000)
    for cut in range(0, len(content), step):
        assert decode(content[:cut], content[cut:]) == events


def test_ids_and_retry() -> None:
    decoder = EventDecoder()
    content = (
        b"id: 1\ndata: a\n\ndata: b\n\nid: x\0\nid: 2\nretry: 7\n\ndata: c\nretry: 1x\nretry: \n\n"
    )
    assert [event.id for event in decoder.feed(content)] == ["1", None, None]
    assert (decoder.last_event_id, decoder.retry) == ("2", 7)
    assert decoder.feed("retry: ٣\nid\ndata: d\n\n".encode())[0].id == ""
    assert (decoder.last_event_id, decoder.retry) == ("", 7)
    decoder.feed(b"retry: " + b"9" * 5000 + b"\ndata: e\n\n")
    assert decoder.retry == 7


PIECES = st.sampled_from(
    [
        *(b"data", b"event", b"id", b":", b": ", b"\n", b"\r", b"\r\n", b"\n\n", b"\r\n\r\n"),
        *(b"a", b"\xef\xbb\xbf", b"\xe2\x82\xac", b"\xff", b"\0", b"data: x\n\n", b" "),
    ]
)


@given(st.lists(PIECES, max_size=40).map(b"".join), st.randoms(use_true_random=False))
def test_any_stream_split_anywhere(content: bytes, source: random.Random) -> None:
    expected = by_the_standard(content)
    cuts = sorted(source.randrange(len(content) + 1) for _ in range(5))
    chunks = [content[a:b] for a, b in zip([0, *cuts], [*cuts, len(content)], strict=True)]
    assert simple(decode(*chunks)) == expected


def seconds_for(size: int, chunk: int) -> float:
    body = b"data: " + b"x" * size + b"\n\n"
    chunks = [body[i : i + chunk] for i in range(0, len(body), chunk)]
    best = 99.0
    for _ in range(3):
        began = time.process_time()
        assert len(decode(*chunks)[0].data) == size
        best = min(best, time.process_time() - began)
    return best


@pytest.mark.parametrize(("size", "chunk"), [(1 << 22, 1 << 12), (1 << 17, 1)])
def test_time_is_linear(size: int, chunk: int) -> None:
    assert seconds_for(size * 8, chunk) < 8 * 4 * max(seconds_for(size, chunk), 0.001)


def test_memory_is_in_proportion() -> None:
    size = 32 << 20
    decoder = EventDecoder()
    tracemalloc.start()
    try:
        decoder.feed(b"data: ")
        for _ in range(size >> 16):
            decoder.feed(b"x" * (1 << 16))
        assert len(decoder.feed(b"\n\n")[0].data) == size
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 6 * size


@pytest.mark.parametrize("line", [b"data: x\n", b": x\n", b"event: y\n"])
def test_many_lines_are_linear(line: bytes) -> None:
    began = time.process_time()
    decode(line * 300_000, b"\n")
    assert time.process_time() - began < 5
