"""Answers with a schema."""

from __future__ import annotations

from openai import OpenAI
from openai.types.beta.chat.parsed_chat_completion import ParsedChatCompletion


def parsed(client: OpenAI) -> object:
    return client.beta.chat.completions.parse(
        model="gpt-4o", messages=[{"role": "user", "content": "three fruits"}]
    )


def first(answer: ParsedChatCompletion[object]) -> object:
    return answer.choices[0].message.parsed
