"""Questions and answers."""

from __future__ import annotations

from openai import OpenAI

from .settings import MODEL


def ask(client: OpenAI, question: str) -> str:
    answer = client.chat.completions.create(
        model=MODEL,
        messages=[{"role": "user", "content": question}],
        temperature=0.2,
    )
    return answer.choices[0].message.content or ""


def ask_aloud(client: OpenAI, question: str) -> list[str]:
    parts: list[str] = []
    for chunk in client.chat.completions.create(
        model=MODEL, messages=[{"role": "user", "content": question}], stream=True
    ):
        for choice in chunk.choices:
            parts.append(choice.delta.content or "")
    return parts
