"""Questions, streams and errors."""

from __future__ import annotations

import os
from collections.abc import Iterable

import openai
from openai import NOT_GIVEN, APIError, AsyncOpenAI, NotGiven, OpenAI, RateLimitError, Stream
from openai.types.chat import (
    ChatCompletionChunk,
    ChatCompletionMessageParam,
    ChatCompletionSystemMessageParam,
    ChatCompletionToolParam,
    ChatCompletionUserMessageParam,
)
from openai.types.shared_params import FunctionDefinition

client = OpenAI(api_key=os.environ.get("OPENAI_API_KEY"), timeout=20.0, max_retries=5)
aclient = AsyncOpenAI()

history: list[ChatCompletionMessageParam] = [{"role": "system", "content": "You are helpful."}]
tools: list[ChatCompletionToolParam] = [
    {
        "type": "function",
        "function": {
            "name": "get_weather",
            "description": "Weather",
            "parameters": {"type": "object", "properties": {"city": {"type": "string"}}},
        },
    }
]


def system(text: str) -> ChatCompletionSystemMessageParam:
    return {"role": "system", "content": text}


def user(text: str) -> ChatCompletionUserMessageParam:
    return ChatCompletionUserMessageParam(role="user", content=text)


def function() -> FunctionDefinition:
    return FunctionDefinition(name="x", parameters={})


def ask(prompt: str, *, temperature: float | NotGiven = NOT_GIVEN) -> str:
    history.append({"role": "user", "content": prompt})
    completion = client.chat.completions.create(
        model="gpt-4o", messages=history, tools=tools, temperature=temperature, tool_choice="auto"
    )
    message = completion.choices[0].message
    if message.tool_calls:
        for call in message.tool_calls:
            print(call.id, call.function.name, call.function.arguments)
    history.append({"role": "assistant", "content": message.content})
    return message.content or ""


def image(url: str) -> str | None:
    answer = client.chat.completions.create(
        model="gpt-4o",
        messages=[
            {
                "role": "user",
                "content": [
                    {"type": "text", "text": "What is in this image?"},
                    {"type": "image_url", "image_url": {"url": url}},
                ],
            }
        ],
        response_format={"type": "json_object"},
    )
    return answer.choices[0].message.content


def stream(messages: Iterable[ChatCompletionMessageParam]) -> Stream[ChatCompletionChunk]:
    return client.chat.completions.create(model="gpt-4o", messages=messages, stream=True)


async def main() -> None:
    async for chunk in await aclient.chat.completions.create(
        model="gpt-4", messages=[system("a"), user("b")], stream=True
    ):
        print(chunk.choices[0].delta.content or "", end="")


try:
    for part in stream(history):
        print(part.choices[0].delta.content)
except RateLimitError as error:
    print(error.status_code, error.response)
except openai.APIConnectionError as e:
    print(e.__cause__)
except APIError as error:
    print(error.message)
