"""Clients in use: connections, loops, arguments, files, bodies, streams."""

from __future__ import annotations

import asyncio
import io
import json
import pickle
from pathlib import Path
from typing import Any

from client.recorder import Answer, Recorder
from dropin.behaviours.program import JSON, Program, asked, attempt, made
from dropin.sidebyside.observing import error_of
from dropin.sidebyside.portrait import portray


def closing(api: Any, server: Recorder) -> Any:
    client = made(api, server)
    states = [client.is_closed()]
    with client as entered:
        entered.models.retrieve("m")
        states += [client.is_closed(), entered is client]
    client.close()
    return *states, client.is_closed(), attempt(lambda: client.models.retrieve("m"))[0]


def copies_share_connections(api: Any, server: Recorder) -> Any:
    first = made(api, server)
    second = first.with_options(timeout=1)
    first.close()
    return first.is_closed(), second.is_closed()


def own_http_client(api: Any, server: Recorder) -> Any:
    http = api.DefaultHttpxClient(headers={"X-B": "own"}, params={"p": "1"})
    with made(api, server, http_client=http) as client:
        client.models.retrieve("m")
    other = api.DefaultAsyncHttpxClient()
    wrong = attempt(lambda: made(api, server, http_client=other))[0]
    asyncio.run(other.aclose())
    return asked(server, "x-b"), http.is_closed, wrong


def many_loops(api: Any, server: Recorder) -> Any:
    client = api.AsyncOpenAI(api_key="k", base_url=server.url, max_retries=2)

    async def ask() -> Any:
        return portray(await client.models.retrieve("m"))

    return [asyncio.run(ask()) for _ in range(3)]


def async_key(api: Any, server: Recorder) -> Any:
    async def key() -> str:
        return "asked for"

    async def ask() -> None:
        async with api.AsyncOpenAI(api_key=key, base_url=server.url) as client:
            await client.models.retrieve("m")

    asyncio.run(ask())
    return asked(server, "authorization")


def async_pages(api: Any, server: Recorder) -> Any:
    first = {"data": [{"id": "a"}, {"id": "b"}], "has_more": True}
    last = {"data": [{"id": "c"}], "has_more": False}
    server.expect([Answer(json.dumps(page).encode()) for page in (first, last)])

    async def ask() -> Any:
        async with api.AsyncOpenAI(api_key="k", base_url=server.url) as client:
            return [file.id async for file in client.files.list(limit=2)]

    return asyncio.run(ask()), asked(server)


def module_client(api: Any, server: Recorder) -> Any:
    api.api_key, api.base_url = "sk-module", f"{server.url}/"
    api.organization, api.default_headers = "org", {"X-A": "1"}
    api.max_retries, api.default_query = 0, {"q": "1"}
    try:
        api.models.retrieve("m")
        return asked(server, "authorization", "openai-organization", "x-a")
    finally:
        api.api_key = api.base_url = api.organization = None
        api.default_headers = api.default_query = None


def models(api: Any, server: Recorder) -> Any:
    model = made(api, server).models.retrieve("m")
    other = pickle.loads(pickle.dumps(model))
    changed = model.model_copy(update={"id": "n"})
    fields = sorted(model.model_fields_set), model.model_extra
    return other == model, changed.id, model.id, fields, str(model) == repr(model)[6:-1]


def model_texts(api: Any, server: Recorder) -> Any:
    model = made(api, server).models.retrieve("m")
    return model.to_json(), model.model_dump_json(), model.to_json(indent=None), repr(model)


def files(api: Any, server: Recorder) -> Any:
    named = io.BytesIO(b"x")
    named.name = "/tmp/dir/named.jsonl"
    here = Path(__file__)
    given: list[Any] = [
        *(b"bytes", io.BytesIO(b"x"), named, here, ("n.txt", b"x"), ('ü "q".txt', b"x")),
        *(("n.bin", b"x", "text/x"), ("n.bin", b"x", "text/x", {"X-P": "1"}), ("n", here)),
        *((None, b"x"), ("n.json", io.BytesIO(b"{}"))),
    ]
    for file in given:
        made(api, server).files.create(file=file, purpose="batch")
    return [sorted(request.parts, key=repr) for request in server.requests]


def odd_files(api: Any, server: Recorder) -> Any:
    create = made(api, server).files.create
    for file in (bytearray(b"array"), ("a.txt", "text"), "text"):
        attempt(lambda file=file: create(file=file, purpose="batch"))
    return [sorted(request.parts, key=repr) for request in server.requests]


