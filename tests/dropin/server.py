"""A small API on loopback, as the programs of this folder call it."""

from __future__ import annotations

import contextlib
import email
import email.policy
import json
import threading
import time
from collections import Counter
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlsplit

TEXT = ("Arr", ", use ", "isinstance", "!")
JOBS = [f"ftjob-{number}" for number in range(5)]


class Api(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    seen: list[str]
    tries: Counter[str]

    def _serve(self) -> None:
        body = self.rfile.read(int(self.headers.get("content-length", 0)))
        url = urlsplit(self.path)
        query = dict(parse_qsl(url.query))
        given, shown = self._given(body)
        self.seen.append(f"{self.command} {url.path} {json.dumps([query, shown], sort_keys=True)}")
        model = given.get("model", "")
        status = self._fault(model)
        if status:
            self._send({"error": _error(status)}, status)
        elif given.get("stream"):
            self._events(_stream(url.path))
        else:
            self._send(_answer(url.path, query, given))

    do_GET = do_POST = do_DELETE = _serve  # noqa: N815

    def _given(self, body: bytes) -> tuple[dict[str, Any], Any]:
        kind = self.headers.get("content-type", "")
        if kind.startswith("multipart/"):
            head = f"Content-Type: {kind}\r\n\r\n".encode()
            form: Any = email.message_from_bytes(head + body, policy=email.policy.HTTP)
            return {}, sorted(
                (part["content-disposition"], part.get_payload(decode=True).decode())
                for part in form.iter_parts()
            )
        given = json.loads(body) if body else {}
        return given, given

    def _fault(self, model: str) -> int:
        """What goes wrong is the name of the model: a status, ``flaky-STATUS`` or ``slow``."""
        self.tries[model] += 1
        if model == "slow":
            time.sleep(0.5)
        kind, _, status = model.rpartition("-")
        if not status.isdecimal() or (kind == "flaky" and self.tries[model] % 3 == 0):
            return 0
        return int(status) if kind in ("flaky", "status") else 0

    def _send(self, value: Any, status: int = 200) -> None:
        raw = value if isinstance(value, bytes) else json.dumps(value).encode()
        kind = "audio/mpeg" if isinstance(value, bytes) else "application/json"
        with contextlib.suppress(OSError):  # the reader may have given up
            self._head(status, kind, len(raw))
            self.wfile.write(raw)

    def _events(self, lines: str) -> None:
        raw = f"{lines}data: [DONE]\n\n".encode()
        with contextlib.suppress(OSError):  # the reader may stop early
            self._head(200, "text/event-stream", len(raw))
            self.wfile.write(raw)

    def _head(self, status: int, kind: str, length: int) -> None:
        self.send_response(status)
        fields = {"content-type": kind, "content-length": str(length)}
        extra = {
            "x-request-id": "req_123",
            "x-my-header": "mine",
            "retry-after-ms": "1",
        }
        for name, value in (fields | extra).items():
            self.send_header(name, value)
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Keep the tests' output clean."""


def _error(status: int) -> dict[str, Any]:
    return {
        "message": f"refused with {status}",
        "type": "t",
        "param": "p",
        "code": f"c{status}",
    }


def _completion(text: str) -> dict[str, Any]:
    message = {
        "role": "assistant",
        "content": text,
        "refusal": None,
        "beyond": {"a": [1]},
    }
    choice = {"index": 0, "message": message, "logprobs": None, "finish_reason": "stop"}
    usage = {"prompt_tokens": 3, "completion_tokens": 4, "total_tokens": 7}
    head = {
        "id": "chatcmpl-1",
        "object": "chat.completion",
        "created": 1700000000,
        "model": "m",
    }
    return {**head, "choices": [choice], "usage": usage, "unknown_prop": "new"}


def _response(text: str, status: str = "completed") -> dict[str, Any]:
    content = [{"type": "output_text", "text": text, "annotations": []}]
    item = {
        "id": "msg_1",
        "type": "message",
        "role": "assistant",
        "status": "completed",
    }
    head = {
        "id": "resp_1",
        "object": "response",
        "created_at": 1700000000,
        "status": status,
    }
    rest = {
        "model": "m",
        "parallel_tool_calls": True,
        "tool_choice": "auto",
        "tools": [],
    }
    output = [{**item, "content": content}] if text else []
    return {**head, **rest, "error": None, "incomplete_details": None, "output": output}


def _chunk(delta: dict[str, Any], reason: str | None = None) -> dict[str, Any]:
    choice = {"index": 0, "delta": delta, "logprobs": None, "finish_reason": reason}
    head = {
        "id": "chatcmpl-1",
        "object": "chat.completion.chunk",
        "created": 1,
        "model": "m",
    }
    return {**head, "choices": [choice]}


def _delta(number: int, text: str) -> dict[str, Any]:
    place = {"item_id": "msg_1", "output_index": 0, "content_index": 0, "logprobs": []}
    kind = "response.output_text.delta"
    return {"type": kind, "sequence_number": number, "delta": text, **place}


def _message_delta(text: str) -> dict[str, Any]:
    content = [{"index": 0, "type": "text", "text": {"value": text}}]
    return {"id": "msg_1", "object": "thread.message.delta", "delta": {"content": content}}


def _said(texts: tuple[str, ...]) -> list[dict[str, Any]]:
    return [{"type": "text", "text": {"value": "".join(texts), "annotations": []}}]


def _job(id_: str) -> dict[str, Any]:
    return {
        "id": id_,
        "object": "fine_tuning.job",
        "created_at": 1,
        "status": "running",
    }


def _jobs(query: dict[str, str]) -> dict[str, Any]:
    start = JOBS.index(query["after"]) + 1 if "after" in query else 0
    found = JOBS[start : start + 2]
    return {
        "object": "list",
        "data": [_job(j) for j in found],
        "has_more": start + 2 < len(JOBS),
    }


def _answer(path: str, query: dict[str, str], given: dict[str, Any]) -> Any:
    name = path.removeprefix("/v1/")
    file = {
        "id": "file-1",
        "object": "file",
        "bytes": 3,
        "created_at": 1,
        "filename": "a.jsonl",
    }
    model = {"id": "m", "object": "model", "created": 1, "owned_by": "us"}
    answers: dict[str, Any] = {
        "responses": _response("".join(TEXT)),
        "chat/completions": _completion("".join(TEXT)),
        "fine_tuning/jobs": _jobs(query) if query or not given else _job("ftjob-9"),
        "files": {**file, "purpose": "fine-tune", "status": "processed"},
        "audio/transcriptions": {"text": "what was said"},
        "audio/speech": bytes(range(256)),
        "models": {"object": "list", "data": [model, {**model, "id": "n"}]},
        "models/m": {"id": "m", "object": "model", "deleted": True},
        "foo": {"given": given, "query": query},
    }
    return answers[name]


CHUNKS = [
    _chunk({"role": "assistant", "content": ""}),
    *(_chunk({"content": text}) for text in TEXT),
    _chunk({}, "stop"),
]
EVENTS = [
    {
        "type": "response.created",
        "sequence_number": 0,
        "response": _response("", "in_progress"),
    },
    *(_delta(number, text) for number, text in enumerate(TEXT, 1)),
    {
        "type": "response.completed",
        "sequence_number": 9,
        "response": _response("".join(TEXT)),
    },
]


RUN = {"id": "run_1", "object": "thread.run", "thread_id": "thread_1", "status": "completed"}
MESSAGE = {"id": "msg_1", "object": "thread.message", "role": "assistant", "thread_id": "thread_1"}
STORY = [
    ("thread.run.created", {**RUN, "status": "queued"}),
    ("thread.message.created", {**MESSAGE, "status": "in_progress", "content": []}),
    *(("thread.message.delta", _message_delta(text)) for text in TEXT),
    ("thread.message.completed", {**MESSAGE, "status": "completed", "content": _said(TEXT)}),
    ("thread.run.completed", RUN),
]


def _stream(path: str) -> str:
    if "threads" in path:
        return "".join(f"event: {e}\ndata: {json.dumps(data)}\n\n" for e, data in STORY)
    events = CHUNKS if "chat" in path else EVENTS
    return "".join(f"data: {json.dumps(event)}\n\n" for event in events)


@contextlib.contextmanager
def serving() -> Iterator[tuple[str, list[str]]]:
    """Give the base URL, and the list that requests go to, one line each."""
    handler = type("_Api", (Api,), {"seen": [], "tries": Counter()})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/v1", handler.seen
        server.shutdown()
