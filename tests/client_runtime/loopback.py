"""A scripted HTTP server on loopback that speaks in raw bytes and counts connections."""

from __future__ import annotations

import json
import socket
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass
class Request:
    method: str
    target: str
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)


Answer = bytes | Callable[[socket.socket], None]


def answer(
    body: bytes | str | dict[str, Any] | list[Any] = b"{}",
    status: int = 200,
    content_type: str | None = "application/json",
    **headers: str,
) -> bytes:
    """A whole response; header names are given with underscores."""
    if isinstance(body, dict | list):
        body = json.dumps(body)
    content = body.encode() if isinstance(body, str) else body
    lines = [f"HTTP/1.1 {status} Whatever", f"Content-Length: {len(content)}"]
    if content_type is not None:
        lines.append(f"Content-Type: {content_type}")
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + content


def events(*chunks: bytes, whole: bool = True) -> bytes:
    """A chunked event stream; not `whole` lacks the last chunk."""
    head = (
        b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n"
    )
    parts = b"".join(b"%x\r\n%s\r\n" % (len(chunk), chunk) for chunk in chunks)
    return head + parts + (b"0\r\n\r\n" if whole else b"")


def then(*steps: bytes | float | str) -> Callable[[socket.socket], None]:
    """An answer in steps: bytes to send, seconds to wait, "close" or "reset"."""

    def act(connection: socket.socket) -> None:
        for step in steps:
            if isinstance(step, bytes):
                connection.sendall(step)
            elif isinstance(step, str):
                if step == "reset":
                    linger = (1).to_bytes(4, "little") + (0).to_bytes(4, "little")
                    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
                connection.close()
            else:
                time.sleep(step)

    return act


class Server:
    """Gives `answers` one after the other; the last one again and again."""

    def __init__(self, *answers: Answer) -> None:
        self._answers = list(answers)
        self._lock = threading.Lock()
        self.requests: list[Request] = []
        self.open = 0
        self.accepted = 0
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}/v1"
        threading.Thread(target=self._accept, daemon=True).start()

    def __enter__(self) -> Server:
        return self

    def __exit__(self, *_: object) -> None:
        self._listener.shutdown(socket.SHUT_RDWR)  # wakes the thread that accepts
        self._listener.close()

    def wait_until_closed(self, left: int = 0) -> None:
        """Until at most `left` connections are open; AssertionError after 3 seconds."""
        for _ in range(300):
            if self.open <= left:
                return
            time.sleep(0.01)
        raise AssertionError(f"{self.open} connections are still open")

    def _accept(self) -> None:
        while True:
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            with self._lock:
                self.open += 1
                self.accepted += 1
            threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection: socket.socket) -> None:
        try:
            with connection:
                connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                while (request := _read(connection)) is not None:
                    with self._lock:
                        self.requests.append(request)
                        one = self._answers.pop(0) if len(self._answers) > 1 else self._answers[0]
                    if isinstance(one, bytes):
                        connection.sendall(one)
                    else:
                        one(connection)
        except OSError:
            pass
        finally:
            with self._lock:
                self.open -= 1


def _read(connection: socket.socket) -> Request | None:
    data = b""
    while b"\r\n\r\n" not in data:
        if not (more := connection.recv(65536)):
            return None
        data += more
    head, _, body = data.partition(b"\r\n\r\n")
    first, *lines = head.decode("latin-1").split("\r\n")
    method, target, _ = first.split(" ")
    headers = {name.lower(): value for name, _, value in (line.partition(": ") for line in lines)}
    if headers.get("transfer-encoding") == "chunked":
        while not body.endswith(b"\r\n0\r\n\r\n"):
            body += connection.recv(65536)
    while len(body) < int(headers.get("content-length", 0)):
        body += connection.recv(65536)
    return Request(method, target, headers, body)
