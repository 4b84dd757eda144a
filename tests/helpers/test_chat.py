"""Streams of chat completions, parsing, and the tool loop, against a scripted server."""

from __future__ import annotations

import dataclasses
import json
from types import ModuleType
from typing import Any, Literal, TypedDict

import pytest

from client_runtime.loopback import Server, answer, events
from helpers.flavours import FLAVOURS, call, client, follow, split
from helpers.scripts import CHAT, TEXT, TOOLS, choice, chunk, completion, sse

pytestmark = [
    pytest.mark.registry,
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
]
MESSAGES = [{"role": "user", "content": "Weather?"}]


@dataclasses.dataclass
class Trip:
    city: str
    days: int


class TripDict(TypedDict):
    city: str
    days: int


@dataclasses.dataclass
class GetWeather:
    """The weather of a city."""

    city: str


def completions(api: ModuleType, made: Any) -> Any:
    return (
        made.chat.completions
        if hasattr(api, "OutputParseError") and hasattr(type(made.chat.completions), "stream")
        else made.beta.chat.completions
    )


def stream(api: ModuleType, flavour: str, url: str, **more: Any) -> Any:
    made = client(api, flavour, url)
    return completions(api, made).stream(model="gpt-4o", messages=MESSAGES, **more)


@FLAVOURS
@pytest.mark.parametrize("name", CHAT)
def test_the_final_completion_is_that_of_no_stream(
    api: ModuleType, flavour: str, name: str
) -> None:
    script, whole = CHAT[name]
    with Server(events(*split(sse(script), seed=len(name)))) as server:
        final = follow(
            flavour,
            stream(api, flavour, server.url),
            lambda *_: None,
            lambda s: s.get_final_completion(),
        )
        assert final.to_dict() == whole
        assert server.requests[0].json["stream"] is True


@FLAVOURS
@pytest.mark.parametrize("name", CHAT)
def test_snapshots_grow_to_the_final_one(api: ModuleType, flavour: str, name: str) -> None:
    script, whole = CHAT[name]
    seen: list[dict[str, Any]] = []
    kept: list[Any] = []

    def each(stream: Any, event: Any) -> None:
        if event.type == "chunk":
            kept.append(event.snapshot)
            seen.append(stream.current_completion_snapshot.to_dict())

    with Server(events(*sse(script))) as server:
        follow(flavour, stream(api, flavour, server.url), each, lambda _: None)
    assert seen[-1] == whole
    assert len(seen) == len(script)
    # What was given out stays as it was.
    assert [snapshot.to_dict() for snapshot in kept] == seen


@FLAVOURS
@pytest.mark.parametrize("name", CHAT)
def test_a_stream_that_is_cut_leaves_the_snapshot_before(
    api: ModuleType, flavour: str, name: str
) -> None:
    script, _ = CHAT[name]
    for length in range(1, len(script)):
        state = _state(api)
        for event in script[:length]:
            state.handle_chunk(_chunk(api, event))
        expected = state.current_completion_snapshot.to_dict()
        last: list[dict[str, Any]] = []

        def each(stream: Any, _: Any, last: list[dict[str, Any]] = last) -> None:
            last[:] = [stream.current_completion_snapshot.to_dict()]

        with Server(events(*sse(script[:length])[:-1], whole=False)) as server:
            server_end = _cut(server)
            with pytest.raises(api.APIConnectionError):
                follow(flavour, stream(api, flavour, server_end.url), each, lambda _: None)
        assert last == [expected]


def _cut(server: Server) -> Server:
    # The server waits for the next request after an answer; make it hang up.
    first = server._answers[0]
    assert isinstance(first, bytes)
    server._answers[0] = lambda connection: (connection.sendall(first), connection.close())[1]
    return server


def _state(api: ModuleType) -> Any:
    from importlib import import_module

    return import_module(f"{api.__name__}.lib.streaming.chat").ChatCompletionStreamState()


def _chunk(api: ModuleType, event: dict[str, Any]) -> Any:
    from importlib import import_module

    return import_module(f"{api.__name__}.types.chat").ChatCompletionChunk.from_dict(event)


EVENTS = {
    "text": (
        "chunk content.delta chunk content.delta chunk content.delta chunk content.delta"
        " chunk content.done chunk"
    ),
    "tools": (
        "chunk chunk A.delta chunk A.delta chunk A.delta chunk A.delta A.done chunk A.delta"
        " chunk A.delta chunk A.done"
    ),
    "refusal": (
        "chunk refusal.delta chunk refusal.delta logprobs.refusal.delta chunk refusal.delta"
        " logprobs.refusal.delta chunk refusal.done logprobs.refusal.done"
    ),
    "logprobs": (
        "chunk content.delta chunk content.delta logprobs.content.delta chunk content.delta"
        " logprobs.content.delta chunk content.done logprobs.content.done"
    ),
}


@pytest.mark.parametrize("name", EVENTS)
def test_events_come_in_order(api: ModuleType, name: str) -> None:
    state = _state(api)
    seen = [e.type for c in CHAT[name][0] for e in state.handle_chunk(_chunk(api, c))]
    text = " ".join(seen).replace("tool_calls.function.arguments", "A")
    assert text == EVENTS[name]


