"""Laws of every stream: how bytes are cut and deltas interleaved makes no difference, and nothing
that a server may send costs more than it weighs."""

from __future__ import annotations

import copy
import json
import random
import tracemalloc
from types import ModuleType
from typing import Any

import httpx2
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from client_runtime.loopback import Server
from client_runtime.loopback import events as body_of
from helpers.scripts import (
    AGENT_EVENTS,
    AGENT_ITEMS,
    CHOICES,
    FINAL_RESPONSE,
    RESPONSE_EVENTS,
    call,
    chunk,
)
from helpers.scripts.agents import session
from helpers.scripts.assistants import event, run, step
from helpers.streams import KINDS, STREAMS, Streamed

pytestmark = [
    pytest.mark.registry,
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
]
JSON = dict[str, Any]
FEW = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


class Cut(httpx2.SyncByteStream):
    """A body in the pieces it is cut into."""

    def __init__(self, pieces: list[bytes]) -> None:
        self._pieces = pieces

    def __iter__(self) -> Any:
        return iter(self._pieces)


def snapshots(api: ModuleType, streamed: Streamed, pieces: list[bytes]) -> list[Any]:
    """The snapshot after each event of a body that arrives in these pieces."""

    def answered(request: httpx2.Request) -> httpx2.Response:
        if request.method == "GET" and not request.url.path.endswith("/events"):
            return httpx2.Response(200, json=session("idle"))
        if request.url.path.endswith("/events") and request.method == "POST":
            return httpx2.Response(202)
        kind = {"content-type": "text/event-stream"}
        return httpx2.Response(200, headers=kind, stream=Cut(pieces))

    with httpx2.Client(transport=httpx2.MockTransport(answered)) as http:
        made = api.OpenAI(api_key="key", base_url="http://localhost/v1", http_client=http)
        with streamed.begin(made) as stream:
            return [streamed.snapshot(stream) for _ in stream]


@pytest.mark.parametrize("name", KINDS)
@FEW
@given(data=st.data())
def test_any_split_into_bytes_is_the_same(newest: ModuleType, name: str, data: Any) -> None:
    streamed = KINDS[name]
    body = b"".join(streamed.chunks())
    places = data.draw(st.lists(st.integers(1, len(body) - 1), max_size=40))
    ends = sorted({*places, len(body)})
    pieces = [body[a:b] for a, b in zip([0, *ends], ends, strict=False)]
    assert snapshots(newest, streamed, pieces) == snapshots(newest, streamed, [body])


def merged(data: Any, queues: list[list[JSON]]) -> list[JSON]:
    """The queues in one, each in its own order."""
    order = data.draw(st.permutations([n for n, queue in enumerate(queues) for _ in queue]))
    heads = [iter(queue) for queue in queues]
    return [next(heads[n]) for n in order]


def last(api: ModuleType, streamed: Streamed, script: list[JSON]) -> Any:
    """The last snapshot of a script."""
    return snapshots(api, streamed, [b"".join(streamed.chunks(script))])[-1]


@FEW
@given(data=st.data())
def test_choices_in_any_order(newest: ModuleType, data: Any) -> None:
    script, whole = CHOICES
    queues = [[c for c in script if c["choices"][0]["index"] == n] for n in (0, 1)]
    assert last(newest, KINDS["chat choices"], merged(data, queues)) == whole


@FEW
@given(data=st.data())
def test_tool_calls_of_choices_in_any_order(newest: ModuleType, data: Any) -> None:
    """Parallel calls of several choices, interleaved."""
    queues = [
        [
            chunk({"tool_calls": [piece]}, index=choice)
            for piece in (
                call(index, f"call_{choice}{index}", "f", "{"),
                call(index, text=f'"n": {index}'),
                call(index, text="}"),
            )
        ]
        for choice in (0, 1)
        for index in (0, 1)
    ]
    found = last(newest, KINDS["chat tools"], merged(data, queues))
    assert [
        [(c["id"], c["function"]["arguments"]) for c in choice["message"]["tool_calls"]]
        for choice in found["choices"]
    ] == [[(f"call_{c}{n}", f'{{"n": {n}}}') for n in (0, 1)] for c in (0, 1)]


def of_items(script: list[JSON]) -> tuple[list[JSON], list[list[JSON]], list[JSON]]:
    """A script taken apart: what comes first, the events of each item, what comes last."""
    places = [n for n, e in enumerate(script) if "output_index" in e]
    inner = [e for e in script[places[0] : places[-1] + 1] if "output_index" in e]
    indexes = sorted({e["output_index"] for e in inner})
    queues = [[e for e in inner if e["output_index"] == i] for i in indexes]
    return script[: places[0]], queues, script[places[-1] + 1 :]


