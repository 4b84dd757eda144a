"""Vectors and stores."""

from __future__ import annotations

from collections.abc import Iterator

from openai import OpenAI


def embed(client: OpenAI, texts: list[str]) -> list[list[float]]:
    answer = client.embeddings.create(model="text-embedding-3-small", input=texts)
    return [item.embedding for item in answer.data]


def names(client: OpenAI) -> Iterator[str]:
    for store in client.vector_stores.list(limit=20):
        yield store.name
