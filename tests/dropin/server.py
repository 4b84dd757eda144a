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

from dropin.answers import answer
from dropin.objects import error
from dropin.streams import stream


class Api(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    seen: list[str]
    tries: Counter[str]
    paths: Counter[str]

    def _serve(self) -> None:
        body = self.rfile.read(int(self.headers.get("content-length", 0)))
        url = urlsplit(self.path)
        query = dict(parse_qsl(url.query))
        given, shown = self._given(body)
        self.seen.append(f"{self.command} {url.path} {json.dumps([query, shown], sort_keys=True)}")
        status = self._fault(given.get("model") or "")
        if status:
            self._send({"error": error(status)}, status)
        elif given.get("stream"):
            self._events(stream(url.path))
        else:
            self.paths[url.path] += 1
            self._send(answer(url.path, query, given, self.paths[url.path] - 1))

    do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = _serve  # noqa: N815

    def _given(self, body: bytes) -> tuple[dict[str, Any], Any]:
        kind = self.headers.get("content-type", "")
        if kind.startswith("multipart/"):
            head = f"Content-Type: {kind}\r\n\r\n".encode()
            form: Any = email.message_from_bytes(head + body, policy=email.policy.HTTP)
            fields = sorted(
                (part["content-disposition"], part.get_payload(decode=True).decode())
                for part in form.iter_parts()
            )
            return (
                {"stream": True} if ('form-data; name="stream"', "true") in fields else {}
            ), fields
        given = json.loads(body) if body else {}
        if isinstance(given, dict) and given.get("stream") is False:
            del given["stream"]  # saying so and not saying so are one
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
            "openai-poll-after-ms": "1",
        }
        for name, value in (fields | extra).items():
            self.send_header(name, value)
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Keep the tests' output clean."""


@contextlib.contextmanager
def serving() -> Iterator[tuple[str, list[str]]]:
    """Give the base URL, and the list that requests go to, one line each."""
    handler = type("_Api", (Api,), {"seen": [], "tries": Counter(), "paths": Counter()})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/v1", handler.seen
        server.shutdown()
