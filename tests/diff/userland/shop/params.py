"""Params kept in a module of their own."""

from __future__ import annotations

from openai.types.chat import (
    CompletionCreateParamsNonStreaming,
    CreateChatCompletionRequestMessage,
)

QUESTION = CompletionCreateParamsNonStreaming(
    model="gpt-4o", messages=[{"role": "user", "content": "hello"}]
)


def last(messages: list[CreateChatCompletionRequestMessage]) -> object:
    return messages[-1]
