"""What programs have in common: how they make a client and show what the server saw."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from client.recorder import Answer, Recorder
from dropin.sidebyside.observing import error_of

Program = Callable[[Any, Recorder], Any]
"""Takes a package and a server; gives plain data."""
OBJECT = Answer(b'{"id": "m", "object": "model", "created": 1, "owned_by": "us", "new": {"a": 1}}')
JSON = Answer(b'{"a": [1, {"b": null}], "c": 1.5}', headers={"x-request-id": "req_1"})
PLAIN = Answer(b"hello", "text/plain; charset=utf-8")


def made(api: Any, server: Recorder, **options: Any) -> Any:
    """A client of the server."""
    return api.OpenAI(**{"api_key": "k", "base_url": server.url, "max_retries": 0, **options})


def asked(server: Recorder, *names: str) -> list[Any]:
    """Method, target and those headers of each request."""
    return [
        (r.method, r.target, {name: r.headers.get(name) for name in names}) for r in server.requests
    ]


def attempt(made_by: Callable[[], Any]) -> Any:
    """What a call gives, or the class and the text of its error."""
    try:
        return made_by()
    except Exception as error:  # an error is a result to compare
        return type(error).__name__, str(error)


def run(program: Program, api: Any, server: Recorder) -> Any:
    """What a program gives, or its error."""
    server.expect([OBJECT])
    try:
        return program(api, server)
    except Exception as error:
        return error_of(error)
