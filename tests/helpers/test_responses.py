"""Streams of responses, and responses that are parsed."""

from __future__ import annotations

import dataclasses
from types import ModuleType
from typing import Any

import pytest

from client_runtime.loopback import Server, answer, events
from helpers.flavours import FLAVOURS, call, client, follow, split
from helpers.scripts import ANSWER, FINAL_RESPONSE, RESPONSE_EVENTS, response, sse

pytestmark = pytest.mark.registry


@dataclasses.dataclass
class Trip:
    city: str
    days: int


@dataclasses.dataclass
class GetWeather:
    city: str


@FLAVOURS
def test_the_final_response_is_that_of_no_stream(newest: ModuleType, flavour: str) -> None:
    with Server(events(*split(sse(RESPONSE_EVENTS), seed=5))) as server:
        manager = client(newest, flavour, server.url).responses.stream(
            model="gpt-5", input="Weather?", text_format=Trip
        )
        final = follow(flavour, manager, lambda *_: None, lambda s: s.get_final_response())
        assert final.to_dict() == FINAL_RESPONSE
        assert final.output_parsed == Trip("Oslo", 2)
        sent = server.requests[0].json
    assert sent["stream"] is True
    assert sent["text"]["format"]["name"] == "Trip"
    assert sent["text"]["format"]["strict"] is True


@FLAVOURS
def test_snapshots_grow_to_the_final_one(newest: ModuleType, flavour: str) -> None:
    snapshots: list[dict[str, Any]] = []
    told: list[Any] = []

    def each(stream: Any, event: Any) -> None:
        snapshots.append(stream.current_response_snapshot.to_dict())
        if hasattr(event, "snapshot"):
            told.append((event.type, event.snapshot))

    with Server(events(*sse(RESPONSE_EVENTS))) as server:
        manager = client(newest, flavour, server.url).responses.stream(model="m", input="x")
        follow(flavour, manager, each, lambda _: None)
    before_the_end = {**snapshots[-2], "status": "completed"}
    assert before_the_end == FINAL_RESPONSE
    assert told == [
        ("response.function_call_arguments.delta", '{"city":'),
        ("response.function_call_arguments.delta", '{"city": "Oslo"}'),
        ("response.output_text.delta", ANSWER[:9]),
        ("response.output_text.delta", ANSWER),
    ]


@FLAVOURS
@pytest.mark.parametrize("output", [{}, {"output": None}], ids=["absent", "null"])
def test_a_last_event_without_output_keeps_what_came(
    newest: ModuleType, flavour: str, output: dict[str, Any]
) -> None:
    last = RESPONSE_EVENTS[-1]
    response = {k: v for k, v in last["response"].items() if k != "output"} | output
    script = [*RESPONSE_EVENTS[:-1], {**last, "response": response}]
    with Server(events(*sse(script))) as server:
        manager = client(newest, flavour, server.url).responses.stream(model="m", input="x")
        final = follow(flavour, manager, lambda *_: None, lambda s: s.get_final_response())
    assert final.to_dict()["output"] == FINAL_RESPONSE["output"]
    assert final.output_text == ANSWER


@FLAVOURS
def test_without_the_events_that_tell_items_whole(newest: ModuleType, flavour: str) -> None:
    """Deltas alone give the same texts."""
    script = [e for e in RESPONSE_EVENTS[:-1] if not e["type"].endswith(".done")]
    last: list[Any] = []

    def each(stream: Any, _: Any) -> None:
        last[:] = [stream.current_response_snapshot]

    with Server(events(*sse(script))) as server:
        manager = client(newest, flavour, server.url).responses.stream(model="m", input="x")
        with pytest.raises(RuntimeError, match="before the response did"):
            follow(flavour, manager, each, lambda s: s.get_final_response())
    reasoning, function, text, refused = last[0].output
    assert reasoning.summary[0].text == "Thinking hard"
    assert function.arguments == '{"city": "Oslo"}'
    assert text.content[0].text == ANSWER
    assert refused.content[0].refusal == "No."


@FLAVOURS
@pytest.mark.parametrize("length", range(1, len(RESPONSE_EVENTS)))
def test_a_stream_that_is_cut(newest: ModuleType, flavour: str, length: int) -> None:
    last: list[Any] = []

    def each(stream: Any, _: Any) -> None:
        last[:] = [stream.current_response_snapshot.to_dict()]

    body = events(*sse(RESPONSE_EVENTS[:length])[:-1], whole=False)

    def cut(connection: Any) -> None:
        connection.sendall(body)
        connection.close()

    with Server(cut) as server:
        manager = client(newest, flavour, server.url).responses.stream(model="m", input="x")
        with pytest.raises(newest.APIConnectionError):
            follow(flavour, manager, each, lambda _: None)
    assert last[0]["id"] == "resp_1"


