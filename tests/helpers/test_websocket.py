"""WebSocket connections against a server that speaks, hangs up, and comes back."""

from __future__ import annotations

import asyncio
import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from types import ModuleType
from typing import Any

import pytest

from helpers.halves import HALVES

pytestmark = pytest.mark.registry
websockets = pytest.importorskip("websockets.sync.server")

UPDATED = {"type": "session.updated", "event_id": "e1", "session": {"type": "realtime"}}
DELTA = {"type": "response.output_text.delta", "event_id": "e2", "delta": "hi",
         "response_id": "r", "item_id": "i", "output_index": 0, "content_index": 0}  # fmt: skip


class Script:
    """What each connection does, in turn; the last one again and again."""

    def __init__(self, *acts: Callable[[Any, dict[str, Any]], None]) -> None:
        self.acts = list(acts)
        self.requests: list[Any] = []
        self.got: list[dict[str, Any]] = []

    def __call__(self, socket: Any) -> None:
        self.requests.append(socket.request)
        act = self.acts.pop(0) if len(self.acts) > 1 else self.acts[0]
        for text in socket:
            self.got.append(json.loads(text))
            act(socket, self.got[-1])


@contextmanager
def serving(script: Callable[[Any], None]) -> Iterator[str]:
    with websockets.serve(script, "127.0.0.1", 0) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.socket.getsockname()[1]}/v1"
        server.shutdown()
        thread.join()


def talk(socket: Any, event: dict[str, Any]) -> None:
    if event["type"] == "session.update":
        socket.send(json.dumps(UPDATED))
    else:
        socket.send(json.dumps(DELTA))
        socket.close(1000, "bye")


def drop(socket: Any, event: dict[str, Any]) -> None:
    if event["type"] == "session.update":
        socket.send(json.dumps(UPDATED))
        socket.close(1011, "oops")


def converse(api: ModuleType, half: str, url: str, **more: Any) -> list[Any]:
    """Update the session, ask for a response, and take all events."""
    if half == "sync":
        seen: list[Any] = []
        with (
            api.OpenAI(api_key="key", base_url=url) as client,
            client.realtime.connect(model="m", **more) as connection,
        ):
            connection.session.update(session={"type": "realtime"})
            for event in connection:
                seen.append(event)
                if event.type == "session.updated":
                    connection.response.create()
        return seen

    async def run() -> list[Any]:
        seen: list[Any] = []
        async with (
            api.AsyncOpenAI(api_key="key", base_url=url) as client,
            client.realtime.connect(model="m", **more) as connection,
        ):
            await connection.session.update(session={"type": "realtime"})
            async for event in connection:
                seen.append(event)
                if event.type == "session.updated":
                    await connection.response.create()
        return seen

    return asyncio.run(run())


@HALVES
def test_typed_events_both_ways(newest: ModuleType, half: str) -> None:
    script = Script(talk)
    with serving(script) as url:
        seen = converse(newest, half, url)
    assert [e.to_dict() for e in seen] == [UPDATED, DELTA]
    assert [type(e).__name__ for e in seen] == ["SessionUpdatedEvent", "ResponseTextDeltaEvent"]
    assert script.got == [
        {"session": {"type": "realtime"}, "type": "session.update"},
        {"type": "response.create"},
    ]
    assert script.requests[0].path == "/v1/realtime?model=m"
    assert script.requests[0].headers["Authorization"] == "Bearer key"


@HALVES
def test_a_connection_that_breaks(newest: ModuleType, half: str) -> None:
    with serving(Script(drop)) as url, pytest.raises(newest.OpenAIError) as caught:
        converse(newest, half, url)
    assert isinstance(caught.value, newest.WebSocketConnectionClosedError)
    assert (caught.value.code, caught.value.reason) == (1011, "oops")


@HALVES
def test_a_connection_that_is_opened_again(newest: ModuleType, half: str) -> None:
    told: list[Any] = []

    def ask(event: Any) -> None:
        told.append((event.attempt, event.close_code))

    script = Script(drop)

    def serve(socket: Any) -> None:
        if not script.requests:
            script(socket)
            return
        socket.send(json.dumps(DELTA))
        # What was sent while the first connection broke comes now, or was lost with it.
        with suppress(TimeoutError):
            script.got.append(json.loads(socket.recv(timeout=0.3)))
        socket.close(1000)

    with serving(serve) as url:
        seen = converse(newest, half, url, on_reconnecting=ask, initial_delay=0.01)
    assert [e.type for e in seen] == ["session.updated", "response.output_text.delta"]
    assert told == [(1, 1011)]


def test_handlers(newest: ModuleType) -> None:
    seen: list[str] = []
    with (
        serving(Script(talk)) as url,
        newest.OpenAI(api_key="key", base_url=url) as client,
        client.realtime.connect(model="m") as connection,
    ):

        @connection.on("event")
        def every(event: Any) -> None:
            seen.append(event.type)

        connection.once("session.updated", lambda _: connection.response.create())
        connection.send({"type": "session.update", "session": {"type": "realtime"}})
        connection.dispatch_events()
        connection.off("event", every)
    assert seen == ["session.updated", "response.output_text.delta"]


def test_only_events_there_are(newest: ModuleType) -> None:
    with (
        serving(Script(talk)) as url,
        newest.OpenAI(api_key="key", base_url=url) as client,
        client.realtime.connect(model="m") as connection,
    ):
        with pytest.raises(AttributeError, match="no event `sesion`"):
            connection.sesion.update()
        with pytest.raises(AttributeError, match="no event `session`"):
            connection.session()
