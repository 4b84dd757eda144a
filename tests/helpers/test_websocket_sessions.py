"""Several responses over one connection: lanes, limits, connections that break."""

from __future__ import annotations

import asyncio
import json
import threading
from collections.abc import Callable
from importlib import import_module
from types import ModuleType
from typing import Any

import pytest

from helpers.flavours import FLAVOURS, call, client
from helpers.sockets import Script, serving

pytestmark = pytest.mark.registry
JSON = dict[str, Any]
SEEN: dict[int, list[JSON]] = {}
"""The requests that came over each connection."""
ITEM = {
    "type": "message",
    "id": "msg_1",
    "role": "assistant",
    "status": "completed",
    "content": [{"type": "output_text", "text": "Hi", "annotations": []}],
}


def events(stream_id: str | None, *, whole: bool = True) -> list[JSON]:
    named = {} if stream_id is None else {"stream_id": stream_id}
    output = {"output": [ITEM]} if whole else {}
    begun = {"id": f"resp_{stream_id}", "status": "in_progress", "output": []}
    done = {"id": f"resp_{stream_id}", "status": "completed", **output}
    return [
        {"type": "response.created", "response": begun, **named},
        {"type": "response.output_item.done", "output_index": 0, "item": ITEM, **named},
        {"type": "response.completed", "response": done, **named},
    ]


def say(socket: Any, rows: list[JSON]) -> None:
    for row in rows:
        socket.send(json.dumps(row))


def together(socket: Any, request: JSON) -> None:
    """Answer once two requests are there, with their events mixed."""
    waiting = SEEN.setdefault(id(socket), [])
    waiting.append(request)
    if len(waiting) == 2:
        pairs = zip(*(events(one.get("stream_id")) for one in waiting), strict=True)
        say(socket, [row for pair in pairs for row in pair])


def session(
    api: ModuleType, flavour: str, url: str, work: Callable[[Any], Any], **options: Any
) -> Any:
    """Do ``work`` with a session of one flavour; a coroutine of it is awaited on the async one."""
    lib = import_module(f"{api.__name__}.lib.responses_websocket")
    connecting = {key: options.pop(key) for key in [*options] if key != "limits"}
    made = client(api, flavour, url)

    def sync() -> Any:
        opening = made.responses.connect(**connecting)
        with opening as over, lib.ResponsesWebSocketSession(over, **options) as opened:
            return work(opened)

    async def later() -> Any:
        opening, kind = made.responses.connect(**connecting), lib.AsyncResponsesWebSocketSession
        async with opening as over, kind(over, **options) as opened:
            return await work(opened)

    return call(flavour, sync if flavour == "sync" else later)


def create(text: str = "Hi", **more: Any) -> JSON:
    return {"type": "response.create", "model": "m", "input": text, **more}


@FLAVOURS
def test_lanes_share_a_connection(newest: ModuleType, flavour: str) -> None:
    script = Script(together)

    def work(opened: Any) -> Any:
        lanes = [opened.lane("a"), opened.default]
        for lane in lanes:
            lane.send(create())
        return [lane.get_final_response(timeout=5) for lane in lanes]

    async def later(opened: Any) -> Any:
        lanes = [opened.lane("a"), opened.default]
        for lane in lanes:
            await lane.send(create())
        return await asyncio.gather(*(lane.get_final_response() for lane in lanes))

    with serving(script) as url:
        found = session(newest, flavour, url, work if flavour == "sync" else later)
    assert [one.id for one in found] == ["resp_a", "resp_None"]
    assert [one.output_text for one in found] == ["Hi", "Hi"]
    assert [row.get("stream_id") for row in script.got] == ["a", None]


@FLAVOURS
def test_a_response_without_its_output_has_the_items_that_came(
    newest: ModuleType, flavour: str
) -> None:
    script = Script(lambda socket, _: say(socket, events(None, whole=False)))

    def work(opened: Any) -> Any:
        opened.default.send(create())
        seen = [opened.default.recv().type for _ in range(3)]
        return seen, opened.default.get_final_response()

    async def later(opened: Any) -> Any:
        await opened.default.send(create())
        seen = [(await opened.default.recv()).type for _ in range(3)]
        return seen, await opened.default.get_final_response()

    with serving(script) as url:
        seen, final = session(newest, flavour, url, work if flavour == "sync" else later)
    assert seen == [row["type"] for row in events(None)]
    assert final.output_text == "Hi"


