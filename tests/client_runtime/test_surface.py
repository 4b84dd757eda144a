"""What a caller sees: pages, streams, raw and binary responses, verbs, strict mode, imports."""

from __future__ import annotations

import asyncio
import gc
import json
import operator
import subprocess
import sys
import warnings
from pathlib import Path
from typing import Any

import httpx2
import pytest
from acme import Acme, AsyncAcme
from acme._runtime import errors
from acme._runtime.decode_error import DecodeError
from acme._runtime.event_reader import EventReader
from acme._runtime.omit import omit
from acme._runtime.responses import RawResponse
from acme._runtime.streams import AsyncStream, Stream
from acme.pagination import AsyncCursorPage, SyncCursorPage
from acme.types import Widget, WidgetEvent

from client_runtime.halves import Half
from client_runtime.installed import install
from client_runtime.loopback import Server, answer, events

FINE = answer({"id": "w", "extra": [1]}, x_request_id="req_1")
PAGES = (
    answer({"data": [{"id": "a"}, {"id": "b"}], "has_more": True}, x_request_id="req_1"),
    answer({"data": [{"id": "c"}], "has_more": False}),
)


def retrieve(client: Any) -> Any:
    return client.widgets.retrieve("w", shelf_id="s")


def test_a_response_knows_its_request(half: Half) -> None:
    with Server(FINE) as server:
        widget = half.run(server.url, retrieve)
    assert type(widget) is Widget
    assert widget._request_id == "req_1"
    assert widget.to_dict() == {"id": "w", "extra": [1]}


def test_lists_are_iterated_over_all_pages() -> None:
    with Server(*PAGES) as server, Acme(api_key="k", base_url=server.url) as client:
        page = client.widgets.list(limit=2)
        assert isinstance(page, SyncCursorPage)
        assert [widget.id for widget in page.data] == ["a", "b"]
        assert (page.has_more, page._request_id) == (True, "req_1")
        assert page.has_next_page()
        assert page.next_page_info().params == {"after": "b"}  # type: ignore[union-attr]
        assert [widget.id for widget in page] == ["a", "b", "c"]
        assert server.requests[1].target == "/v1/widgets?limit=2&after=b"
        following = page.get_next_page()
        assert following == page.get_next_page()
        assert not following.has_next_page()
        assert [len(each.data) for each in page.iter_pages()] == [2, 1]
        assert page.to_dict()["data"] == [{"id": "a"}, {"id": "b"}]
        assert json.loads(page.to_json())["has_more"] is True
        assert repr(page) == "SyncCursorPage(data=[Widget(id='a'), Widget(id='b')], has_more=True)"
        with Server(answer({"data": []})) as empty:
            last = client.with_options(base_url=empty.url).widgets.list()
            with pytest.raises(RuntimeError, match="No next page"):
                last.get_next_page()
        with pytest.raises(AttributeError):
            _ = page.nothing  # type: ignore[attr-defined]


def test_lists_are_awaited_or_iterated() -> None:
    async def main(url: str) -> None:
        async with AsyncAcme(api_key="k", base_url=url) as client:
            assert [widget.id async for widget in client.widgets.list()] == ["a", "b", "c"]
            page = await client.widgets.list()
            assert isinstance(page, AsyncCursorPage)
            assert [widget.id for widget in page.data] == ["c"]
            assert [len(each.data) async for each in page.iter_pages()] == [1]
            raw = await client.widgets.with_raw_response.list()
            assert [widget.id for widget in raw.parse().data] == ["c"]

    with Server(*PAGES) as server:
        asyncio.run(main(server.url))


@pytest.mark.parametrize(
    ("page", "more"),
    [
        ({"data": [{"id": "a"}]}, True),
        ({"data": [{"id": "a"}], "has_more": None}, True),
        ({"data": [{"id": "a"}], "has_more": False}, False),
        ({"data": [{"id": None}], "has_more": True}, False),
        ({"data": [{}], "has_more": True}, False),
        ({"data": [7], "has_more": True}, False),
        ({"data": [], "has_more": True}, False),
        ({"data": None}, False),
        ({}, False),
        ([{"id": "a"}], True),
    ],
)
def test_when_there_is_a_next_page(page: Any, more: bool) -> None:
    with Server(answer(page)) as server, Acme(api_key="k", base_url=server.url) as client:
        assert client.widgets.list().has_next_page() is more


