"""Params kept in a module of their own."""

from __future__ import annotations

from openai.types.chat import CompletionCreateParamsNonStreaming

QUESTION = CompletionCreateParamsNonStreaming(
    model="gpt-4o", messages=[{"role": "user", "content": "hello"}]
)
