"""Answers that are shown while they are written, and counted."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator

from answers.vendor.openai import AsyncOpenAI, OpenAI
from answers.vendor.openai.types.chat import ChatCompletion


def stream_answer(client: OpenAI, question: str) -> Iterator[str]:
    """The pieces of an answer, as they come."""
    stream = client.chat.completions.create(
        model="gpt-4o",
        messages=[{"role": "user", "content": question}],
        stream=True,
    )
    for chunk in stream:
        for choice in chunk.choices:
            if choice.delta.content:
                yield choice.delta.content


async def stream_answer_async(client: AsyncOpenAI, question: str) -> AsyncIterator[str]:
    """The pieces of an answer, as they come."""
    stream = await client.chat.completions.create(
        model="gpt-4o",
        messages=[{"role": "user", "content": question}],
        stream=True,
    )
    async for chunk in stream:
        for choice in chunk.choices:
            if choice.delta.content:
                yield choice.delta.content


def whole_answer(client: OpenAI, question: str) -> tuple[str, int]:
    """An answer in one piece, and the tokens it took."""
    completion: ChatCompletion = client.chat.completions.create(
        model="gpt-4o", messages=[{"role": "user", "content": question}]
    )
    content = completion.choices[0].message.content
    tokens = completion.usage.total_tokens if completion.usage else 0
    return content or "", tokens
