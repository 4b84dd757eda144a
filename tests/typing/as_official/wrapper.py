"""A generic layer over the client: retry, cache, params by keyword."""

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal, Union, overload

from openai import AsyncOpenAI, AsyncStream
from openai.types import ChatModel, Reasoning, ReasoningEffort
from openai.types.chat import (
    ChatCompletion,
    ChatCompletionChunk,
    ChatCompletionMessage,
    ChatCompletionMessageParam,
    ChatCompletionMessageFunctionToolCall,
    ChatCompletionToolUnionParam,
)
from openai.types.shared_params import ResponseFormatJSONSchema


@dataclass
class Config:
    model: ChatModel = "gpt-4o"
    effort: ReasoningEffort = None
    tools: list[ChatCompletionToolUnionParam] = field(
        default_factory=list[ChatCompletionToolUnionParam]
    )


class Client:
    def __init__(self, config: Config) -> None:
        self.config = config
        self.client = AsyncOpenAI()

    @overload
    async def chat(
        self, messages: Iterable[ChatCompletionMessageParam], stream: Literal[True]
    ) -> AsyncStream[ChatCompletionChunk]: ...
    @overload
    async def chat(
        self, messages: Iterable[ChatCompletionMessageParam], stream: Literal[False] = False
    ) -> ChatCompletion: ...
    async def chat(
        self, messages: Iterable[ChatCompletionMessageParam], stream: bool = False
    ) -> Union[ChatCompletion, AsyncStream[ChatCompletionChunk]]:
        return await self.client.chat.completions.create(
            model=self.config.model, messages=messages, tools=self.config.tools, stream=stream
        )


def schema(name: str, content: dict[str, object]) -> ResponseFormatJSONSchema:
    return {"type": "json_schema", "json_schema": {"name": name, "schema": content, "strict": True}}


def to_param(message: ChatCompletionMessage) -> ChatCompletionMessageParam:
    return {"role": message.role, "content": message.content}


def names(calls: Sequence[ChatCompletionMessageFunctionToolCall]) -> list[str]:
    return [call.function.name for call in calls]


async def main() -> None:
    client = Client(Config())
    first, second = await asyncio.gather(
        client.chat([{"role": "user", "content": "a"}]),
        client.chat([{"role": "user", "content": "b"}]),
    )
    print(first.id, second.usage and second.usage.prompt_tokens)
    async for chunk in await client.chat([{"role": "user", "content": "c"}], stream=True):
        print(chunk.choices[0].delta.content)
    formats: list[ResponseFormatJSONSchema] = [schema("a", {})]
    reasoning = Reasoning(effort="low")
    print(formats, reasoning.effort)
