"""A small API on loopback that calls the first tool it is given, then answers as it was asked."""

from __future__ import annotations

import base64
import contextlib
import json
import struct
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

_USAGE = {"prompt_tokens": 3, "completion_tokens": 4, "total_tokens": 7}
_RESPONSE_USAGE = {
    "input_tokens": 3,
    "input_tokens_details": {"cached_tokens": 0, "cache_write_tokens": 0},
    "output_tokens": 4,
    "output_tokens_details": {"reasoning_tokens": 0},
    "total_tokens": 7,
}


class Answering(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        """Answer one request."""
        given = json.loads(self.rfile.read(int(self.headers.get("content-length", 0))) or b"{}")
        path = self.path.partition("?")[0]
        if path.endswith("/embeddings"):
            self._send(embeddings(given))
        elif path.endswith("/responses"):
            answer = response(given)
            (
                self._send_events(response_events(answer))
                if given.get("stream")
                else self._send(answer)
            )
        elif path.endswith("/chat/completions"):
            answer = completion(given)
            self._send_events(chunks(answer)) if given.get("stream") else self._send(answer)
        else:
            self._send({"error": {"message": f"no {path}"}}, 404)

    def _send(self, value: Any, status: int = 200) -> None:
        self._raw(json.dumps(value).encode(), "application/json", status)

    def _send_events(self, events: Iterator[tuple[str, Any]]) -> None:
        lines = [
            (f"event: {name}\n" if name else "") + f"data: {json.dumps(value)}\n\n"
            for name, value in events
        ]
        self._raw("".join([*lines, "data: [DONE]\n\n"]).encode(), "text/event-stream")

    def _raw(self, raw: bytes, kind: str, status: int = 200) -> None:
        with contextlib.suppress(OSError):
            self.send_response(status)
            self.send_header("content-type", kind)
            self.send_header("content-length", str(len(raw)))
            self.send_header("x-request-id", "req_1")
            self.end_headers()
            self.wfile.write(raw)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Keep the output clean."""


def completion(given: dict[str, Any]) -> dict[str, Any]:
    """A chat completion: the call of a tool before its result is there, else a text."""
    tools = [t["function"] for t in given.get("tools") or [] if t.get("function")]
    has_result = any(m["role"] in ("tool", "function") for m in given["messages"])
    message: dict[str, Any] = {"role": "assistant", "content": None, "refusal": None}
    if tools and not has_result and given.get("tool_choice") != "none":
        call = {"name": tools[0]["name"], "arguments": json.dumps(sample(tools[0]["parameters"]))}
        message["tool_calls"] = [{"id": "call_1", "type": "function", "function": call}]
    else:
        shape = (given.get("response_format") or {}).get("json_schema", {}).get("schema")
        message["content"] = json.dumps(sample(shape)) if shape else "Hello there"
    reason = "tool_calls" if "tool_calls" in message else "stop"
    choice = {"index": 0, "message": message, "finish_reason": reason, "logprobs": None}
    return {
        "id": "chatcmpl_1",
        "object": "chat.completion",
        "created": 1700000000,
        "model": given["model"],
        "choices": [choice],
        "usage": _USAGE,
    }


def chunks(answer: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    """The same, as the chunks of a stream."""
    base = {**answer, "object": "chat.completion.chunk"}
    usage, choice = base.pop("usage"), answer["choices"][0]
    message = choice["message"]
    deltas: list[dict[str, Any]] = [{"role": "assistant", "content": ""}]
    deltas += [{"content": word} for word in (message["content"] or "").split(" ") if word]
    for call in message.get("tool_calls", ()):
        deltas.append({"tool_calls": [{"index": 0, **call}]})
    for delta in deltas:
        yield "", {**base, "choices": [{"index": 0, "delta": delta, "finish_reason": None}]}
    end = {"index": 0, "delta": {}, "finish_reason": choice["finish_reason"]}
    yield "", {**base, "choices": [end]}
    yield "", {**base, "choices": [], "usage": usage}


def response(given: dict[str, Any]) -> dict[str, Any]:
    """A response: the call of a function before its output is there, else a text."""
    tools = [t for t in given.get("tools") or [] if t["type"] == "function"]
    items = given["input"] if isinstance(given["input"], list) else []
    if tools and not any(i.get("type") == "function_call_output" for i in items):
        output: dict[str, Any] = {
            "type": "function_call",
            "id": "fc_1",
            "call_id": "call_1",
            "status": "completed",
            "name": tools[0]["name"],
            "arguments": json.dumps(sample(tools[0]["parameters"])),
        }
    else:
        shape = ((given.get("text") or {}).get("format") or {}).get("schema")
        text = json.dumps(sample(shape)) if shape else "Hello there"
        part = {"type": "output_text", "text": text, "annotations": [], "logprobs": []}
        output = {
            "type": "message",
            "id": "msg_1",
            "role": "assistant",
            "status": "completed",
            "content": [part],
        }
    return {
        "id": "resp_1",
        "object": "response",
        "created_at": 1700000000,
        "status": "completed",
        "model": given["model"],
        "output": [output],
        "parallel_tool_calls": True,
        "tool_choice": "auto",
        "tools": [],
        "error": None,
        "incomplete_details": None,
        "instructions": None,
        "metadata": {},
        "temperature": 1.0,
        "top_p": 1.0,
        "usage": _RESPONSE_USAGE,
    }


def response_events(answer: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    """The same, as the events of a stream."""
    number = 0

    def event(kind: str, **values: Any) -> tuple[str, Any]:
        nonlocal number
        number += 1
        return kind, {"type": kind, "sequence_number": number, **values}

    item = answer["output"][0]
    started = {**answer, "status": "in_progress", "output": []}
    yield event("response.created", response=started)
    place = {"output_index": 0, "item_id": item["id"]}
    if item["type"] == "message":
        part = item["content"][0]
        yield event("response.output_item.added", output_index=0, item={**item, "content": []})
        inner = {**place, "content_index": 0}
        yield event("response.content_part.added", **inner, part={**part, "text": ""})
        for word in part["text"].split(" "):
            yield event("response.output_text.delta", **inner, delta=word, logprobs=[])
        yield event("response.output_text.done", **inner, text=part["text"], logprobs=[])
        yield event("response.content_part.done", **inner, part=part)
    else:
        empty = {**item, "arguments": "", "status": "in_progress"}
        yield event("response.output_item.added", output_index=0, item=empty)
        arguments = item["arguments"]
        yield event("response.function_call_arguments.delta", **place, delta=arguments)
        name = item["name"]
        yield event(
            "response.function_call_arguments.done", **place, arguments=arguments, name=name
        )
    yield event("response.output_item.done", output_index=0, item=item)
    yield event("response.completed", response=answer)


def embeddings(given: dict[str, Any]) -> dict[str, Any]:
    """Embeddings of three numbers."""
    texts = given["input"] if isinstance(given["input"], list) else [given["input"]]
    numbers = [0.25, -0.5, 1.0]
    packed = base64.b64encode(struct.pack("<3f", *numbers)).decode()
    value: Any = packed if given.get("encoding_format") == "base64" else numbers
    return {
        "object": "list",
        "model": given["model"],
        "data": [
            {"object": "embedding", "index": n, "embedding": value} for n in range(len(texts))
        ],
        "usage": {"prompt_tokens": 3, "total_tokens": 3},
    }


def sample(schema: dict[str, Any], root: dict[str, Any] | None = None) -> Any:
    """A value that a JSON schema allows."""
    root = root or schema
    if "$ref" in schema:
        return sample(root["$defs"][schema["$ref"].rpartition("/")[2]], root)
    if "enum" in schema:
        return schema["enum"][0]
    if "anyOf" in schema:
        return sample(schema["anyOf"][0], root)
    kind = schema.get("type", "object")
    plain = {"string": "text", "integer": 4, "number": 1.5, "boolean": True, "null": None}
    if kind in plain:
        return plain[kind]
    if kind == "array":
        return [sample(schema.get("items", {"type": "string"}), root)]
    return {name: sample(one, root) for name, one in schema.get("properties", {}).items()}


@contextlib.contextmanager
def answering() -> Iterator[str]:
    """Give the base URL."""
    with ThreadingHTTPServer(("127.0.0.1", 0), Answering) as server:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/v1"
        server.shutdown()
