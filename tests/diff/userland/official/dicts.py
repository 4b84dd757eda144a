"""Params read and changed as the dicts they are."""

from typing import Any

import openai
from openai.types.chat import ChatCompletion, ChatCompletionMessageParam
from openai.types.chat.chat_completion import Choice
from openai.types.chat.chat_completion_content_part_param import ChatCompletionContentPartParam

messages: list[ChatCompletionMessageParam] = []
parts: list[ChatCompletionContentPartParam] = [{"type": "text", "text": "a"}]
messages.append({"role": "user", "content": parts})
messages.extend(
    [
        {
            "role": "assistant",
            "content": "x",
            "tool_calls": [
                {"id": "1", "type": "function", "function": {"name": "a", "arguments": "{}"}}
            ],
        }
    ]
)
messages.append({"role": "tool", "tool_call_id": "1", "content": "r"})
for message in messages:
    print(message["role"], message.get("content"))
    if message["role"] == "assistant":
        print(message.get("tool_calls"))


def choose(completion: ChatCompletion) -> Choice:
    return completion.choices[0]


def config(**extra: Any) -> dict[str, Any]:
    return {"model": "gpt-4o", **extra}


answer = openai.OpenAI().chat.completions.create(messages=messages, **config(temperature=0.1))
print(answer.usage.total_tokens if answer.usage else 0, answer.model_dump_json(indent=2))
raw = openai.OpenAI().chat.completions.with_raw_response.create(model="gpt-4o", messages=messages)
print(raw.headers.get("x"), raw.parse().id)
for m in openai.OpenAI().models.list():
    print(m.id)
