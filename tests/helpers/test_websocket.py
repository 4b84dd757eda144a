"""WebSocket connections against a server that speaks, hangs up, and comes back."""

from __future__ import annotations

import asyncio
import json
from contextlib import suppress
from types import ModuleType
from typing import Any

import pytest

from helpers.flavours import FLAVOURS, call, client
from helpers.sockets import CONNECTIONS, Script, serving

pytestmark = pytest.mark.registry

UPDATED = {"type": "session.updated", "event_id": "e1", "session": {"type": "realtime"}}
DELTA = {"type": "response.output_text.delta", "event_id": "e2", "delta": "hi",
         "response_id": "r", "item_id": "i", "output_index": 0, "content_index": 0}  # fmt: skip


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


def converse(api: ModuleType, flavour: str, url: str, **more: Any) -> list[Any]:
    """Update the session, ask for a response, and take all events."""
    if flavour == "sync":
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


@FLAVOURS
@pytest.mark.parametrize("accessor", CONNECTIONS)
def test_every_connection(newest: ModuleType, flavour: str, accessor: str) -> None:
    opened = CONNECTIONS[accessor]

    def hear(socket: Any, _: Any) -> None:
        socket.send(json.dumps(opened.heard))
        socket.close(1000)

    script = Script(hear)
    with serving(script) as url:
        manager = opened.connect(client(newest, flavour, url))
        if flavour == "sync":
            with manager as connection:
                opened.say(connection)
                heard = list(connection)
        else:

            async def go() -> list[Any]:
                async with manager as connection:
                    await opened.say(connection)
                    return [event async for event in connection]

            heard = call(flavour, go)
    assert script.requests[0].path == opened.path
    assert script.requests[0].headers["Authorization"] == "Bearer key"
    assert script.got == [opened.said]
    assert [(type(e).__name__, e.to_dict()) for e in heard] == [(opened.kind, opened.heard)]


@FLAVOURS
def test_typed_events_both_ways(newest: ModuleType, flavour: str) -> None:
    script = Script(talk)
    with serving(script) as url:
        seen = converse(newest, flavour, url)
    assert [e.to_dict() for e in seen] == [UPDATED, DELTA]
    assert [type(e).__name__ for e in seen] == ["SessionUpdatedEvent", "ResponseTextDeltaEvent"]
    assert script.got == [
        {"session": {"type": "realtime"}, "type": "session.update"},
        {"type": "response.create"},
    ]
    assert script.requests[0].path == "/v1/realtime?model=m"
    assert script.requests[0].headers["Authorization"] == "Bearer key"


@FLAVOURS
def test_a_connection_that_breaks(newest: ModuleType, flavour: str) -> None:
    with serving(Script(drop)) as url, pytest.raises(newest.OpenAIError) as caught:
        converse(newest, flavour, url)
    assert isinstance(caught.value, newest.WebSocketConnectionClosedError)
    assert (caught.value.code, caught.value.reason) == (1011, "oops")


@FLAVOURS
def test_a_connection_that_is_opened_again(newest: ModuleType, flavour: str) -> None:
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
        seen = converse(newest, flavour, url, on_reconnecting=ask, initial_delay=0.01)
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


def test_fields_are_those_of_the_event(newest: ModuleType) -> None:
    with (
        serving(Script(talk)) as url,
        newest.OpenAI(api_key="key", base_url=url) as client,
        client.realtime.connect(model="m") as connection,
    ):
        with pytest.raises(TypeError, match="missing required argument: 'session'"):
            connection.session.update()
        with pytest.raises(TypeError, match="unexpected argument 'sesion'"):
            connection.session.update(sesion={})
        connection.session.update(session={"type": "realtime"}, event_id=newest.omit)
        assert connection.recv().to_dict() == UPDATED


@pytest.mark.parametrize("id_", ["", "..", "a/../b", "a\nb"])
def test_ids_that_lead_elsewhere_are_refused(newest: ModuleType, id_: str) -> None:
    forks = client(newest, "sync", "http://127.0.0.1:9").live.forks
    with pytest.raises(ValueError, match="session_id"):
        forks.connect(session_id=id_)


