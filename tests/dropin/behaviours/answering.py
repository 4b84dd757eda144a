"""Answers that are not what a method expects, and endpoints that are not generated."""

from __future__ import annotations

from typing import Any

from client.recorder import Answer, Recorder
from dropin.behaviours.program import JSON, OBJECT, PLAIN, Program, asked, made
from dropin.sidebyside.portrait import portray


def answered(body: bytes, kind: str = "application/json", status: int = 200) -> Program:
    """What a method makes of an answer."""

    def program(api: Any, server: Recorder) -> Any:
        server.expect([Answer(body, kind, status)])
        return portray(made(api, server).models.retrieve("m"))

    return program


def verb(name: str, path: str = "/thing", answer: Answer = JSON, **arguments: Any) -> Program:
    """A request by its verb; ``cast_to`` may be the name of a type of the package."""

    def program(api: Any, server: Recorder) -> Any:
        server.expect([answer])
        kind = arguments.get("cast_to", object)
        given = {**arguments, "cast_to": getattr(api.types, kind) if kind == "Model" else kind}
        value = getattr(made(api, server), name)(path, **given)
        bodies = [request.body for request in server.requests]
        return portray(value), type(value).__name__, asked(server, "x-a"), bodies

    return program


def events(api: Any, server: Recorder) -> Any:
    server.expect([Answer(b'data: {"a": 1}\n\ndata: {"a": 2}\n\n', "text/event-stream")])
    how = {"body": {}, "stream": True, "stream_cls": api.Stream[object]}
    return [portray(event) for event in made(api, server).post("/s", cast_to=object, **how)]


CASES: dict[str, Program] = {
    "answer text": answered(PLAIN.body, PLAIN.content_type),
    "answer json as text": answered(OBJECT.body, "text/plain"),
    "answer list": answered(b"[1]"),
    "answer null": answered(b"null"),
    "answer string": answered(b'"a"'),
    "answer number": answered(b"1"),
    "answer not json": answered(b"{"),
    "answer empty": answered(b""),
    "answer 204": answered(b"", status=204),
    "answer without a type": answered(OBJECT.body, ""),
    "answer with a charset": answered(OBJECT.body, "application/json; charset=utf-8"),
    "answer of a vendor's json": answered(OBJECT.body, "application/vnd.api+json"),
    "answer of wrong types": answered(b'{"id": 5, "created": "x", "owned_by": [1]}'),
    "get": verb("get"),
    "get query": verb("get", options={"params": {"a": [1, 2], "b": {"c": True}}}),
    "get query in the path": verb("get", "/thing?x=1", options={"params": {"y": 2}}),
    "get headers": verb("get", options={"headers": {"X-A": "1"}}),
    "get model": verb("get", cast_to="Model", answer=OBJECT),
    "get dict of any": verb("get", cast_to=dict[str, Any]),
    "get dict": verb("get", cast_to=dict),
    "get list": verb("get", cast_to=list[int], answer=Answer(b"[1, 2]")),
    "get str": verb("get", cast_to=str, answer=PLAIN),
    "get str of json": verb("get", cast_to=str),
    "get bytes": verb("get", cast_to=bytes, answer=PLAIN),
    "get None": verb("get", cast_to=type(None)),
    "get int": verb("get", cast_to=int, answer=Answer(b"3")),
    "get text as an object": verb("get", answer=PLAIN),
    "get unknown option": verb("get", options={"no_such": 1}),
    "post": verb("post", body={"a": [1, None], "ü": 1.0}),
    "post list": verb("post", body=[1, {"a": 2}]),
    "post nothing": verb("post"),
    "post more": verb("post", body={"a": 1}, options={"extra_json": {"b": 2}}),
    "post content": verb("post", content=b"raw bytes"),
    "put": verb("put", body={"a": 1}),
    "patch": verb("patch", body={"a": 1}),
    "delete": verb("delete", body={"a": 1}),
    "post for events": events,
}
"""Programs by what they try."""
