"""Readers of streams: JSON lines, and events that are passed over."""

from __future__ import annotations

from typing import Any

import httpx2
import pytest
from acme._runtime.errors import MalformedStreamError
from acme._runtime.event_reader import EventReader, LineReader

LINES = '{"id": "a"}\n\n{"id": "ü"}\r\n[1]'.encode()
VALUES = [{"id": "a"}, {"id": "ü"}, [1]]


def response() -> httpx2.Response:
    return httpx2.Response(200, request=httpx2.Request("GET", "http://x"))


def lines() -> LineReader[Any]:
    return LineReader(response(), lambda value: value)


@pytest.mark.parametrize("size", range(1, len(LINES) + 1))
def test_lines_may_be_cut_anywhere(size: int) -> None:
    reader = lines()
    chunks = [LINES[at : at + size] for at in range(0, len(LINES), size)]

    assert [v for chunk in chunks for v in reader.read(chunk)] + [*reader.rest()] == VALUES


def test_a_line_that_is_no_json_is_an_error() -> None:
    with pytest.raises(MalformedStreamError) as caught:
        list(lines().read(b"{]\n"))

    assert caught.value.data == "{]"


def test_events_of_some_names_are_passed_over() -> None:
    reader: EventReader[Any] = EventReader(response(), lambda value: value, skipped=("ping",))
    content = b'event: ping\ndata: {"type": "ping"}\n\nevent: x\ndata: 1\n\ndata: 2\n\n'

    assert [*reader.read(content), *reader.rest()] == [1, 2]