@FLAVOURS
def test_handlers_and_messages_before_the_connection(newest: ModuleType, flavour: str) -> None:
    seen: list[str] = []
    script = Script(talk)
    with serving(script) as url:
        manager = client(newest, flavour, url).realtime.connect(model="m")
        manager.on("event", lambda event: seen.append(event.type))
        manager.send({"type": "session.update", "session": {"type": "realtime"}})
        manager.send({"type": "response.create"})
        if flavour == "sync":
            with manager as connection:
                connection.dispatch_events()
        else:

            async def go() -> None:
                async with manager as connection:
                    await connection.dispatch_events()

            call(flavour, go)
    assert [event["type"] for event in script.got] == ["session.update", "response.create"]
    assert seen == ["session.updated", "response.output_text.delta"]


def test_so_many_messages_may_wait(newest: ModuleType) -> None:
    realtime = client(newest, "sync", "http://127.0.0.1:9").realtime
    manager = realtime.connect(model="m", max_queue_size=20)
    manager.send({"type": "response.create", "alone": "of any size"})
    with pytest.raises(newest.WebSocketQueueFullError):
        manager.send({"type": "response.create"})


CODES = {1001: True, 1011: True, 1012: True, 1013: True, 1008: False, 1007: False, 4000: False}


def once(script: Script, code: int) -> Any:
    """A server that closes the first connection with ``code`` and the next as it should be."""

    def serve(socket: Any) -> None:
        script.requests.append(socket.request)
        socket.recv()
        socket.close(code if len(script.requests) == 1 else 1000, "so")

    return serve


def hear_all(api: ModuleType, flavour: str, url: str, **more: Any) -> None:
    """Say something on each connection, and listen until it is closed."""

    def ask(event: Any) -> Any:
        manager.send({"type": "response.create"})
        return more["on_reconnecting"](event)

    options = {"initial_delay": 0.01, **more, "on_reconnecting": ask}
    manager = client(api, flavour, url).realtime.connect(model="m", **options)
    manager.send({"type": "response.create"})
    if flavour == "sync":
        with manager as connection:
            connection.dispatch_events()
    else:

        async def go() -> None:
            async with manager as connection:
                await connection.dispatch_events()

        call(flavour, go)


@FLAVOURS
@pytest.mark.parametrize(("code", "again"), CODES.items())
def test_which_codes_are_worth_another_try(
    newest: ModuleType, flavour: str, code: int, again: bool
) -> None:
    tries: list[int] = []

    def ask(event: Any) -> None:
        tries.append(event.close_code)

    script = Script()
    with serving(once(script, code)) as url:
        if again:
            hear_all(newest, flavour, url, on_reconnecting=ask)
        else:
            with pytest.raises(newest.WebSocketConnectionClosedError) as caught:
                hear_all(newest, flavour, url, on_reconnecting=ask)
            assert (caught.value.code, caught.value.reason) == (code, "so")
    assert tries == ([code] if again else [])


@FLAVOURS
def test_a_try_may_change_where_it_goes_or_be_the_last(newest: ModuleType, flavour: str) -> None:
    script = Script()

    def change(event: Any) -> Any:
        return newest.ReconnectingOverrides(extra_query={"again": str(event.attempt)})

    with serving(once(script, 1011)) as url:
        hear_all(newest, flavour, url, on_reconnecting=change)
    assert [r.path for r in script.requests] == [
        "/v1/realtime?model=m",
        "/v1/realtime?model=m&again=1",
    ]

    def abort(_: Any) -> Any:
        return newest.ReconnectingOverrides(abort=True)

    with (
        serving(once(Script(), 1011)) as url,
        pytest.raises(newest.WebSocketConnectionClosedError),
    ):
        hear_all(newest, flavour, url, on_reconnecting=abort)
