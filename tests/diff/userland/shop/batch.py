"""Work for the night."""

from __future__ import annotations

from openai import OpenAI
from openai.types import Batch

from .uploads import send

open(__file__ + ".ran", "w").close()


def submit(client: OpenAI, data: bytes) -> Batch:
    return client.batches.create(
        completion_window="24h",
        endpoint="/v1/chat/completions",
        input_file_id=send(client, "work.jsonl", data),
    )