def binary(api: Any, server: Recorder) -> Any:
    server.expect([Answer(b"content\nof it", "text/plain; charset=utf-8")])
    content = made(api, server).files.content("f")
    texts = content.text, content.encoding, content.charset_encoding
    pieces = [*content.iter_bytes(5)], [*content.iter_text()], [*content.iter_lines()]
    return content.read(), content.content, texts, pieces, content.response.status_code


def streamed(api: Any, server: Recorder) -> Any:
    server.expect([JSON])
    with made(api, server).models.with_streaming_response.retrieve("m") as response:
        first = response.status_code, response.headers["x-request-id"], response.is_closed
        body = b"".join(response.iter_bytes())
    return first, body, response.is_closed


def events(api: Any, server: Recorder) -> Any:
    lines = b'event: x\ndata: {"id": "1"}\n\n: comment\n\ndata: {"id": "2"}\n\ndata: [DONE]\n\n'
    server.expect([Answer(lines, "text/event-stream")])
    stream = made(api, server).completions.create(model="m", prompt="p", stream=True)
    with stream as entered:
        first = next(stream)
        rest = [portray(event) for event in entered]
    return portray(first), rest, stream.response.is_closed


def events_with_an_error(api: Any, server: Recorder) -> Any:
    lines = b'data: {"id": "1"}\n\ndata: {"error": {"message": "No.", "code": "c"}}\n\n'
    server.expect([Answer(lines, "text/event-stream")])
    seen: list[Any] = []
    try:
        for event in made(api, server).completions.create(model="m", prompt="p", stream=True):
            seen.append(event.id)
    except api.APIError as error:
        return seen, error_of(error)


def extras(api: Any, server: Recorder) -> Any:
    client = made(api, server, default_query={"a": "1", "b": "2"}, default_headers={"X-A": "1"})
    client.completions.create(
        model="m",
        prompt="p",
        temperature=1e-7,
        extra_headers={"x-a": "2", "X-Omitted": api.omit, "Authorization": "own"},
        extra_query={"b": "3", "c": [1, 2.5], "d": {"e": None, "f": ""}},
        extra_body={"model": "n", "deep": {"x": None}},
    )
    return asked(server, "x-a", "x-omitted", "authorization"), json.loads(server.requests[0].body)


def header_of_none(api: Any, server: Recorder) -> Any:
    made(api, server).models.retrieve("m", extra_headers={"X-A": None})
    return asked(server, "x-a")


def options_of_a_call(api: Any, server: Recorder) -> Any:
    client = made(api, server)
    client.with_options(timeout=3).models.retrieve("m")
    client.models.with_raw_response.retrieve("m", timeout=4, extra_headers={"X-A": "1"})
    client.models.retrieve("m", timeout=None)
    client.with_raw_response.models.retrieve("m")
    return asked(server, "x-a")


def arguments(api: Any, server: Recorder) -> Any:
    create = made(api, server).chat.completions.create
    ways: list[dict[str, Any]] = [{}, {"model": "m"}, {"messages": []}, {"model": "m", "stream": 1}]
    return [attempt(lambda way=way: create(**way)) for way in ways]


def ids(api: Any, server: Recorder) -> Any:
    retrieve = made(api, server).models.retrieve
    given: list[Any] = ["", None, "a/b", " ", ".a", "a.b", "a%20b", "a\\b", 5, "..."]
    shown = [attempt(lambda one=one: portray(retrieve(one))) for one in given]
    return shown, asked(server)


def ids_that_lead_astray(api: Any, server: Recorder) -> Any:
    retrieve = made(api, server).models.retrieve
    return [attempt(lambda one=one: retrieve(one)) for one in ("..", ".")]


CASES: dict[str, Program] = {
    "closing": closing,
    "copies share connections": copies_share_connections,
    "own http client": own_http_client,
    "many loops": many_loops,
    "async key": async_key,
    "async pages": async_pages,
    "module client": module_client,
    "models": models,
    "model texts": model_texts,
    "files": files,
    "odd files": odd_files,
    "binary": binary,
    "streamed": streamed,
    "events": events,
    "events with an error": events_with_an_error,
    "extras": extras,
    "header of None": header_of_none,
    "options of a call": options_of_a_call,
    "arguments": arguments,
    "ids": ids,
    "ids that lead astray": ids_that_lead_astray,
}
"""Programs by what they try."""