@pytest.mark.parametrize("page", [7, "text", None, {"data": 7}])
def test_what_is_no_page_is_named(half: Half, page: Any) -> None:
    invalid = pytest.raises(errors.APIResponseValidationError)
    with Server(answer(json.dumps(page))) as server, invalid:
        half.run(server.url, lambda client: client.widgets.list())


def test_streams_hold_their_response_and_close(half: Half) -> None:
    content = events(b'data: {"id":"a"}\n\n', b'data: {"id":"b"}\n\ndata: [DONE]\n\ndata: x\n\n')
    with Server(content) as server:
        seen = half.run(
            server.url, half.events(lambda client: client.widgets.create(name="n", stream=True))
        )
        assert [event.id for event in seen] == ["a", "b"]
        assert type(seen[0]) is WidgetEvent
        assert server.requests[0].json == {"name": "n", "stream": True}
        seen = half.run(server.url, half.events(lambda client: client.widgets.events()))
        assert len(seen) == 2


def test_a_sync_stream_by_hand() -> None:
    content = events(
        b'data: {"id":"a"}\n\n: ping\n\ndata:\n\ndata: {"id":"b"}\n\n', b'data: {"id":"c"}\n\n'
    )
    with Server(content) as server, Acme(api_key="k", base_url=server.url) as client:
        stream = client.widgets.create(name="n", stream=True)
        with stream:
            assert isinstance(stream, Stream)
            assert stream.response.status_code == 200
            assert next(stream).id == "a"
            assert [event.id for event in stream] == ["b", "c"]
            assert list(stream) == []
        assert stream.response.is_closed
        stream = client.widgets.create(name="n", stream=True)
        stream.close()
        for _ in range(2):
            with pytest.raises(httpx2.StreamClosed):
                next(iter(stream))


def test_an_async_stream_by_hand() -> None:
    async def main(url: str) -> None:
        async with AsyncAcme(api_key="k", base_url=url) as client:
            stream: Any = await client.widgets.create(name="n", stream=True)
            async with stream:
                assert isinstance(stream, AsyncStream)
                assert (await anext(stream)).id == "a"
                assert [event.id async for event in stream] == ["b"]
                assert [event async for event in stream] == []
            assert stream.response.is_closed
            assert [event async for event in stream] == []
            stream = await client.widgets.create(name="n", stream=True)
            await stream.close()
            with pytest.raises(httpx2.StreamClosed):
                await anext(stream)

    content = events(b'data: {"id":"a"}\n\ndata: {"id":"b"}\n\n')
    with Server(content, content) as server:
        asyncio.run(main(server.url))


def test_a_stream_of_a_response_that_is_read_already() -> None:
    """That of a transport for tests."""
    body = b'data: {"id":"a"}\n\ndata: {"id":"b"}\n\ndata: [DONE]\n\n'
    transport = httpx2.MockTransport(lambda _: httpx2.Response(200, content=body))
    with Acme(api_key="k", http_client=httpx2.Client(transport=transport)) as client:
        stream = client.widgets.create(name="n", stream=True)
        assert [event.id for event in stream] == ["a", "b"]
        assert list(stream) == []


@pytest.mark.parametrize(
    ("wrap", "expected"),
    [
        ("thread.", [{"event": "thread.x", "data": {"id": "a"}}, {"id": "b"}, {"id": "c"}]),
        (
            "",
            [
                {"event": "thread.x", "data": {"id": "a"}},
                {"event": "y", "data": {"id": "b"}},
                {"id": "c"},
            ],
        ),
        (None, [{"id": "a"}, {"id": "b"}, {"id": "c"}]),
    ],
)
def test_named_events_are_wrapped_as_the_endpoint_says(wrap: str | None, expected: Any) -> None:
    response = httpx2.Response(200, request=httpx2.Request("GET", "http://x"))
    reader: EventReader[Any] = EventReader(response, lambda value: value, wrap_events=wrap)
    content = (
        b'event: thread.x\ndata: {"id":"a"}\n\nevent: y\ndata: {"id":"b"}\n\ndata: {"id":"c"}\n\n'
    )
    assert list(reader.read(content)) == expected


