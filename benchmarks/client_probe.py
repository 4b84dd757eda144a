"""One process of `client.py`: measures one client, prints JSON.

python client_probe.py openai|PACKAGE|lines EVENTS
"""

from __future__ import annotations

import json
import os
import resource
import socket
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

ROUNDS = 7
LONG = 1000
"""Milliseconds after which there are no further rounds."""


def serve(listener: socket.socket, events: int) -> None:
    """Answer what the measurements ask for."""
    answers = prepared(events)
    while True:
        connection, _ = listener.accept()
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        with connection:
            while (head := request(connection)) is not None:
                connection.sendall(answers[which(head)])


def request(connection: socket.socket) -> bytes | None:
    """One request whole."""
    data = b""
    while b"\r\n\r\n" not in data:
        more = connection.recv(65536)
        if not more:
            return None
        data += more
    head, _, body = data.partition(b"\r\n\r\n")
    fields = dict(line.lower().split(b": ", 1) for line in head.split(b"\r\n")[1:])
    while len(body) < int(fields.get(b"content-length", 0)):
        body += connection.recv(65536)
    return head.split(b"\r\n")[0] + b"\n" + body


def which(asked: bytes) -> str:
    """Which answer a request gets."""
    if b" /v1/files" in asked:
        return "list"
    streamed = b'"stream":true' in asked.replace(b" ", b"")
    kind = "responses" if b" /v1/responses" in asked else "chat"
    return f"{kind} stream" if streamed else kind


