"""A loopback server that answers chat completions, streamed and whole."""

from __future__ import annotations

import contextlib
import json
import threading
from collections.abc import Generator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

ANSWER = ["Four", ", as", " ever", "."]


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    requests: list[tuple[str, dict[str, Any]]]

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["content-length"])))
        type(self).requests.append((self.path, body))
        if body.get("stream"):
            self._send("text/event-stream", "".join(map(_event, ANSWER)) + "data: [DONE]\n\n")
        else:
            self._send("application/json", json.dumps(_completion()))

    def _send(self, kind: str, text: str) -> None:
        data = text.encode()
        self.send_response(200)
        self.send_header("content-type", kind)
        self.send_header("content-length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Keep the tests' output clean."""


def _event(text: str) -> str:
    choice = {"index": 0, "delta": {"content": text}, "finish_reason": None}
    chunk = {
        "id": "c1",
        "object": "chat.completion.chunk",
        "created": 1,
        "model": "gpt-4o",
        "choices": [choice],
    }
    return f"data: {json.dumps(chunk)}\n\n"


def _completion() -> dict[str, Any]:
    message = {"role": "assistant", "content": "".join(ANSWER)}
    return {
        "id": "c1",
        "object": "chat.completion",
        "created": 1,
        "model": "gpt-4o",
        "choices": [{"index": 0, "message": message, "logprobs": None, "finish_reason": "stop"}],
        "usage": {"prompt_tokens": 3, "completion_tokens": 4, "total_tokens": 7},
    }


@contextlib.contextmanager
def serving() -> Generator[tuple[str, list[tuple[str, dict[str, Any]]]]]:
    """Give the base URL, and the list that the requests go to."""

    class Recording(Handler):
        """Requests of this server alone."""

    Recording.requests = []
    with ThreadingHTTPServer(("127.0.0.1", 0), Recording) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}", Recording.requests
        server.shutdown()