def test_raw_responses(half: Half) -> None:
    with Server(answer({}, 500, retry_after_ms="1"), FINE) as server:
        raw = half.run(server.url, lambda client: retrieve_of(client.widgets.with_raw_response))
        assert isinstance(raw, RawResponse)
        assert raw.parse().id == "w"
        assert raw.parse() is raw.parse()
        assert (raw.status_code, raw.request_id, raw.retries_taken) == (200, "req_1", 1)
        assert raw.headers["content-type"] == "application/json"
        assert raw.http_request.method == raw.method == "GET"
        assert raw.http_response.status_code == 200
        assert raw.elapsed.total_seconds() > 0
        assert raw.is_closed
        assert json.loads(raw.content) == json.loads(raw.text) == raw.json()
        deep = half.run(server.url, lambda c: c.with_raw_response.widgets.files.content("f"))
        assert deep.parse().content == raw.content


def retrieve_of(widgets: Any) -> Any:
    return widgets.retrieve("w", shelf_id="s")


def test_a_raw_stream_parses_to_a_stream() -> None:
    with (
        Server(events(b'data: {"id":"a"}\n\n')) as server,
        Acme(api_key="k", base_url=server.url) as client,
    ):
        raw: Any = client.widgets.with_raw_response
        assert [event.id for event in raw.create(name="n", stream=True).parse()] == ["a"]


def test_streaming_responses_sync(tmp_path: Path) -> None:
    with Server(FINE) as server, Acme(api_key="k", base_url=server.url) as client:
        widgets = client.widgets.with_streaming_response
        pending = widgets.retrieve("w", shelf_id="s")
        assert server.requests == []
        with pending as response:
            assert not response.is_closed
            assert response.parse().id == "w"
        with widgets.retrieve("w", shelf_id="s") as response:
            response.stream_to_file(tmp_path / "out")
        assert json.loads((tmp_path / "out").read_bytes()) == {"id": "w", "extra": [1]}
        with widgets.retrieve("w", shelf_id="s") as response:
            pass
        assert response.is_closed


def test_streaming_responses_async(tmp_path: Path) -> None:
    async def main(url: str) -> None:
        async with AsyncAcme(api_key="k", base_url=url) as client:
            widgets = client.widgets.with_streaming_response
            async with widgets.retrieve("w", shelf_id="s") as response:
                assert not response.is_closed
                assert (await response.parse()).id == "w"
                assert await response.text() == '{"id": "w", "extra": [1]}'
            async with widgets.retrieve("w", shelf_id="s") as response:
                await response.stream_to_file(tmp_path / "out")
            assert response.is_closed

    with Server(FINE) as server:
        asyncio.run(main(server.url))
    assert json.loads((tmp_path / "out").read_bytes()) == {"id": "w", "extra": [1]}


def test_binary_responses(half: Half, tmp_path: Path) -> None:
    content = bytes(range(256)) * 3
    with Server(answer(content, content_type="audio/mpeg")) as server:
        binary = half.run(server.url, lambda client: client.widgets.files.content("f"))
        assert server.requests[0].headers["accept"] == "application/binary"
    assert binary.content == binary.read() == b"".join(binary.iter_bytes(100)) == content
    binary.write_to_file(tmp_path / "a")
    binary.stream_to_file(tmp_path / "b")
    asyncio.run(binary.astream_to_file(tmp_path / "c"))
    assert {(tmp_path / name).read_bytes() for name in "abc"} == {content}
    assert asyncio.run(binary.aread()) == content


@pytest.mark.parametrize("text", ["1\n00:00 --> 00:01\nhi", "123", "true", "", "[music] hi", "{hm"])
def test_text_where_an_object_was_declared_is_given_as_text(half: Half, text: str) -> None:
    with Server(answer(text, content_type="text/plain; charset=utf-8")) as server:
        assert half.run(server.url, retrieve) == text
        with pytest.raises(errors.APIResponseValidationError):
            half.run(server.url, retrieve, _strict_response_validation=True)


def test_json_that_says_it_is_text_is_read_all_the_same(half: Half) -> None:
    with Server(answer({"id": "w"}, content_type="text/plain")) as server:
        assert half.run(server.url, retrieve).id == "w"


def test_a_response_without_a_body_is_none(half: Half) -> None:
    with Server(b"HTTP/1.1 204 No Content\r\n\r\n") as server:
        assert half.run(server.url, retrieve) is None


