"""CPU per event of streams with snapshots, ours beside the official Python client's, in one run.

    python benchmarks/helpers.py [--spec openai@7.57.0] [--package FOLDER] [--events 3000]

Generates the client (or takes the package in FOLDER); the official client must be installed (the
extra `test` has it). Both read the same bytes from a transport in memory: chat completions,
responses and assistants, first only iterated, then with the snapshot read at every event.
"""

from __future__ import annotations

import argparse
import importlib
import json
import sys
import tempfile
import time
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx2

from client import generated

ROUNDS = 3
JSON = dict[str, Any]


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--spec", default="openai@7.57.0")
    parser.add_argument("--package", type=Path)
    parser.add_argument("--events", type=int, default=3000)
    options = parser.parse_args()
    warnings.simplefilter("ignore")
    with tempfile.TemporaryDirectory() as folder:
        package = options.package or generated(options.spec, Path(folder))
        sys.path.insert(0, str(package.parent))
        ours = importlib.import_module(package.name)
        official = importlib.import_module("openai")
        print(f"CPU us per event, {options.events} events{'ours':>24}{'official':>12}{'ratio':>8}")
        for name, (script, run) in STREAMS.items():
            body = script(options.events)
            for read in (False, True):
                label = f"{name}{', snapshot read each time' if read else ''}"
                one, other = (measured(api, body, run, read) for api in (ours, official))
                print(f"{label:<47}{one:>10.1f}{other:>12.1f}{other / one:>7.1f}x")


def measured(api: Any, body: list[bytes], run: Callable[[Any, bool], int], read: bool) -> float:
    """Microseconds of CPU per event, the best of a few rounds."""

    def answer(_: httpx2.Request) -> httpx2.Response:
        return httpx2.Response(
            200, headers={"content-type": "text/event-stream"}, stream=_Chunks(body)
        )

    best = float("inf")
    with httpx2.Client(transport=httpx2.MockTransport(answer)) as http:
        client = api.OpenAI(api_key="key", base_url="http://localhost/v1", http_client=http)
        for _ in range(ROUNDS):
            begun = time.process_time()
            count = run(client, read)
            best = min(best, (time.process_time() - begun) / count)
    return best * 1e6


class _Chunks(httpx2.SyncByteStream):
    """A body that arrives event by event."""

    def __init__(self, chunks: list[bytes]) -> None:
        self._chunks = chunks

    def __iter__(self) -> Any:
        return iter(self._chunks)


def sse(events: list[JSON]) -> list[bytes]:
    """Events as the bytes of a stream."""
    return [*(f"data: {json.dumps(e)}\n\n".encode() for e in events), b"data: [DONE]\n\n"]


def chat_script(count: int) -> list[bytes]:
    """Chunks of one text."""

    def chunk(delta: JSON, finish: str | None = None) -> JSON:
        choice = {"index": 0, "delta": delta, "logprobs": None, "finish_reason": finish}
        return {"id": "c", "object": "chat.completion.chunk", "created": 1, "model": "m",
                "system_fingerprint": "fp", "choices": [choice]}  # fmt: skip

    texts = [chunk({"content": "hello "}) for _ in range(count)]
    return sse([chunk({"role": "assistant", "content": ""}), *texts, chunk({}, "stop")])


def chat(client: Any, read: bool) -> int:
    """Follow a chat completion."""
    count = 0
    with client.chat.completions.stream(model="m", messages=[]) as stream:
        for event in stream:
            if event.type == "chunk":
                count += 1
                if read and stream.current_completion_snapshot.choices:
                    stream.current_completion_snapshot.choices[0].message.content
        stream.get_final_completion()
    return count


def response_script(count: int) -> list[bytes]:
    """Deltas of one text."""

    def response(status: str, output: list[JSON]) -> JSON:
        return {"id": "r", "object": "response", "created_at": 1, "status": status, "model": "m",
                "output": output, "error": None, "incomplete_details": None, "tools": [],
                "instructions": None, "metadata": {}, "parallel_tool_calls": True,
                "temperature": 1.0, "tool_choice": "auto", "top_p": 1.0}  # fmt: skip

    def message(text: str, status: str) -> JSON:
        part = [{"type": "output_text", "text": text, "annotations": []}] if text else []
        return {"id": "i", "type": "message", "role": "assistant", "status": status,
                "content": part}  # fmt: skip

    at = {"item_id": "i", "output_index": 0, "content_index": 0}
    empty = {"type": "output_text", "text": "", "annotations": []}
    whole = message("hello " * count, "completed")
    events: list[JSON] = [
        {"type": "response.created", "response": response("in_progress", [])},
        {"type": "response.output_item.added", "output_index": 0,
         "item": message("", "in_progress")},
        {"type": "response.content_part.added", **at, "part": empty},
        *({"type": "response.output_text.delta", **at, "delta": "hello ", "logprobs": []}
          for _ in range(count)),
        {"type": "response.output_item.done", "output_index": 0, "item": whole},
        {"type": "response.completed", "response": response("completed", [whole])},
    ]  # fmt: skip
    return sse([{**event, "sequence_number": n} for n, event in enumerate(events)])


def responses(client: Any, read: bool) -> int:
    """Follow a response."""
    count = 0
    with client.responses.stream(model="m", input="x") as stream:
        for event in stream:
            count += 1
            if read and event.type == "response.output_text.delta":
                event.snapshot
        stream.get_final_response()
    return count


def assistant_script(count: int) -> list[bytes]:
    """Deltas of one message of a run."""
    run = {"id": "r", "object": "thread.run", "thread_id": "t", "assistant_id": "a",
           "status": "in_progress", "created_at": 1, "model": "m", "instructions": "",
           "tools": [], "metadata": {}}  # fmt: skip
    message = {"id": "m", "object": "thread.message", "thread_id": "t", "role": "assistant",
               "status": "in_progress", "created_at": 1, "content": [], "attachments": [],
               "metadata": {}}  # fmt: skip
    delta = {"content": [{"index": 0, "type": "text", "text": {"value": "hello "}}]}
    text = {"type": "text", "text": {"value": "hello " * count, "annotations": []}}
    events: list[tuple[str, JSON]] = [
        ("thread.run.created", run),
        ("thread.message.created", message),
        *(("thread.message.delta", {"id": "m", "object": "thread.message.delta", "delta": delta})
          for _ in range(count)),
        ("thread.message.completed", {**message, "status": "completed", "content": [text]}),
        ("thread.run.completed", {**run, "status": "completed"}),
    ]  # fmt: skip
    lines = [f"event: {name}\ndata: {json.dumps(data)}\n\n".encode() for name, data in events]
    return [*lines, b"event: done\ndata: [DONE]\n\n"]


def assistants(client: Any, read: bool) -> int:
    """Follow a run."""
    count = 0
    with client.beta.threads.create_and_run_stream(assistant_id="a") as stream:
        for event in stream:
            count += 1
            if read and event.event == "thread.message.delta":
                stream.current_message_snapshot.content[0].text.value
        stream.get_final_messages()
    return count


STREAMS: dict[str, tuple[Callable[[int], list[bytes]], Callable[[Any, bool], int]]] = {
    "chat.completions.stream": (chat_script, chat),
    "responses.stream": (response_script, responses),
    "beta.threads.create_and_run_stream": (assistant_script, assistants),
}

if __name__ == "__main__":
    main()