def test_events_tell_what_there_is_so_far(newest: ModuleType) -> None:
    state = type(_state(newest))(
        response_format=Trip, input_tools=[newest.function_tool(GetWeather)]
    )
    seen = [e for c in TEXT[0] for e in state.handle_chunk(_chunk(newest, c))]
    deltas = [e for e in seen if e.type == "content.delta"]
    assert [e.parsed for e in deltas] == [
        None,
        {},
        {"city": "Paris"},
        {"city": "Paris", "days": 3},
    ]
    (done,) = [e for e in seen if e.type == "content.done"]
    assert done.parsed == Trip("Paris", 3)
    tools = type(state)(input_tools=[newest.function_tool(GetWeather)])
    seen = [e for c in TOOLS[0] for e in tools.handle_chunk(_chunk(newest, c))]
    done = [e for e in seen if e.type.endswith("arguments.done")]
    assert [(e.index, e.name, e.parsed_arguments) for e in done] == [
        (0, "GetWeather", GetWeather("Edinburgh")),
        (1, "GetWeather", GetWeather("Łódź")),
    ]


@FLAVOURS
@pytest.mark.parametrize("kind", [Trip, TripDict])
def test_parse_gives_values_of_the_type(newest: ModuleType, flavour: str, kind: Any) -> None:
    with Server(answer(TEXT[1], x_request_id="req_7")) as server:
        made = client(newest, flavour, server.url)
        parsed = call(
            flavour,
            lambda: made.chat.completions.parse(
                model="gpt-4o", messages=MESSAGES, response_format=kind
            ),
        )
        assert parsed.choices[0].message.parsed == kind(city="Paris", days=3)
        assert parsed.to_dict() == TEXT[1]
        assert parsed._request_id == "req_7"
        sent = server.requests[0].json["response_format"]
    assert sent == {
        "type": "json_schema",
        "json_schema": {
            "name": kind.__name__,
            "strict": True,
            "schema": {
                "type": "object",
                "properties": {"city": {"type": "string"}, "days": {"type": "integer"}},
                "required": ["city", "days"],
                "additionalProperties": False,
            },
        },
    }


def test_parse_of_a_pydantic_model(newest: ModuleType) -> None:
    pydantic = pytest.importorskip("pydantic")
    model = pydantic.create_model("Trip", city=(str, ...), days=(int | None, None))
    with Server(answer(TEXT[1])) as server:
        parsed = client(newest, "sync", server.url).chat.completions.parse(
            model="gpt-4o", messages=MESSAGES, response_format=model
        )
        assert parsed.choices[0].message.parsed == model(city="Paris", days=3)
        schema = server.requests[0].json["response_format"]["json_schema"]["schema"]
    assert schema["required"] == ["city", "days"]
    assert schema["additionalProperties"] is False
    assert "default" not in schema["properties"]["days"]


@FLAVOURS
@pytest.mark.parametrize(
    ("finish", "error"),
    [
        ("length", "LengthFinishReasonError"),
        ("content_filter", "ContentFilterFinishReasonError"),
    ],
)
def test_output_that_was_cut_is_not_parsed(
    newest: ModuleType, flavour: str, finish: str, error: str
) -> None:
    told = {"length": "length limit was reached", "content_filter": "by the content filter"}
    cut = completion(choice({"content": '{"city":'}, finish))
    with Server(answer(cut)) as server:
        made = client(newest, flavour, server.url)
        text = f"Could not parse response content.*{told[finish]}"
        with pytest.raises(getattr(newest, error), match=text):
            call(
                flavour,
                lambda: made.chat.completions.parse(
                    model="gpt-4o", messages=MESSAGES, response_format=Trip
                ),
            )
    script = [chunk({"role": "assistant", "content": '{"city":'}), chunk({}, finish_reason=finish)]
    with Server(events(*sse(script))) as server, pytest.raises(getattr(newest, error)):
        follow(
            flavour,
            stream(newest, flavour, server.url, response_format=Trip),
            lambda *_: None,
            lambda _: None,
        )


def test_output_of_another_shape_is_an_error(newest: ModuleType) -> None:
    wrong = completion(choice({"content": '{"city": 3, "days": 1}'}))
    with Server(answer(wrong)) as server:
        made = client(newest, "sync", server.url)
        with pytest.raises(newest.OutputParseError) as caught:
            made.chat.completions.parse(model="gpt-4o", messages=MESSAGES, response_format=Trip)
    assert caught.value.text == '{"city": 3, "days": 1}'


def test_tools_must_be_strict_to_be_parsed(newest: ModuleType) -> None:
    tool = {"type": "function", "function": {"name": "f", "parameters": {}}}
    made = client(newest, "sync", "http://127.0.0.1:9")
    with pytest.raises(ValueError, match="`f` is not strict"):
        made.chat.completions.parse(model="m", messages=[], tools=[tool])