@FEW
@given(data=st.data())
def test_output_items_in_any_order(newest: ModuleType, data: Any) -> None:
    before, queues, _ = of_items(RESPONSE_EVENTS)
    found = last(newest, STREAMS["responses.stream"], [*before, *merged(data, queues)])
    assert found["output"] == FINAL_RESPONSE["output"]


@FEW
@given(data=st.data())
def test_items_of_a_turn_in_any_order(newest: ModuleType, data: Any) -> None:
    before, queues, after = of_items(AGENT_EVENTS)
    script = [*before, *merged(data, queues), *after]
    *_, items = last(newest, STREAMS["beta.agents.sessions.stream"], script)
    assert items == AGENT_ITEMS


@FEW
@given(data=st.data())
def test_calls_of_a_run_step_in_any_order(newest: ModuleType, data: Any) -> None:
    def delta(piece: JSON) -> JSON:
        details = {"type": "tool_calls", "tool_calls": [piece]}
        body = {"id": "step_1", "object": "thread.run.step.delta"}
        return event("thread.run.step.delta", {**body, "delta": {"step_details": details}})

    def calls(index: int) -> list[JSON]:
        first = {"index": index, "id": f"call_{index}", "type": "function"}
        function = {"name": "f", "arguments": "{", "output": None}
        rest = {"index": index, "type": "function", "function": {"arguments": "}"}}
        return [delta({**first, "function": function}), delta(rest)]

    begins = [
        event("thread.run.created", run("queued")),
        event(
            "thread.run.step.created", step("in_progress", {"type": "tool_calls", "tool_calls": []})
        ),
    ]
    script = [*begins, *merged(data, [calls(n) for n in range(3)])]
    *_, found = last(newest, KINDS["run begins"], script)
    assert [(c["id"], c["function"]["arguments"]) for c in found["step_details"]["tool_calls"]] == [
        (f"call_{n}", "{}") for n in range(3)
    ]


ODD = [10**9, -1, 2**70, "0", "x" * 50, None, True, 1.5, [], {}, [10**9], {"index": 10**9}]


def spoiled(script: list[JSON], chance: random.Random) -> list[JSON]:
    """The script with values anywhere in it replaced, removed, or of another name."""
    result = copy.deepcopy(script)
    for _ in range(chance.randint(1, 6)):
        node: Any = chance.choice(result)
        while isinstance(node, dict | list) and node:
            key: Any = chance.choice(list(node) if isinstance(node, dict) else range(len(node)))
            inner = node[key]
            if isinstance(inner, dict | list) and inner and chance.random() < 0.7:
                node = inner
                continue
            if chance.random() < 0.3:
                del node[key]
            else:
                node[key] = copy.deepcopy(chance.choice(ODD))
            break
    return result


def outcome(api: ModuleType, streamed: Streamed, body: bytes) -> str:
    """The name of the error that a stream ends in; empty where it ends as it should."""
    try:
        snapshots(api, streamed, [body])
    except (api.OpenAIError, RuntimeError) as error:
        return type(error).__name__
    return ""


@pytest.mark.parametrize("name", KINDS)
@settings(FEW, max_examples=60)
@given(seed=st.integers(0, 10**9))
def test_spoiled_events_are_named_or_taken(newest: ModuleType, name: str, seed: int) -> None:
    """A named error or none; memory as what came."""
    streamed, chance = KINDS[name], random.Random(seed)
    script = streamed.script
    if streamed.named:
        data = spoiled([e["data"] for e in script], chance)
        names = [e["event"] if chance.random() < 0.9 else "thread.odd" for e in script]
        events = [{"event": e, "data": d} for e, d in zip(names, data, strict=False)]
    else:
        events = spoiled(script, chance)
    body = b"".join(streamed.chunks(events))
    first = outcome(newest, streamed, body)  # types are imported when they are first needed
    tracemalloc.start()
    again = outcome(newest, streamed, body)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert first == again
    assert peak < 1_000_000 + 100 * len(body)


def test_a_long_stream_is_linear(newest: ModuleType) -> None:
    """Log probabilities of many tokens: each event costs what it brings."""
    tokens = [{"token": "x", "logprob": -0.5, "bytes": None, "top_logprobs": []}]
    script = [chunk({"content": "x"}, logprobs={"content": tokens, "refusal": None})] * 4000
    body = [f"data: {json.dumps(e)}\n\n".encode() for e in script]
    with (
        Server(body_of(*body, b"data: [DONE]\n\n")) as server,
        newest.OpenAI(api_key="key", base_url=server.url) as made,
        made.chat.completions.stream(model="m", messages=[]) as stream,
    ):
        tracemalloc.start()
        counted = sum(1 for one in stream if one.type == "logprobs.content.delta")
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        final = stream.get_final_completion()
    assert counted == len(final.choices[0].logprobs.content) == len(script)
    assert peak < 20_000_000