@FLAVOURS
@pytest.mark.parametrize("kind", ["refused", "twice", "other id", "bad id", "limit", "closed"])
def test_what_goes_wrong_is_said(newest: ModuleType, flavour: str, kind: str) -> None:
    lib = import_module(f"{newest.__name__}.lib.responses_websocket")
    error = {"type": "error", "status": 400, "error": {"message": "no", "code": "c", "type": "t"}}
    answers = {"refused": [error], "limit": events(None) * 2}
    script = Script(
        lambda socket, _: socket.close() if kind == "closed" else say(socket, answers.get(kind, []))
    )
    expected: dict[str, Any] = {
        "refused": (lib.ResponsesWebSocketError, "error"),
        "twice": (newest.OpenAIError, "under way"),
        "other id": (ValueError, "its lane"),
        "bad id": (ValueError, "letters"),
        "limit": (lib.ResponsesWebSocketBufferError, "faster"),
        "closed": (EOFError, "closed"),
    }
    requests = {"twice": [create(), create()], "other id": [create(stream_id="b")]}

    def work(opened: Any) -> Any:
        lane = opened.lane("ä") if kind == "bad id" else opened.default
        for request in requests.get(kind, [create()]):
            lane.send(request)
        if kind == "limit":
            opened._thread.join()
        return lane.get_final_response(timeout=5)

    async def later(opened: Any) -> Any:
        lane = opened.lane("ä") if kind == "bad id" else opened.default
        for request in requests.get(kind, [create()]):
            await lane.send(request)
        if kind == "limit":
            await asyncio.wait([opened._task])
        await lane.recv()
        while True:
            await lane.get_final_response()
            await lane.recv()

    kind_of, words = expected[kind]
    limits = lib.ResponsesWebSocketLimits(max_events_per_lane=2)
    options = {"limits": limits} if kind == "limit" else {}
    with serving(script) as url, pytest.raises(kind_of, match=words):
        session(newest, flavour, url, work if flavour == "sync" else later, **options)


@FLAVOURS
def test_a_response_that_was_under_way_is_lost_and_the_lane_goes_on(
    newest: ModuleType, flavour: str
) -> None:
    lib = import_module(f"{newest.__name__}.lib.responses_websocket")
    script = Script(
        lambda socket, _: socket.close(code=1012), lambda socket, _: say(socket, events(None))
    )

    def work(opened: Any) -> Any:
        opened.default.send(create("one"))
        with pytest.raises(lib.ResponseLostError):
            opened.default.get_final_response(timeout=5)
        again.wait(5)
        opened.default.send(create("two"))
        return opened.default.get_final_response(timeout=5)

    async def later(opened: Any) -> Any:
        await opened.default.send(create("one"))
        with pytest.raises(lib.ResponseLostError):
            await opened.default.get_final_response()
        while len(script.requests) < 2:
            await asyncio.sleep(0.01)
        await opened.default.send(create("two"))
        return await opened.default.get_final_response()

    again = threading.Event()
    with serving(script) as url:
        found = session(
            newest,
            flavour,
            url,
            work if flavour == "sync" else later,
            on_reconnecting=lambda event: again.set(),
            initial_delay=0.01,
        )
    assert found.output_text == "Hi"
    assert [row["input"] for row in script.got] == ["one", "two"]


def test_nothing_comes_in_time(newest: ModuleType) -> None:
    def work(opened: Any) -> None:
        lane = opened.lane("a")
        with pytest.raises(TimeoutError):
            lane.recv(timeout=0.05)
        lane.close()
        with pytest.raises(EOFError):
            lane.recv()
        opened.lane("a")
        with pytest.raises(ValueError, match="lane with this"):
            opened.lane("a")

    with serving(Script(lambda *_: None)) as url:
        session(newest, "sync", url, work)
    lib = import_module(f"{newest.__name__}.lib.responses_websocket")
    with pytest.raises(ValueError, match="max_lanes"):
        lib.ResponsesWebSocketLimits(max_lanes=0)
