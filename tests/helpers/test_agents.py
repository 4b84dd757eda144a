"""A turn of an agent session: followed, answered, collected; files and artifacts."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from client_runtime.loopback import Server, answer, events
from helpers.flavours import FLAVOURS, call, client, follow, split
from helpers.scripts import AGENT_EVENTS, AGENT_ITEMS, sse
from helpers.scripts.agents import (
    ANSWER,
    FINAL_TEXT,
    SESSION_ID,
    TURN_ID,
    numbered,
    session,
    turn,
)

pytestmark = pytest.mark.registry
IDLE = answer(session("idle"))
ACCEPTED = answer(b"", status=202, content_type=None)
JSON = dict[str, Any]


@dataclasses.dataclass
class Trip:
    city: str
    days: int


def stream_of(script: list[JSON], *, seed: int = 0) -> bytes:
    chunks = sse(script)[:-1]
    return events(*(split(chunks, seed) if seed else chunks))


def begin(api: ModuleType, flavour: str, url: str, **more: Any) -> Any:
    sessions = client(api, flavour, url).beta.agents.sessions
    return sessions.stream(SESSION_ID, **{"input": "Weather?", **more})


def weather(arguments: JSON) -> JSON:
    return {"sunny": arguments["city"] == "Oslo"}


@FLAVOURS
def test_a_turn_is_followed_and_its_calls_are_answered(newest: ModuleType, flavour: str) -> None:
    seen: list[JSON] = []
    script = [*AGENT_EVENTS, *AGENT_EVENTS[1:4]]
    with Server(IDLE, stream_of(script, seed=3), ACCEPTED) as server:
        manager = begin(
            newest, flavour, server.url, tool_handlers={"get_weather": weather}, output_type=Trip
        )
        result = follow(
            flavour,
            manager,
            lambda _, event: seen.append(event.to_dict()),
            lambda stream: stream.get_final_result(),
        )
        retrieved, subscribed, sent, answered = server.requests
    assert seen == AGENT_EVENTS
    assert result.output_parsed == Trip("Oslo", 2)
    assert [m.to_dict() for m in result.messages] == [ANSWER]
    assert (result.session_id, result.turn_id, result.output_text) == (
        SESSION_ID,
        TURN_ID,
        FINAL_TEXT,
    )
    path = f"/v1/agents/sessions/{SESSION_ID}"
    assert (retrieved.method, retrieved.target) == ("GET", path)
    assert (subscribed.method, subscribed.target) == ("GET", f"{path}/events")
    content = [{"type": "input_text", "text": "Weather?"}]
    assert sent.json == {
        "events": [
            {
                "type": "agent.session.input.message",
                "input": [{"role": "user", "content": content}],
            }
        ]
    }
    assert answered.json == {
        "events": [
            {
                "type": "agent.session.input.tool_result",
                "turn_id": TURN_ID,
                "call_id": "call_fc_1",
                "success": True,
                "output": '{"sunny":true}',
            }
        ]
    }
    keys = [r.headers["idempotency-key"] for r in (sent, answered)]
    assert len(set(keys)) == 2
    assert all(r.headers["openai-beta"] == "agents=v1" for r in server.requests)


CREATION: JSON = {"environment": {"type": "none"}, "agent": {"model": "m"}, "input": "Weather?"}
FORMAT = {
    "type": "json_schema",
    "schema": {
        "type": "object",
        "properties": {"city": {"type": "string"}, "days": {"type": "integer"}},
        "required": ["city", "days"],
        "additionalProperties": False,
    },
}


def created(api: ModuleType, flavour: str, url: str, *, raw: bool, **more: Any) -> Any:
    """The stream of a new session, or of a raw response of it."""
    sessions = client(api, flavour, url).beta.agents.sessions

    def make() -> Any:
        if not raw:
            return sessions.create(**CREATION, stream=True, **more)
        return sessions.with_raw_response.create(**CREATION, stream=True, **more)

    return make


@FLAVOURS
@pytest.mark.parametrize("raw", [False, True])
def test_a_new_session_is_followed_and_its_calls_are_answered(
    newest: ModuleType, flavour: str, raw: bool
) -> None:
    options = {"tool_handlers": {"get_weather": weather}, "output_type": Trip}

    def read(make: Any) -> Any:
        made = make()
        stream = made.parse() if raw else made
        return [event.to_dict() for event in stream], stream.get_final_result()

    async def read_later(make: Any) -> Any:
        made = await make()
        stream = made.parse() if raw else made
        return [event.to_dict() async for event in stream], await stream.get_final_result()

    with Server(stream_of(AGENT_EVENTS, seed=2), ACCEPTED) as server:
        make = created(newest, flavour, server.url, raw=raw, **options)
        seen, result = read(make) if flavour == "sync" else call(flavour, lambda: read_later(make))
        sent, answered = server.requests
    assert seen == AGENT_EVENTS
    assert result.output_parsed == Trip("Oslo", 2)
    agent = {"model": "m", "text": {"format": FORMAT}}
    assert sent.json == {**CREATION, "agent": agent, "stream": True}
    assert answered.target == f"/v1/agents/sessions/{SESSION_ID}/events"
    (given,) = answered.json["events"]
    assert (given["call_id"], given["output"]) == ("call_fc_1", '{"sunny":true}')


@FLAVOURS
def test_a_new_session_without_functions_has_its_result_or_says_why_not(
    newest: ModuleType, flavour: str
) -> None:
    with Server(stream_of(AGENT_EVENTS), stream_of(AGENT_EVENTS[:2])) as server:

        def result() -> Any:
            make = created(newest, flavour, server.url, raw=False)
            if flavour == "sync":
                return make().get_final_result()

            async def later() -> Any:
                return await (await make()).get_final_result()

            return later()

        assert call(flavour, result).output_text == FINAL_TEXT
        with pytest.raises(newest.AgentTurnResultError):
            call(flavour, result)
    assert len(server.requests) == 2


@FLAVOURS
def test_what_a_new_session_cannot_have(newest: ModuleType, flavour: str) -> None:
    sessions = client(newest, flavour, "http://127.0.0.1:9").beta.agents.sessions
    given = {**CREATION, "agent": {"text": {"format": {"type": "text"}}}}
    for options in ({**CREATION, "tool_handlers": {}}, {**given, "output_type": Trip}):
        with pytest.raises(ValueError, match=r"stream=True|not both"):
            call(flavour, lambda options=options: sessions.create(**options))


@FLAVOURS
def test_snapshots_grow_to_the_items_of_the_turn(newest: ModuleType, flavour: str) -> None:
    items: list[list[JSON]] = []
    texts: list[str] = []
    states: list[str | None] = []

    def each(stream: Any, _: Any) -> None:
        items.append([i.to_dict() for i in stream.current_items_snapshot])
        texts.append(
            "".join(m.content[0].text for m in stream.current_messages_snapshot if m.content)
        )
        states.append(stream.current_turn_snapshot and stream.current_turn_snapshot.status)
        assert stream.current_session_snapshot.id == SESSION_ID

    with Server(IDLE, stream_of(AGENT_EVENTS), ACCEPTED) as server:
        follow(flavour, begin(newest, flavour, server.url), each, lambda _: None)
    assert items[-1] == AGENT_ITEMS
    assert [len(i) for i in items] == sorted(len(i) for i in items)
    assert "Looking" + FINAL_TEXT[:9] in texts
    assert states[0] is None
    assert [s for n, s in enumerate(states[2:]) if s != states[n + 1]] == [
        "queued",
        "in_progress",
        "completed",
    ]


def test_deltas_alone_give_the_same_items(newest: ModuleType) -> None:
    """Without the events that tell a text or an item whole."""
    whole = (".text.done", "part.done", "item.done", "output_text.done")
    script = [e for e in AGENT_EVENTS if not e["type"].endswith(whole)]
    with (
        Server(IDLE, stream_of(script), ACCEPTED) as server,
        begin(newest, "sync", server.url) as s,
    ):
        s.until_done()
        reasoning, commentary, _, command, final = s.current_items_snapshot
    assert reasoning.summary[0].text == "Look up"
    assert commentary.content[0].text == "Looking"
    assert command.output == "Mon\nTue\n"
    assert final.content[0].text == FINAL_TEXT


@FLAVOURS
@pytest.mark.parametrize("length", range(len(AGENT_EVENTS)))
def test_a_stream_that_is_cut(newest: ModuleType, flavour: str, length: int) -> None:
    last: list[Any] = []

    def each(stream: Any, event: Any) -> None:
        last[:] = [event.to_dict(), stream.current_items_snapshot]

    body = events(*sse(AGENT_EVENTS[:length])[:-1], whole=False)

    def cut(connection: Any) -> None:
        connection.sendall(body)
        connection.close()

    with Server(IDLE, cut, ACCEPTED) as server:
        manager = begin(newest, flavour, server.url, tool_handlers={"get_weather": weather})
        with pytest.raises(newest.APIConnectionError):
            follow(flavour, manager, each, lambda _: None)
    if length:
        assert last[0] == AGENT_EVENTS[length - 1]
    with Server(IDLE, stream_of(AGENT_EVENTS[:length]), ACCEPTED) as server:
        manager = begin(newest, flavour, server.url, tool_handlers={"get_weather": weather})
        with pytest.raises(newest.AgentTurnResultError) as caught:
            call(flavour, manager.get_final_result)
    assert caught.value.reason == "observation"
    assert isinstance(caught.value.__cause__, newest.OpenAIError)


async def weather_later(arguments: JSON) -> str:
    return "sunny"


def image(_: JSON) -> list[JSON]:
    return [{"type": "input_image", "image_url": "https://example.com/a.png"}]


def broken(_: JSON) -> Any:
    raise LookupError("a secret")


OUTPUTS: dict[str, tuple[Any, JSON]] = {
    "text": (lambda _: "sunny", {"success": True, "output": "sunny"}),
    "content": (image, {"success": True, "output": image({})}),
    "nothing": (lambda _: None, {"success": True, "output": None}),
    "data": (lambda _: [1, 2], {"success": True, "output": "[1,2]"}),
    "an error": (broken, {"success": False, "error": "Tool handler failed."}),
    "no JSON": (lambda _: object(), {"success": False, "error": "Tool handler failed."}),
}


@FLAVOURS
@pytest.mark.parametrize("name", OUTPUTS)
def test_what_a_function_may_give(newest: ModuleType, flavour: str, name: str) -> None:
    handler, sent = OUTPUTS[name]
    told: list[Any] = []
    with Server(IDLE, stream_of(AGENT_EVENTS), ACCEPTED) as server:
        manager = begin(
            newest,
            flavour,
            server.url,
            tool_handlers={"get_weather": handler},
            on_tool_error=told.append,
        )
        call(flavour, manager.until_done)
        (event,) = server.requests[3].json["events"]
    assert {k: event[k] for k in sent} == sent
    assert "secret" not in str(server.requests[3].body)
    assert len(told) == (not sent["success"])
    if told:
        assert isinstance(told[0], newest.AgentToolError)
        assert (told[0].tool_name, told[0].call_id) == ("get_weather", "call_fc_1")
        assert told[0].stage == ("execution" if name == "an error" else "output")


@FLAVOURS
def test_coroutine_functions_are_for_the_async_half(newest: ModuleType, flavour: str) -> None:
    with Server(IDLE, stream_of(AGENT_EVENTS), ACCEPTED) as server:
        manager = begin(newest, flavour, server.url, tool_handlers={"get_weather": weather_later})
        call(flavour, manager.until_done)
        assert server.requests[3].json["events"][0]["success"] is (flavour == "async")


@FLAVOURS
def test_a_result_that_came_too_early_is_sent_again(newest: ModuleType, flavour: str) -> None:
    told = {"code": "invalid_request_error", "message": "Unknown pending tool call: call_fc_1"}
    early = answer({"error": told}, status=400)
    with Server(IDLE, stream_of(AGENT_EVENTS), ACCEPTED, early, early, ACCEPTED) as server:
        manager = begin(newest, flavour, server.url, tool_handlers={"get_weather": weather})
        call(flavour, manager.until_done)
        again = server.requests[3:]
    assert len({r.headers["idempotency-key"] for r in again}) == 1
    assert len(again) == 3
    other = answer({"error": {**told, "message": "No."}}, status=400)
    with Server(IDLE, stream_of(AGENT_EVENTS), ACCEPTED, other) as server:
        manager = begin(newest, flavour, server.url, tool_handlers={"get_weather": weather})
        with pytest.raises(newest.BadRequestError):
            call(flavour, manager.until_done)


def _ended(status: str, kind: str) -> list[JSON]:
    end = {"type": f"agent.session.turn.{kind}", "turn_id": TURN_ID, "turn": turn(status)}
    return numbered([*AGENT_EVENTS[:9], end, AGENT_EVENTS[-1]])


WAITING = [{"type": "function_call", "name": "get_weather", "call_id": "call_fc_1",
            "turn_id": TURN_ID, "arguments": {}}]  # fmt: skip
ASKING = {"type": "agent.session.requires_action",
          "session": session("requires_action", required_actions=WAITING)}  # fmt: skip
UNFINISHED = {
    "failed": _ended("failed", "failed"),
    "cancelled": _ended("cancelled", "cancelled"),
    "requires_action": numbered([*AGENT_EVENTS[:15], ASKING]),
}


@FLAVOURS
@pytest.mark.parametrize("reason", UNFINISHED)
def test_a_turn_without_a_result(newest: ModuleType, flavour: str, reason: str) -> None:
    with Server(IDLE, stream_of(UNFINISHED[reason]), ACCEPTED) as server:
        manager = begin(newest, flavour, server.url)
        with pytest.raises(newest.AgentTurnResultError) as caught:
            call(flavour, manager.get_final_result)
    error = caught.value
    assert (error.reason, error.turn_id, error.session_id) == (reason, TURN_ID, SESSION_ID)
    assert len(error.required_actions) == (reason == "requires_action")


@FLAVOURS
def test_output_of_another_type(newest: ModuleType, flavour: str) -> None:
    with Server(IDLE, stream_of(AGENT_EVENTS), ACCEPTED) as server:
        manager = begin(
            newest, flavour, server.url, output_type=dataclasses.make_dataclass("No", ["x"])
        )
        with pytest.raises(newest.AgentOutputParseError) as caught:
            call(flavour, manager.get_final_result)
    assert caught.value.raw_result.output_text == FINAL_TEXT
    assert caught.value.raw_result.parse(Trip).output_parsed == Trip("Oslo", 2)


@FLAVOURS
def test_a_session_at_work_and_no_input_are_refused(newest: ModuleType, flavour: str) -> None:
    with Server(answer(session("in_progress"))) as server:
        manager = begin(newest, flavour, server.url)
        with pytest.raises(newest.OpenAIError, match="in_progress, not idle"):
            call(flavour, manager.until_done)
        assert len(server.requests) == 1
    with pytest.raises(ValueError, match="must not be empty"):
        call(flavour, lambda: begin(newest, flavour, "http://127.0.0.1:9", input=""))


HEADERS: list[tuple[JSON, str | None]] = [
    ({"idempotency_key": "mine"}, "mine"),
    ({"idempotency_key": "mine", "extra_headers": {"Idempotency-KEY": "yours"}}, "yours"),
]


@FLAVOURS
@pytest.mark.parametrize(("given", "sent"), HEADERS)
def test_the_key_of_the_input(newest: ModuleType, flavour: str, given: JSON, sent: str) -> None:
    with Server(IDLE, stream_of(AGENT_EVENTS), ACCEPTED) as server:
        call(flavour, begin(newest, flavour, server.url, **given).until_done)
        keys = [r.headers.get("idempotency-key") for r in server.requests]
    assert keys == [None, None, sent]


HOSTILE: dict[str, JSON] = {
    "a huge index": {"type": "agent.session.turn.output_text.delta", "item_id": "msg_1",
                     "output_index": 10**9, "content_index": 10**9, "delta": "x"},
    "a negative index": {"type": "agent.session.turn.output_text.delta", "item_id": "msg_1",
                         "output_index": -1, "content_index": -1, "delta": "x"},
    "a text for an index": {"type": "agent.session.turn.output_text.delta", "item_id": "msg_1",
                            "output_index": "0", "content_index": "0", "delta": "x"},
    "an unknown item": {"type": "agent.session.turn.output_text.delta", "item_id": "msg_9",
                        "output_index": 0, "content_index": 0, "delta": "x"},
    "an unknown event": {"type": "agent.session.dreamt", "session_id": SESSION_ID},
    "no type": {"session_id": SESSION_ID, "item": None, "turn": [], "session": "x"},
    "an item of nothing": {"type": "agent.session.turn.item.added", "item": None},
    "a call of nothing": {"type": "agent.session.turn.item.added",
                          "item": {"type": "function_call", "name": ["x"], "call_id": {}}},
    "another id": {"type": "agent.session.turn.completed", "turn_id": {"a": 1}, "turn": {"id": []}},
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_what_nobody_should_send(newest: ModuleType, name: str) -> None:
    script = [*AGENT_EVENTS]
    script[9:9] = [HOSTILE[name]]
    script[-3:-3] = [HOSTILE[name]]
    handlers = {"get_weather": weather}
    with Server(IDLE, stream_of(script), ACCEPTED) as server:
        stream = begin(newest, "sync", server.url, tool_handlers=handlers)
        seen = [len(stream.current_items_snapshot) for _ in stream]
        result = stream.get_final_result()
    assert seen == sorted(seen)
    assert [m.to_dict() for m in result.messages] == [ANSWER]


def file(id_: str) -> bytes:
    return answer({"id": id_, "object": "file", "bytes": 1, "created_at": 1, "filename": "a",
                   "purpose": "user_data", "status": "processed"})  # fmt: skip


@FLAVOURS
def test_files_are_prepared(newest: ModuleType, flavour: str, tmp_path: Path) -> None:
    local = tmp_path / "b.txt"
    local.write_text("B")
    with Server(file("file_1"), file("file_2")) as server:
        files = client(newest, flavour, server.url).beta.agents.environments.files
        made = call(
            flavour, lambda: files.prepare({"/workspace/a/x": b"A", "/workspace/b": str(local)})
        )
        bodies = [request.body for request in server.requests]
    assert b"\r\nA\r\n" in bodies[0]
    assert b"\r\nB\r\n" in bodies[1]
    assert made.uploaded_file_ids == ["file_1", "file_2"]
    assert made.files == [
        {"type": "file_id", "file_id": "file_1", "path": "/workspace/a/x"},
        {"type": "file_id", "file_id": "file_2", "path": "/workspace/b"},
    ]


@FLAVOURS
def test_a_file_is_put_into_an_environment(newest: ModuleType, flavour: str) -> None:
    placed = {"environment_id": "env_1", "object": "agent.environment.file",
              "path": "/workspace/a", "size_bytes": 1}  # fmt: skip
    with Server(file("file_1"), answer(placed)) as server:
        files = client(newest, flavour, server.url).beta.agents.environments.files
        made = call(flavour, lambda: files.upload("env_1", file=b"A", path="/workspace/a"))
        assert server.requests[1].target == "/v1/agents/environments/env_1/files"
        assert server.requests[1].json["file_id"] == "file_1"
    assert (made.uploaded_file_id, made.file.to_dict()) == ("file_1", placed)
    with Server(file("file_1"), answer({}, status=400)) as server:
        files = client(newest, flavour, server.url).beta.agents.environments.files
        with pytest.raises(newest.AgentFileStagingError) as caught:
            call(flavour, lambda: files.upload("env_1", file=b"A", path="/workspace/a"))
    assert caught.value.uploaded_file_id == "file_1"
    assert isinstance(caught.value.__cause__, newest.BadRequestError)


@FLAVOURS
def test_uploads_that_fail_leave_those_before(newest: ModuleType, flavour: str) -> None:
    with Server(file("file_1"), answer({}, status=400)) as server:
        files = client(newest, flavour, server.url).beta.agents.environments.files
        with pytest.raises(newest.AgentFilePreparationError) as caught:
            call(flavour, lambda: files.prepare({"/workspace/a": b"A", "/workspace/b": b"B"}))
    assert caught.value.prepared.uploaded_file_ids == ["file_1"]


REFUSED = ["a", "/workspace", "/workspace/", "/workspace/../a", "/workspace/a//b", "/workspace/.",
           "/workspace/.codex", "/workspace/.codex/x", "/workspace/.managed-agents-x/y",
           "/workspace/outputs", "/workspace/a\\b", "/workspace/a\0", "/tmp/x"]  # fmt: skip


@pytest.mark.parametrize("path", REFUSED)
def test_paths_that_no_file_may_have(newest: ModuleType, path: str) -> None:
    files = client(newest, "sync", "http://127.0.0.1:9").beta.agents.environments.files
    with pytest.raises(ValueError, match="no free path"):
        files.prepare({path: b""})


def test_files_below_files_and_one_key_for_several(newest: ModuleType) -> None:
    files = client(newest, "sync", "http://127.0.0.1:9").beta.agents.environments.files
    with pytest.raises(ValueError, match="below the path"):
        files.prepare({"/workspace/a/b/c": b"", "/workspace/a": b""})
    with pytest.raises(ValueError, match="One idempotency key"):
        files.prepare(
            {"/workspace/a": b"", "/workspace/b": b""}, extra_headers={"Idempotency-Key": "k"}
        )


@pytest.mark.parametrize(
    ("include", "message"),
    [
        (["link"], "symbolic link"),
        (["folder_link/*"], "symbolic link"),
        (["../*"], "leads out"),
        (["a/../../x"], "leads out"),
        (["/etc/*"], "leads out"),
        ([""], "leads out"),
        (["*.md"], "selects no file"),
        (["a"], "selects no file"),
        ([], "sequence of patterns"),
        ("*.txt", "sequence of patterns"),
    ],
)
def test_what_no_directory_gives(
    newest: ModuleType, tmp_path: Path, include: list[str], message: str
) -> None:
    root = tmp_path / "root"
    (root / "a").mkdir(parents=True)
    for path in (tmp_path / "secret", root / "x.txt", root / "a" / "y.txt"):
        path.write_text("x")
    (root / "link").symlink_to(tmp_path / "secret")
    (root / "folder_link").symlink_to(root / "a")
    files = client(newest, "sync", "http://127.0.0.1:9").beta.agents.environments.files
    with pytest.raises(ValueError, match=message):
        files.prepare_directory(root, destination="/workspace", include=include)
    for wrong in (root / "x.txt", root / "folder_link", tmp_path / "nowhere"):
        with pytest.raises(ValueError, match="no directory"):
            files.prepare_directory(wrong, destination="/workspace", include=["*.txt"])


def artifact(id_: str, path: str, turn_id: str = TURN_ID) -> JSON:
    return {"id": id_, "object": "agent.session.artifact", "created_at": 1,
            "environment_id": "env", "path": path, "session_id": SESSION_ID,
            "size_bytes": 3, "turn_id": turn_id}  # fmt: skip


def pages(*artifacts: JSON) -> list[bytes]:
    """One artifact a page."""
    last = len(artifacts) - 1
    return [
        answer({"object": "list", "data": [one], "has_more": number < last, "last_id": one["id"]})
        for number, one in enumerate(artifacts)
    ]


LISTED = [artifact("a1", "/workspace/x", "turn_0"), artifact("a2", "/workspace/x"),
          artifact("a3", "/workspace/y"), artifact("a4", "/workspace/y")]  # fmt: skip


@pytest.fixture
def result(newest: ModuleType) -> Any:
    from importlib import import_module

    made = import_module(f"{newest.__name__}.types.beta.agents.sessions").Turn.from_dict(
        turn("completed")
    )
    return newest.AgentTurnResult(made, [])


@FLAVOURS
def test_artifacts_of_a_result(
    newest: ModuleType, flavour: str, result: Any, tmp_path: Path
) -> None:
    def found(act: Callable[[Any], Any], *more: bytes) -> Any:
        with Server(*pages(*LISTED), *more) as server:
            artifacts = client(newest, flavour, server.url).beta.agents.sessions.artifacts
            value = call(flavour, lambda: act(artifacts.for_result(result)))
            return value, server.requests

    made, requests = found(lambda a: a.retrieve("/workspace/x"))
    assert made.to_dict() == LISTED[1]
    assert len(requests) == len(LISTED)
    content = answer(b"abc", content_type="application/octet-stream")
    made, requests = found(lambda a: a.content("/workspace/x"), content)
    assert made.content == b"abc"
    assert requests[-1].target == f"/v1/agents/sessions/{SESSION_ID}/artifacts/a2/content"
    made, _ = found(lambda a: a.download("/workspace/x", to=tmp_path / "out"), content)
    assert (made.id, (tmp_path / "out").read_bytes()) == ("a2", b"abc")
    for path, told in (("/workspace/z", "No artifact"), ("/workspace/y", "Several artifacts")):
        with pytest.raises(newest.AgentArtifactError, match=told):
            found(lambda a, path=path: a.retrieve(path))