@FLAVOURS
def test_a_parsed_message_goes_back_as_it_came(newest: ModuleType, flavour: str) -> None:
    with Server(answer(TOOLS[1]), answer(TEXT[1])) as server:
        made = client(newest, flavour, server.url)

        def ask(messages: list[Any]) -> Any:
            return made.chat.completions.parse(
                model="gpt-4o",
                messages=messages,
                tools=iter([newest.function_tool(GetWeather)]),
            )

        if flavour == "sync":
            first = ask(MESSAGES)
            ask([*MESSAGES, first.choices[0].message])
        else:

            async def both() -> Any:
                first = await ask(MESSAGES)
                await ask([*MESSAGES, first.choices[0].message])
                return first

            first = call(flavour, both)
        calls = first.choices[0].message.tool_calls
        assert [c.function.parsed_arguments for c in calls] == [
            GetWeather("Edinburgh"),
            GetWeather("Łódź"),
        ]
        assert server.requests[1].json["messages"][1] == TOOLS[1]["choices"][0]["message"]
        tool = server.requests[0].json["tools"][0]["function"]
    assert tool["strict"] is True
    assert tool["description"] == "The weather of a city."


@FLAVOURS
def test_run_tools_answers_the_calls(api: ModuleType, flavour: str) -> None:
    asked: list[str] = []

    def GetWeather(  # noqa: N802
        city: str, unit: Literal["c", "f"] | None = None
    ) -> dict[str, Any]:
        """The weather."""
        asked.append(city)
        if city == "Łódź":
            raise LookupError("no such city")
        return {"sunny": True}

    with Server(answer(TOOLS[1]), answer(TEXT[1])) as server:
        made = client(api, flavour, server.url)

        def go() -> Any:
            run = completions(api, made).run_tools(
                model="gpt-4o", messages=MESSAGES, tools=[GetWeather]
            )
            return run.until_done()

        last = call(flavour, go)
        assert last.to_dict() == TEXT[1]
        assert asked == ["Edinburgh", "Łódź"]
        first, second = (json.loads(r.body) for r in server.requests)
    parameters = first["tools"][0]["function"]["parameters"]
    assert parameters["required"] == ["city", "unit"]
    assert [m["role"] for m in second["messages"]] == ["user", "assistant", "tool", "tool"]
    assert second["messages"][2] == {
        "role": "tool",
        "tool_call_id": "call_1",
        "content": '{"sunny":true}',
    }
    assert second["messages"][3]["content"] == "Error: no such city"


def test_run_tools_stops_after_so_many_turns(newest: ModuleType) -> None:
    def GetWeather(city: str) -> str:  # noqa: N802
        return "sunny"

    with Server(answer(TOOLS[1])) as server:
        run = client(newest, "sync", server.url).chat.completions.run_tools(
            model="m", messages=MESSAGES, tools=[GetWeather], max_chat_completions=3
        )
        assert len(list(run)) == 3
        assert len(server.requests) == 3


@FLAVOURS
def test_snapshots_have_what_was_parsed(newest: ModuleType, flavour: str) -> None:
    script, _ = CHAT["tools"]
    tool = newest.function_tool(GetWeather)
    seen: list[Any] = []

    def look(stream: Any, event: Any) -> None:
        if event.type == "tool_calls.function.arguments.done":
            call = stream.current_completion_snapshot.choices[0].message.tool_calls[event.index]
            seen.append((call.index, call.function.parsed_arguments, event.parsed_arguments))
            assert "index" not in call.to_dict()
        assert event.to_dict()["type"] == event.model_dump()["type"] == event.type
        json.loads(event.model_dump_json())

    with Server(events(*split(sse(script), seed=1))) as server:
        manager = stream(newest, flavour, server.url, tools=[tool])
        final = follow(flavour, manager, look, lambda s: s.get_final_completion())
    assert [index for index, *_ in seen] == [0, 1]
    assert all(mine == theirs and mine is not None for _, mine, theirs in seen)
    assert [call.index for call in final.choices[0].message.tool_calls] == [0, 1]


@FLAVOURS
def test_snapshots_have_the_parsed_content(newest: ModuleType, flavour: str) -> None:
    script = [chunk({"content": part}) for part in ('{"city":"Rome",', '"days":3}')]
    script.append(chunk({}, finish_reason="stop"))
    seen: list[Any] = []

    def look(stream: Any, event: Any) -> None:
        if event.type == "content.done":
            seen.append(stream.current_completion_snapshot.choices[0].message.parsed)

    with Server(events(*split(sse(script), seed=1))) as server:
        manager = stream(newest, flavour, server.url, response_format=Trip)
        final = follow(flavour, manager, look, lambda s: s.get_final_completion())
    assert seen == [Trip("Rome", 3)] == [final.choices[0].message.parsed]
    assert final.model_dump()["choices"][0]["message"]["parsed"] == {"city": "Rome", "days": 3}
    assert json.loads(final.model_dump_json())["choices"][0]["message"]["content"]
    assert "parsed" not in final.to_dict()["choices"][0]["message"]
