"""Own TypedDicts and protocols over those of the client."""

from typing import Any, Protocol, TypedDict, cast

from typing_extensions import NotRequired, Required

from openai import AsyncOpenAI
from openai.types.chat import (
    ChatCompletionContentPartImageParam,
    ChatCompletionContentPartParam,
    ChatCompletionContentPartTextParam,
    ChatCompletionMessageParam,
    ChatCompletionUserMessageParam,
    ChatCompletionToolChoiceOptionParam,
    ChatCompletionNamedToolChoiceParam,
    ChatCompletionStreamOptionsParam,
)


class Stamped(ChatCompletionUserMessageParam, total=False):
    time: Required[float]


class Settings(TypedDict):
    model: str
    tool_choice: NotRequired[ChatCompletionToolChoiceOptionParam]
    stream_options: NotRequired[ChatCompletionStreamOptionsParam]


class Provider(Protocol):
    async def chat(self, messages: list[ChatCompletionMessageParam]) -> str: ...


class Own:
    def __init__(self, client: AsyncOpenAI, settings: Settings) -> None:
        self.client, self.settings = client, settings

    async def chat(self, messages: list[ChatCompletionMessageParam]) -> str:
        done = await self.client.chat.completions.create(
            model=self.settings["model"], messages=messages
        )
        return done.choices[0].message.content or ""


def image(url: str) -> ChatCompletionContentPartImageParam:
    return {"type": "image_url", "image_url": {"url": url, "detail": "low"}}


def text(value: str) -> ChatCompletionContentPartTextParam:
    return ChatCompletionContentPartTextParam(type="text", text=value)


def message(*parts: ChatCompletionContentPartParam) -> ChatCompletionUserMessageParam:
    return {"role": "user", "content": list(parts)}


def from_json(data: dict[str, Any]) -> ChatCompletionMessageParam:
    return cast(ChatCompletionMessageParam, data)


choice: ChatCompletionNamedToolChoiceParam = {"type": "function", "function": {"name": "f"}}
provider: Provider = Own(AsyncOpenAI(), {"model": "x", "tool_choice": choice})
stamped: Stamped = {"role": "user", "content": "x", "time": 1.0}
messages: list[ChatCompletionMessageParam] = [stamped, message(text("a"), image("b"))]