@FLAVOURS
def test_a_response_is_followed_by_its_id(newest: ModuleType, flavour: str) -> None:
    seen: list[int] = []
    with Server(events(*sse(RESPONSE_EVENTS))) as server:
        manager = client(newest, flavour, server.url).responses.stream(
            response_id="resp_1", starting_after=20
        )
        final = follow(
            flavour,
            manager,
            lambda _, event: seen.append(event.sequence_number),
            lambda s: s.get_final_response(),
        )
        assert final.to_dict() == FINAL_RESPONSE
        assert server.requests[0].target == "/v1/responses/resp_1?stream=true"
    assert seen == list(range(21, len(RESPONSE_EVENTS)))


def test_what_cannot_be_given_with_an_id(newest: ModuleType) -> None:
    responses = client(newest, "sync", "http://127.0.0.1:9").responses
    with pytest.raises(ValueError, match="`model` cannot be given with `response_id`"):
        responses.stream(response_id="resp_1", model="m")
    with pytest.raises(ValueError, match="needs `response_id`"):
        responses.stream(model="m", starting_after=3)
    with pytest.raises(TypeError, match="cannot be given together"):
        responses.parse(model="m", text_format=Trip, text={"format": {"type": "text"}})


@FLAVOURS
def test_parse(newest: ModuleType, flavour: str) -> None:
    tools = import_tools(newest)
    with Server(answer(FINAL_RESPONSE, x_request_id="req_1")) as server:
        responses = client(newest, flavour, server.url).responses
        parsed = call(
            flavour,
            lambda: responses.parse(
                model="m",
                input="x",
                text_format=Trip,
                text={"verbosity": "low"},
                tools=iter([tools.responses_function_tool(GetWeather)]),
            ),
        )
        assert parsed.output_parsed == Trip("Oslo", 2)
        assert parsed.output[1].parsed_arguments == GetWeather("Oslo")
        assert parsed.to_dict() == FINAL_RESPONSE
        assert parsed._request_id == "req_1"
        sent = server.requests[0].json
    assert sent["text"]["verbosity"] == "low"
    assert sent["tools"][0]["parameters"]["required"] == ["city"]


@FLAVOURS
def test_parse_as_sends_no_schema(newest: ModuleType, flavour: str) -> None:
    with Server(answer(FINAL_RESPONSE)) as server:
        responses = client(newest, flavour, server.url).responses
        parsed = call(flavour, lambda: responses.parse(model="m", input="x", parse_as=Trip))
        assert parsed.output_parsed == Trip("Oslo", 2)
        assert "text" not in server.requests[0].json


@FLAVOURS
def test_an_incomplete_response_is_not_parsed(newest: ModuleType, flavour: str) -> None:
    cut = response("incomplete", [{"id": "m", "type": "message", "role": "assistant",
        "status": "incomplete", "content": [{"type": "output_text", "text": '{"ci',
        "annotations": []}]}])  # fmt: skip
    with Server(answer(cut)) as server:
        responses = client(newest, flavour, server.url).responses
        parsed = call(flavour, lambda: responses.parse(model="m", input="x", text_format=Trip))
    assert parsed.output_parsed is None
    assert parsed.to_dict() == cut


@FLAVOURS
def test_output_text(newest: ModuleType, flavour: str) -> None:
    with Server(answer(FINAL_RESPONSE)) as server:
        responses = client(newest, flavour, server.url).responses
        made = call(flavour, lambda: responses.create(model="m", input="x"))
    assert made.output_text == ANSWER
    assert made.to_dict() == FINAL_RESPONSE


def import_tools(api: ModuleType) -> Any:
    from importlib import import_module

    return import_module(f"{api.__name__}.lib.tools")


@FLAVOURS
def test_what_the_official_client_takes_too(newest: ModuleType, flavour: str) -> None:
    with Server(answer(FINAL_RESPONSE)) as server:
        responses = client(newest, flavour, server.url).responses
        call(
            flavour,
            lambda: responses.parse(
                model="m", input="x", stream=False, verbosity="low", extra_body={"more": 1}
            ),
        )
        sent = server.requests[0].json
    assert sent == {"model": "m", "input": "x", "stream": False, "verbosity": "low", "more": 1}