def prepared(events: int) -> dict[str, bytes]:
    """The answers as bytes."""
    chunk = {
        "id": "chatcmpl-1", "object": "chat.completion.chunk", "created": 1, "model": "m",
        "system_fingerprint": "fp", "service_tier": "default", "obfuscation": "abcdef",
        "choices": [{"index": 0, "delta": {"content": "hello "}, "logprobs": None,
                     "finish_reason": None}],
    }  # fmt: skip
    delta = {
        "type": "response.output_text.delta", "item_id": "msg_1", "output_index": 0,
        "content_index": 0, "delta": "hello ", "logprobs": [], "sequence_number": 7,
        "obfuscation": "abcdef",
    }  # fmt: skip
    chat = {
        "id": "chatcmpl-1", "object": "chat.completion", "created": 1, "model": "m",
        "choices": [{"index": 0, "finish_reason": "stop", "logprobs": None,
                     "message": {"role": "assistant", "content": "hello", "refusal": None}}],
        "usage": {"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2},
    }  # fmt: skip
    response = {
        "id": "resp_1", "object": "response", "created_at": 1, "status": "completed", "model": "m",
        "output": [{"type": "message", "id": "msg_1", "role": "assistant", "status": "completed",
                    "content": [{"type": "output_text", "text": "hello", "annotations": []}]}],
        "parallel_tool_calls": True, "tools": [], "tool_choice": "auto", "error": None,
        "incomplete_details": None, "instructions": None, "metadata": {}, "temperature": 1,
        "top_p": 1,
    }  # fmt: skip
    one = {
        "id": "file-abcdefghijklmnopqrstuvwx", "object": "file", "bytes": 120000,
        "created_at": 1677610602, "filename": "salesOverview.pdf", "purpose": "assistants",
        "status": "processed", "expires_at": None,
    }  # fmt: skip
    number = 1_200_000 // len(json.dumps(one))
    files = {"object": "list", "data": [one] * number, "has_more": False}
    chat_event = f"data: {json.dumps(chunk)}\n\n"
    response_event = f"event: {delta['type']}\ndata: {json.dumps(delta)}\n\n"
    return {
        "chat": whole(json.dumps(chat)),
        "responses": whole(json.dumps(response)),
        "list": whole(json.dumps(files)),
        "chat stream": whole(chat_event * events + "data: [DONE]\n\n", "text/event-stream"),
        "responses stream": whole(response_event * events, "text/event-stream"),
    }


def whole(body: str, kind: str = "application/json") -> bytes:
    """A response."""
    content = body.encode()
    head = f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nContent-Length: {len(content)}\r\n\r\n"
    return head.encode() + content


def cpu(start: float) -> float:
    """Milliseconds of CPU since ``start``."""
    return (time.process_time() - start) * 1e3


def memory() -> float:
    """Resident memory in MB, as Linux tells it (proc(5), ``statm``)."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize() / 1e6


def client_measures(name: str, url: str, count: int) -> dict[str, float]:
    """The measures of a client: package ``name`` has an ``OpenAI`` class."""
    import importlib

    result: dict[str, float] = {}
    start = time.process_time()
    client: Any = importlib.import_module(name).OpenAI(api_key="key", base_url=url)
    result["start"] = cpu(start)
    result["memory"] = memory()
    messages = [{"role": "user", "content": "hello"}]

    def chat() -> None:
        client.chat.completions.create(model="m", messages=messages).choices[0].message.content

    def chunks() -> Any:
        return client.chat.completions.create(model="m", messages=messages, stream=True)

    def events() -> Any:
        return client.responses.create(model="m", input="hello", stream=True)

    def listed() -> None:
        for one in client.files.list().data:
            one.id

    result["first_chat"] = least(chat, 1)
    result["start_and_chat"] = result["start"] + result["first_chat"]
    result["first_response"] = least(
        lambda: client.responses.create(model="m", input="hello").output[0].content[0].text, 1
    )
    result["second_chat"] = least(chat)
    result |= stream_measures(chunks, events, count)
    result["list"] = least(listed)
    result["memory_end"] = memory()
    client.close()  # the server has one connection at a time
    return result | async_measures(importlib.import_module(name).AsyncOpenAI, url, count)


def stream_measures(
    chunks: Callable[[], Any], events: Callable[[], Any], count: int
) -> dict[str, float]:
    """Microseconds for each of ``count`` events: only taken, and with the text read."""

    def texts() -> None:
        for chunk in chunks():
            chunk.choices[0].delta.content

    def deltas() -> None:
        for event in events():
            if event.type == "response.output_text.delta":
                event.delta

    return {
        "chat_chunk": least(lambda: exhaust(chunks())) * 1e3 / count,
        "chat_text": least(texts) * 1e3 / count,
        "response_delta": least(lambda: exhaust(events())) * 1e3 / count,
        "response_text": least(deltas) * 1e3 / count,
    }


def exhaust(items: Iterable[Any]) -> None:
    """Take every item."""
    for _ in items:
        pass


def async_measures(client_class: Any, url: str, count: int) -> dict[str, float]:
    """The same of the async half."""
    import asyncio

    messages = [{"role": "user", "content": "hello"}]

    async def chunk() -> None:
        async for _ in await client.chat.completions.create(
            model="m", messages=messages, stream=True
        ):
            pass

    async def text() -> None:
        async for chunk in await client.chat.completions.create(
            model="m", messages=messages, stream=True
        ):
            chunk.choices[0].delta.content

    async def delta() -> None:
        async for _ in await client.responses.create(model="m", input="hello", stream=True):
            pass

    async def delta_text() -> None:
        async for event in await client.responses.create(model="m", input="hello", stream=True):
            if event.type == "response.output_text.delta":
                event.delta

    actions = {
        "async_chat_chunk": chunk,
        "async_chat_text": text,
        "async_response_delta": delta,
        "async_response_text": delta_text,
    }
    with asyncio.Runner() as runner:
        client = client_class(api_key="key", base_url=url)
        return {
            name: least(lambda a=action: runner.run(a())) * 1e3 / count
            for name, action in actions.items()
        }


def line_measures(url: str, count: int) -> dict[str, float]:
    """httpx2's lines and `json.loads`, nothing else; of the async half as well."""
    import httpx2

    with httpx2.Client() as client:

        def lines(path: str) -> None:
            with client.stream("POST", url + path, json={"stream": True}) as response:
                for line in response.iter_lines():
                    if line.startswith("data: {"):
                        json.loads(line[6:])

        return {
            "chat_chunk": (chat := least(lambda: lines("/chat/completions")) * 1e3 / count),
            "chat_text": chat,
            "response_delta": (response := least(lambda: lines("/responses")) * 1e3 / count),
            "response_text": response,
            "list": least(lambda: client.get(url + "/files").json()),
        }


def async_line_measures(url: str, count: int) -> dict[str, float]:
    """The same of the async half."""
    import asyncio

    import httpx2

    async def lines(client: httpx2.AsyncClient, path: str) -> None:
        async with client.stream("POST", url + path, json={"stream": True}) as response:
            async for line in response.aiter_lines():
                if line.startswith("data: {"):
                    json.loads(line[6:])

    with asyncio.Runner() as runner:
        client = httpx2.AsyncClient()
        chat = least(lambda: runner.run(lines(client, "/chat/completions"))) * 1e3 / count
        response = least(lambda: runner.run(lines(client, "/responses"))) * 1e3 / count
        runner.run(client.aclose())
    return {
        "async_chat_chunk": chat,
        "async_chat_text": chat,
        "async_response_delta": response,
        "async_response_text": response,
    }


def least(action: Any, rounds: int = ROUNDS) -> float:
    """The least CPU of some rounds, in ms; fewer, but two, of what takes long."""
    times: list[float] = []
    while len(times) < min(rounds, 2) or (len(times) < rounds and sum(times) < LONG):
        start = time.process_time()
        action()
        times.append(cpu(start))
    return min(times)


def main(kind: str, events: int) -> None:
    """Measure and print."""
    listener = socket.create_server(("127.0.0.1", 0))
    url = f"http://127.0.0.1:{listener.getsockname()[1]}/v1"
    process = os.fork()
    if process == 0:
        serve(listener, events)
    listener.close()
    try:
        if kind == "lines":
            print(json.dumps(line_measures(url, events) | async_line_measures(url, events)))
        else:
            print(json.dumps(client_measures(kind, url, events)))
    finally:
        os.kill(process, 9)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
