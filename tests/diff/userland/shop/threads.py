"""An assistant and its threads."""

from __future__ import annotations

from openai import OpenAI


def start(client: OpenAI, assistant: str) -> str:
    thread = client.beta.threads.create()
    client.beta.threads.messages.create(thread.id, role="user", content="hello")
    run = client.beta.threads.runs.create(thread.id, assistant_id=assistant)
    return run.id


def show(client: OpenAI, thread: str, message: str) -> str:
    return client.beta.threads.messages.retrieve(message, thread_id=thread).id
