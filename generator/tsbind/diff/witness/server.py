"""A server on loopback that knows one release: it takes its requests and refuses all others."""

from __future__ import annotations

import re
import threading
from collections.abc import Generator, Iterable
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from tsbind.model.declarations import Package
from tsbind.model.operations import Operation

_PARAMETER = re.compile(r"\\\{[^}]*\\\}")
_USUAL = {"accept": "application/json"}
"""Headers every request has, unless the method has others."""
_VERBS = ("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD")


@dataclass(frozen=True, slots=True)
class Request:
    """What the server looks at; header names in lower case."""

    verb: str
    path: str
    query: str
    headers: dict[str, str]
    body: bytes


class Knowledge:
    """The requests of one release; ``watched`` are headers it looks at, in lower case."""

    def __init__(self, package: Package, watched: Iterable[str]) -> None:
        self.watched = frozenset(watched)
        self.common = _lower(package.client.headers if package.client else ())
        self.rules = [(_pattern(o), o) for o in package.operations if o.path]

    def takes(self, request: Request) -> bool:
        """Whether any operation of the release sends such a request."""
        return any(
            operation.verb.upper() == request.verb
            and pattern.fullmatch(request.path)
            and self._fits(operation, request)
            for pattern, operation in self.rules
        )

    def _fits(self, operation: Operation, request: Request) -> bool:
        static = self.common | _lower(operation.headers)
        told = {name: request.headers.get(name) for name in self.watched}
        if told != {name: static.get(name, _USUAL.get(name)) for name in self.watched}:
            return False
        if request.body and operation.body is None:
            return False
        if request.body and operation.multipart != _is_multipart(request):
            return False
        fixed = "?" in operation.path or operation.page is not None
        return not request.query or operation.query is not None or fixed


def _is_multipart(request: Request) -> bool:
    return request.headers.get("content-type", "").startswith("multipart/")


def _lower(headers: Iterable[tuple[str, str]]) -> dict[str, str]:
    return {name.lower(): value for name, value in headers}


def _pattern(operation: Operation) -> re.Pattern[str]:
    path = re.escape(operation.path.partition("?")[0])
    return re.compile(_PARAMETER.sub("[^/]+", path))


def watched_headers(*packages: Package) -> set[str]:
    """Names of the headers any of the releases always sends with a method, in lower case."""
    found: set[str] = set()
    for package in packages:
        each = [package.client.headers if package.client else ()]
        each += [operation.headers for operation in package.operations]
        found |= {name.lower() for headers in each for name, _ in headers}
    # The type of the body goes with the body.
    return found - {"content-type"}


@contextmanager
def serving(knowledge: Knowledge) -> Generator[str]:
    """A server of this knowledge; gives its base URL."""

    class Handler(BaseHTTPRequestHandler):
        def __getattr__(self, name: str) -> Any:
            if name.removeprefix("do_") in _VERBS:
                return self._answer
            raise AttributeError(name)

        def _answer(self) -> None:
            body = self.rfile.read(int(self.headers.get("content-length") or 0))
            path, _, query = self.path.partition("?")
            headers = {name.lower(): value for name, value in self.headers.items()}
            request = Request(self.command, path, query, headers, body)
            self.send_response(200 if knowledge.takes(request) else 404)
            self.send_header("content-type", "application/json")
            self.send_header("content-length", "2")
            self.end_headers()
            self.wfile.write(b"{}")

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 -- its name
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
