"""What a streamed event costs, counted in calls: a number that no other load on the machine moves.

`benchmarks/client.py` measures the CPU.
"""

from __future__ import annotations

import gc
import json
import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

import httpx2
import pytest
from acme import Acme

FORMS = [("data: {}\n\n", 6), ("event: widget\ndata: {}\n\n", 7)]
"""How an event is written, and how many calls it may take."""


def calls_of(action: Callable[[], Any]) -> int:
    """How many Python functions an action calls, generators resumed among them."""
    count = 0

    def profile(_: FrameType, event: str, _argument: object) -> None:
        nonlocal count
        count += event == "call"

    gc.disable()  # others' callbacks of the collector are calls too
    sys.setprofile(profile)
    try:
        action()
    finally:
        sys.setprofile(None)
        gc.enable()
    return count


def follow(form: str, count: int) -> int:
    """The calls that it takes to stream that many events and read a field of each."""
    event = form.replace("{}", json.dumps({"id": "w", "delta": "text"}))
    body = (event * count + "data: [DONE]\n\n").encode()
    transport = httpx2.MockTransport(lambda _: httpx2.Response(200, content=body))
    with Acme(api_key="k", http_client=httpx2.Client(transport=transport)) as client:

        def stream() -> None:
            for event in client.widgets.create(name="n", stream=True):
                assert event.delta == "text"

        stream()  # what is imported when it is first needed
        return calls_of(stream)


@pytest.mark.parametrize(("form", "most"), FORMS)
def test_calls_for_each_event(form: str, most: int) -> None:
    assert (follow(form, 300) - follow(form, 100)) / 200 <= most