def test_unwrapped_and_deprecated() -> None:
    with (
        Server(answer({"data": {"id": "w"}})) as server,
        Acme(api_key="k", base_url=server.url) as client,
        pytest.warns(DeprecationWarning, match="use `retrieve`"),
    ):
        assert client.widgets.unwrapped().id == "w"


def test_verbs(half: Half) -> None:
    with Server(FINE) as server:
        options = {"headers": {"X-A": "b"}, "params": {"q": 1}, "max_retries": 0, "timeout": 5}
        for verb in ("get", "post", "put", "patch", "delete"):
            body = {} if verb == "get" else {"body": {"a": Widget(id="x"), "b": omit}}
            send = operator.methodcaller(verb, "/x", cast_to=dict, options=options, **body)
            half.run(server.url, send)
            request = server.requests[-1]
            assert (request.method, request.target) == (verb.upper(), "/v1/x?q=1")
            assert request.headers["x-a"] == "b"
            assert verb == "get" or request.json == {"a": {"id": "x"}}
        assert type(half.run(server.url, lambda c: c.get("/x", cast_to=Widget))) is Widget
        assert half.run(server.url, lambda c: c.get("/x", cast_to=object))["extra"] == [1]
        response = half.run(server.url, lambda c: c.get("/x", cast_to=httpx2.Response))
        assert response.status_code == 200
        assert half.run(server.url, lambda c: c.get("/x", cast_to=type(None))) is None
        with pytest.raises(TypeError, match="Unknown option"):
            half.run(server.url, lambda c: c.get("/x", cast_to=dict, options={"no": 1}))
    with Server(events(b'data: {"id":"a"}\n\n')) as server:
        kind: Any = Stream if half.name == "sync" else AsyncStream
        stream = half.events(
            lambda c: c.post("/x", cast_to=Widget, body={}, stream=True, stream_cls=kind[Widget])
        )
        assert type(half.run(server.url, stream)[0]) is Widget


def test_strict_mode_names_the_place(half: Half) -> None:
    with Server(answer({"id": 7})) as server:
        assert half.run(server.url, retrieve).id == 7
        with pytest.raises(errors.APIResponseValidationError, match=r"\$\.id") as caught:
            half.run(server.url, retrieve, _strict_response_validation=True)
        assert isinstance(caught.value.__cause__, DecodeError)
        assert caught.value.body == {"id": 7}


IMPORTS = """
import sys
import acme
heavy = {"httpx2", "asyncio", "anyio", "ssl", "logging", "acme._runtime.multipart", "acme._client"}
assert not heavy & set(sys.modules), heavy & set(sys.modules)
heavy -= {"acme._client"}
client = acme.Acme(api_key="k")
slow = {"typing", "enum", "re", "threading", "weakref"}  # each longer than the whole client
assert not slow & set(sys.modules), slow & set(sys.modules)
client.widgets
acme.AsyncAcme(api_key="k").widgets
assert not heavy & set(sys.modules), heavy & set(sys.modules)
"""


def test_heavy_imports_wait_until_they_are_needed() -> None:
    run = [sys.executable, "-S", "-W", "error", "-c", IMPORTS]
    subprocess.run(run, check=True, cwd=install().parent)


EXIT = """
import asyncio, sys
from acme import Acme, AsyncAcme
client = Acme(api_key="k", base_url=sys.argv[1])
client.widgets.create(name="n")
for event in client.widgets.events():
    break
async def main():
    client = AsyncAcme(api_key="k", base_url=sys.argv[1])
    await client.widgets.create(name="n")
    async for event in await client.widgets.events():
        break
    await client.close()
asyncio.run(main())
"""


def test_no_warning_at_exit() -> None:
    stream = events(b'data: {"id":"a"}\n\n' * 3, whole=False)
    with Server(FINE, stream, FINE, stream) as server:
        run = [sys.executable, "-W", "error", "-c", EXIT, server.url]
        done = subprocess.run(run, check=True, capture_output=True, cwd=install().parent)
        assert (done.stdout, done.stderr) == (b"", b"")


def test_a_client_that_is_dropped_closes_its_connections() -> None:
    with Server(FINE) as server, warnings.catch_warnings():
        warnings.simplefilter("error")
        client = Acme(api_key="k", base_url=server.url)
        client.widgets.create(name="n")
        del client
        gc.collect()
        server.wait_until_closed()
