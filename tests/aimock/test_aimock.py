"""The generated client against a mock server of the API, sync and async."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from support.emitted import Package

pytestmark = [pytest.mark.registry, pytest.mark.node]

HELLO = [{"role": "user", "content": "hello"}]
WEATHER = [{"role": "user", "content": "weather"}]
ANSWER = "Hello from the mock, a somewhat longer answer."
TOOL = {
    "type": "function",
    "function": {"name": "get_weather", "parameters": {"type": "object", "properties": {}}},
}


@pytest.fixture
def client(bindings: Package, mock_url: str) -> Any:
    with bindings.root.OpenAI(api_key="key", base_url=mock_url) as client:
        yield client


@pytest.fixture
def run(bindings: Package, mock_url: str) -> Callable[[Callable[[Any], Awaitable[Any]]], Any]:
    def call(action: Callable[[Any], Awaitable[Any]]) -> Any:
        async def whole() -> Any:
            async with bindings.root.AsyncOpenAI(api_key="key", base_url=mock_url) as client:
                return await action(client)

        return asyncio.run(whole())

    return call


def test_chat(client: Any, run: Any) -> None:
    one = client.chat.completions.create(model="gpt-4o", messages=HELLO)
    other = run(lambda c: c.chat.completions.create(model="gpt-4o", messages=HELLO))

    assert one.choices[0].message.content == other.choices[0].message.content == ANSWER
    assert one.choices[0].finish_reason == "stop"


def test_streamed_chat(client: Any, run: Any) -> None:
    async def collect(asynchronous: Any) -> str:
        stream = await asynchronous.chat.completions.create(
            model="gpt-4o", messages=HELLO, stream=True
        )
        return "".join([c.choices[0].delta.content or "" async for c in stream if c.choices])

    chunks = list(client.chat.completions.create(model="gpt-4o", messages=HELLO, stream=True))

    assert len(chunks) > 2
    assert "".join(c.choices[0].delta.content or "" for c in chunks if c.choices) == ANSWER
    assert run(collect) == ANSWER


def test_tool_calls(client: Any, run: Any) -> None:
    async def collect(asynchronous: Any) -> str:
        stream = await asynchronous.chat.completions.create(
            model="gpt-4o", messages=WEATHER, tools=[TOOL], stream=True
        )
        deltas = [c.choices[0].delta.tool_calls or [] async for c in stream if c.choices]
        return "".join(call.function.arguments or "" for calls in deltas for call in calls)

    whole = client.chat.completions.create(model="gpt-4o", messages=WEATHER, tools=[TOOL])
    call = whole.choices[0].message.tool_calls[0]

    assert whole.choices[0].finish_reason == "tool_calls"
    assert (call.type, call.function.name) == ("function", "get_weather")
    assert json.loads(call.function.arguments) == json.loads(run(collect)) == {"city": "Paris"}


def test_responses(client: Any, run: Any) -> None:
    one = client.responses.create(model="gpt-4o", input="hello")
    other = run(lambda c: c.responses.create(model="gpt-4o", input="hello"))

    for response in (one, other):
        texts = [p.text for item in response.output for p in item.content]
        assert "".join(texts) == ANSWER
        assert response.status == "completed"


def test_streamed_responses(client: Any, run: Any) -> None:
    async def collect(asynchronous: Any) -> list[Any]:
        stream = await asynchronous.responses.create(model="gpt-4o", input="hello", stream=True)
        return [event async for event in stream]

    for events in (
        list(client.responses.create(model="gpt-4o", input="hello", stream=True)),
        run(collect),
    ):
        deltas = [e.delta for e in events if e.type == "response.output_text.delta"]
        assert "".join(deltas) == ANSWER
        assert type(events[0]).__name__ == "ResponseCreatedEvent"
        assert events[-1].type == "response.completed"
        assert events[-1].response.status == "completed"


def test_embeddings(client: Any, run: Any) -> None:
    one = client.embeddings.create(model="e", input="hello", encoding_format="float")
    other = run(lambda c: c.embeddings.create(model="e", input="hello", encoding_format="float"))

    assert one.data[0].embedding == other.data[0].embedding == [0.25, -0.5, 1.0]


def test_models(client: Any, run: Any) -> None:
    async def collect(asynchronous: Any) -> list[str]:
        return [model.id async for model in asynchronous.models.list()]

    names = [model.id for model in client.models.list()]

    assert names
    assert names == run(collect)
    assert all(model.object == "model" for model in client.models.list().data)
