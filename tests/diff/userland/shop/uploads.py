"""Files sent and fetched."""

from __future__ import annotations

from openai import OpenAI


def send(client: OpenAI, name: str, data: bytes) -> str:
    return client.files.create(file=(name, data), purpose="batch").id


def fetch(client: OpenAI, file_id: str) -> object:
    return client.files.retrieve_content(file_id)


def fetch_bytes(client: OpenAI, file_id: str) -> bytes:
    return client.files.content(file_id).read()
