"""Side by side with the official Python client: the same streams, events and final objects."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from operator import attrgetter
from types import ModuleType
from typing import Any

import pytest

from client_runtime.loopback import Server, answer, events
from helpers.flavours import client
from helpers.runs import RUNS, Trip
from helpers.scripts import (
    AGENT_EVENTS,
    CHAT,
    FINAL_RESPONSE,
    RESPONSE_EVENTS,
    RUN_BEGINS,
    RUN_ENDS,
    TEXT,
    TOOLS,
    sse,
)
from helpers.scripts.agents import SESSION_ID, session
from helpers.streams import MESSAGES

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    import openai
    import pydantic

pytestmark = [
    pytest.mark.registry,
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
]
ADDED = ("parsed", "parsed_arguments", "output_text", "output_parsed")


class TripModel(pydantic.BaseModel):
    """The trip of `TEXT`."""

    city: str
    days: int


def stated(value: Any, *, in_calls: bool = False) -> Any:
    """What an object says, without nulls and without what the official client adds to it."""
    if isinstance(value, dict):
        return {
            k: stated(v, in_calls=k == "tool_calls")
            for k, v in value.items()
            if v is not None and k not in ADDED and not (in_calls and k == "index")
        }
    if isinstance(value, list):
        return [stated(item, in_calls=in_calls) for item in value]
    return value


def dumped(value: Any) -> Any:
    """What an object of either client says."""
    whole = value.to_dict() if hasattr(value, "_data") else value.model_dump(warnings=False)
    return stated(whole)


def both(newest: ModuleType, act: Callable[[Any, Any, Server], Any], *answers: bytes) -> list[Any]:
    """What ``act`` gives for each client on the same answers."""
    found: list[Any] = []
    for api in (newest, openai):
        with Server(*answers) as server:
            found.append(act(api, client(api, "sync", server.url), server))
    return found


@pytest.mark.parametrize("name", [n for n in CHAT if n != "choices"])
def test_chat(newest: ModuleType, name: str) -> None:
    """`choices` is left out: the official client fails where the first chunk is not choice 0."""

    def follow(_: Any, made: Any, __: Server) -> Any:
        with made.chat.completions.stream(model="m", messages=[]) as stream:
            types = [event.type for event in stream]
            return types, dumped(stream.get_final_completion())

    ours, official = both(newest, follow, events(*sse(CHAT[name][0])))
    assert ours == official


@pytest.mark.parametrize("kind", [TripModel, None], ids=["parsed", "as text"])
def test_what_chat_events_tell(newest: ModuleType, kind: Any) -> None:
    fields = ("type", "delta", "snapshot", "content", "parsed", "refusal", "name", "index")

    def follow(_: Any, made: Any, __: Server) -> Any:
        more = {} if kind is None else {"response_format": kind}
        with made.chat.completions.stream(model="m", messages=[], **more) as stream:
            return [
                [getattr(event, field, None) for field in fields]
                for event in stream
                if event.type != "chunk"
            ]

    ours, official = both(newest, follow, events(*sse(TEXT[0])))
    # What the official client says of JSON that holds nothing yet is left out.
    told = [[value for value in row if value != {}] for row in ours]
    assert told == [[value for value in row if value != {}] for row in official]


@pytest.mark.parametrize("script", [RUN_BEGINS, RUN_ENDS], ids=["begins", "ends"])
def test_assistants(newest: ModuleType, script: Any) -> None:
    def follow(api: Any, made: Any, _: Server) -> Any:
        hooks: list[str] = []
        base = api.AssistantEventHandler
        noting = {n: _noting(n, hooks) for n in dir(base) if n.startswith("on_")}
        with made.beta.threads.create_and_run_stream(
            assistant_id="a", event_handler=type("H", (base,), noting)()
        ) as stream:
            stream.until_done()
            begins = script is RUN_BEGINS
            items = stream.get_final_run_steps() if begins else stream.get_final_messages()
            return hooks, dumped(stream.get_final_run()), [dumped(item) for item in items]

    ours, official = both(newest, follow, events(*sse(script, named=True)))
    assert ours == official


def test_responses(newest: ModuleType) -> None:
    def follow(_: Any, made: Any, __: Server) -> Any:
        with made.responses.stream(model="m", input="x") as stream:
            types = [event.type for event in stream]
            return types, dumped(stream.get_final_response())

    ours, official = both(newest, follow, events(*sse(RESPONSE_EVENTS)))
    assert ours == official


def test_agents(newest: ModuleType) -> None:
    def follow(_: Any, made: Any, server: Server) -> Any:
        handlers = {"get_weather": lambda arguments: f"sunny in {arguments['city']}"}
        with made.beta.agents.sessions.stream(
            SESSION_ID, input="Hi", tool_handlers=handlers, idempotency_key="k"
        ) as stream:
            stream.with_result_collection()
            types = [event.type for event in stream]
            result = stream.get_final_result()
        sent = [(r.method, r.target, r.body and r.json) for r in server.requests]
        answers = [dumped(message) for message in result.messages]
        return types, sent, answers, dumped(result.turn), result.output_text

    body = events(*sse(AGENT_EVENTS)[:-1])
    accepted = answer(b"", status=202, content_type=None)
    ours, official = both(newest, follow, answer(session("idle")), body, accepted)
    assert ours == official


@pytest.mark.parametrize("kind", [TripModel, Trip], ids=["pydantic", "dataclass"])
def test_parse(newest: ModuleType, kind: Any) -> None:
    def parse(api: Any, made: Any, server: Server) -> Any:
        given = kind if api is newest else TripModel
        parsed = made.chat.completions.parse(model="m", messages=MESSAGES, response_format=given)
        trip = parsed.choices[0].message.parsed
        sent = server.requests[0].json["response_format"]["json_schema"]
        return dumped(parsed), (trip.city, trip.days), sent["strict"], shape(sent["schema"])

    ours, official = both(newest, parse, answer(TEXT[1]))
    assert ours == official


def shape(schema: Any) -> Any:
    """A schema without the titles pydantic gives it, and the names and docs of its types."""
    if isinstance(schema, dict):
        return {k: shape(v) for k, v in schema.items() if k not in ("title", "description")}
    return [shape(item) for item in schema] if isinstance(schema, list) else schema


def test_parse_of_tools(newest: ModuleType) -> None:
    def parse(api: Any, made: Any, _: Server) -> Any:
        tool = api.pydantic_function_tool(pydantic.create_model("GetWeather", city=(str, ...)))
        parsed = made.chat.completions.parse(model="m", messages=MESSAGES, tools=[tool])
        calls = parsed.choices[0].message.tool_calls
        return dumped(parsed), [call.function.parsed_arguments.city for call in calls]

    ours, official = both(newest, parse, answer(TOOLS[1]))
    assert ours == official


def test_parse_of_responses(newest: ModuleType) -> None:
    def parse(_: Any, made: Any, server: Server) -> Any:
        parsed = made.responses.parse(model="m", input="x", text_format=TripModel)
        sent = server.requests[0].json["text"]
        return dumped(parsed), parsed.output_text, parsed.output_parsed.days, sent["format"]["name"]

    text = {**FINAL_RESPONSE, "output": FINAL_RESPONSE["output"][:-1]}
    ours, official = both(newest, parse, answer(text))
    assert ours == official


ALIKE = [
    "files.waitForProcessing",
    "beta.threads.createAndRunPoll",
    "beta.threads.runs.poll",
    "vectorStores.files.uploadAndPoll",
    "vectorStores.fileBatches.createAndPoll",
    "embeddings.create",
    "webhooks.unwrap",
]


@pytest.mark.parametrize("accessor", ALIKE)
def test_the_others_give_the_same(newest: ModuleType, accessor: str) -> None:
    run = RUNS[accessor]

    def act(_: Any, made: Any, server: Server) -> Any:
        value = dumped(run.act(made))
        return value, [(r.method, r.target) for r in server.requests]

    ours, official = both(newest, act, *run.answers)
    assert ours == official


VIEWED = [
    ("files", "wait_for_processing"),
    ("chat.completions", "parse"),
    ("chat.completions", "stream"),
    ("responses", "parse"),
    ("responses", "stream"),
    ("beta.threads", "create_and_run_stream"),
    ("beta.threads.runs", "create_and_poll"),
    ("vector_stores.files", "upload_and_poll"),
    ("beta.agents.sessions", "stream"),
    ("embeddings", "create"),
]


@pytest.mark.parametrize(("resource", "name"), VIEWED)
def test_the_same_helpers_have_a_raw_view(newest: ModuleType, resource: str, name: str) -> None:
    def has(_: Any, made: Any, __: Server) -> bool:
        return hasattr(attrgetter(resource)(made).with_raw_response, name)

    ours, official = both(newest, has, answer())
    assert ours == official


def test_raw_responses_of_parse(newest: ModuleType) -> None:
    def parse(_: Any, made: Any, __: Server) -> Any:
        chat = made.chat.completions.with_raw_response
        raw = chat.parse(model="m", messages=MESSAGES, response_format=TripModel)
        first = raw.parse()
        return raw.status_code, raw.parse() is first, first.choices[0].message.parsed.days

    ours, official = both(newest, parse, answer(TEXT[1]))
    assert ours == official == (200, True, 3)


def _noting(name: str, hooks: list[str]) -> Any:
    return lambda *_: hooks.append(name)
