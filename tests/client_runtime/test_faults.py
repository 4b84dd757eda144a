"""Servers that misbehave: the named error or the retry, and no connection lost."""

from __future__ import annotations

import asyncio
import copy
import pickle
import sys
import time
from email.utils import formatdate
from typing import Any

import httpx2
import pytest
from acme import Acme, AsyncAcme
from acme._runtime import errors, exchange
from acme._runtime.encoding import encode

from client_runtime.halves import Half
from client_runtime.loopback import Answer, Server, answer, events, then

pytestmark = pytest.mark.usefixtures("quick_retries")

FINE = answer({"id": "w", "size": 1})
EVENT = b'data: {"id":"e"}\n\n'
HEAD_OF_100 = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n"


def through_pickle(value: Any) -> Any:
    return pickle.loads(pickle.dumps(value))


def create(client: Any) -> Any:
    return client.widgets.create(name="n")


def stream(client: Any) -> Any:
    return client.widgets.create(name="n", stream=True)


@pytest.mark.parametrize(
    ("fault", "error"),
    [
        (then("close"), errors.APIConnectionError),
        (then("reset"), errors.APIConnectionError),
        (then(HEAD_OF_100, b'{"id":', "close"), errors.APIConnectionError),
        (then(HEAD_OF_100, b'{"id":', "reset"), errors.APIConnectionError),
        (then(b"what is this\r\n\r\n", "close"), errors.APIConnectionError),
        (then(0.6, "close"), errors.APITimeoutError),
        (then(HEAD_OF_100, 0.6, "close"), errors.APITimeoutError),
    ],
    ids=[
        "closed",
        "reset",
        "early close",
        "reset in body",
        "not HTTP",
        "slow headers",
        "slow body",
    ],
)
def test_a_broken_exchange_is_tried_again_and_then_named(
    half: Half, fault: Answer, error: type[Exception]
) -> None:
    with Server(fault) as server:
        with pytest.raises(error) as caught:
            half.run(server.url, create, timeout=0.2)
        assert len(server.requests) == 3
        assert caught.value.__cause__ is not None
        server.wait_until_closed()
    with Server(fault, FINE) as server:
        widget = half.run(server.url, create, create, timeout=0.2)
        assert widget.id == "w"


def test_connection_refused_is_named(half: Half) -> None:
    with Server(FINE) as server:
        pass
    with pytest.raises(errors.APIConnectionError):
        half.run(server.url, create)


@pytest.mark.parametrize(
    ("status", "name"),
    [
        (400, "BadRequestError"),
        (401, "AuthenticationError"),
        (403, "PermissionDeniedError"),
        (404, "NotFoundError"),
        (409, "ConflictError"),
        (418, "APIStatusError"),
        (422, "UnprocessableEntityError"),
        (429, "RateLimitError"),
        (500, "InternalServerError"),
        (599, "InternalServerError"),
    ],
)
def test_a_status_has_its_error(half: Half, status: int, name: str) -> None:
    body = {"error": {"message": "no", "code": 7, "param": "p", "type": "t"}}
    with Server(answer(body, status, x_request_id="req_9")) as server:
        with pytest.raises(errors.APIStatusError) as caught:
            half.run(server.url, create, max_retries=0)
        error = caught.value
        assert type(error).__name__ == name
        assert (error.status_code, error.request_id) == (status, "req_9")
        assert (error.code, error.param, error.type) == ("7", "p", "t")
        assert error.body == body["error"]
        assert error.request.method == "POST"
        assert error.response.status_code == status
        assert str(error) == f"Error code: {status} - no"
        assert len(server.requests) == 1


@pytest.mark.parametrize("status", [408, 409, 429, 500, 503])
def test_these_statuses_are_tried_again(half: Half, status: int) -> None:
    with Server(answer({}, status), answer({}, status), FINE) as server:
        assert half.run(server.url, create).id == "w"
        assert len(server.requests) == 3
        assert len({request.body for request in server.requests}) == 1


@pytest.mark.parametrize(("wish", "sent"), [("true", 2), ("false", 1)])
def test_x_should_retry_decides(half: Half, wish: str, sent: int) -> None:
    status = 400 if wish == "true" else 500
    with Server(answer({}, status, x_should_retry=wish), FINE) as server:
        if sent == 1:
            with pytest.raises(errors.InternalServerError):
                half.run(server.url, create)
        else:
            half.run(server.url, create)
        assert len(server.requests) == sent


@pytest.mark.parametrize(
    ("headers", "least", "most"),
    [
        ({"retry_after_ms": "300"}, 0.3, 0.6),
        ({"retry_after": "0.3"}, 0.3, 0.6),
        ({"retry_after": "soon"}, 0, 0.25),
        ({"retry_after": "-5"}, 0, 0.25),
        ({"retry_after": "nan"}, 0, 0.25),
        ({"retry_after": "Mon, 99 Foo 99999999 00:00:00 GMT"}, 0, 0.25),
    ],
)
def test_retry_after_within_bounds(
    half: Half, headers: dict[str, str], least: float, most: float
) -> None:
    with Server(answer({}, 429, **headers), FINE) as server:
        half.run(server.url, create, create)  # the first call also pays for imports
    with Server(answer({}, 429, **headers), FINE) as server:
        began = time.monotonic()
        half.run(server.url, create)
        assert least <= time.monotonic() - began < most + 0.3


@pytest.mark.parametrize(
    ("headers", "delay"),
    [
        ({"retry-after": "90"}, 90),
        ({"retry-after": "120"}, 120),
        ({"retry-after-ms": "100000"}, 100),
        ({"retry-after": "121"}, None),
        ({"retry-after": "1e400"}, None),
        ({"retry-after-ms": "130000"}, None),
        ({"retry-after": "Wed, 21 Oct 2100 07:28:00 GMT"}, None),
    ],
)
def test_retry_after_up_to_two_minutes(headers: dict[str, str], delay: float | None) -> None:
    assert exchange.retry_delay(0, headers) == delay


def test_a_wait_that_is_too_long_fails_at_once(half: Half) -> None:
    with Server(answer({}, 429, retry_after="121"), FINE) as server:
        with pytest.raises(errors.RateLimitError):
            half.run(server.url, create)
        assert len(server.requests) == 1


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ({"error": {"message": "no"}}, "Error code: 400 - no"),
        ({"message": "plain"}, "Error code: 400 - plain"),
        ({"error": "text"}, "Error code: 400"),
        ({"detail": "x"}, "Error code: 400"),
        (["x"], "Error code: 400"),
        ("<html>" + "x" * 5_000_000, "Error code: 400"),
        ("", "Error code: 400"),
    ],
)
def test_the_text_of_an_error_is_the_message_and_not_the_body(
    half: Half, body: Any, text: str
) -> None:
    with Server(answer(body, 400)) as server, pytest.raises(errors.BadRequestError) as caught:
        half.run(server.url, create)
    assert (str(caught.value), caught.value.message) == (text, text)


@pytest.mark.parametrize("again", [copy.copy, copy.deepcopy, through_pickle])
def test_errors_can_be_copied(half: Half, again: Any) -> None:
    fault = answer({"error": {"message": "no", "code": 7}}, 404)
    with Server(fault) as server, pytest.raises(errors.NotFoundError) as caught:
        half.run(server.url, create)
    other = again(caught.value)
    assert type(other) is errors.NotFoundError
    assert (str(other), other.code, other.body) == ("Error code: 404 - no", "7", caught.value.body)
    assert (other.status_code, other.response.status_code) == (404, 404)
    assert other.response.json() == {"error": {"message": "no", "code": 7}}
    assert other.request.url == caught.value.request.url


def test_every_error_can_be_pickled() -> None:
    request = httpx2.Request("POST", "http://a/b", json={"a": 1})
    response = httpx2.Response(200, text="x", request=request)
    made = [
        errors.APIConnectionError(request=request),
        errors.APITimeoutError(request),
        errors.RedirectError(request=request),
        errors.MissingCredentialError("no key"),
        errors.MalformedStreamError("data", request),
        errors.APIResponseValidationError(response, "x"),
        errors.APIError("m", request, body={"code": 1}),
    ]
    for error in made:
        other = through_pickle(error)
        assert (type(other), str(other)) == (type(error), str(error))
        assert vars(other).keys() == vars(error).keys()


def test_what_cannot_be_sent_is_an_error_of_the_client() -> None:
    deep: dict[str, Any] = {}
    for _ in range(100_000):
        deep = {"next": deep}
    with pytest.raises(errors.EncodeError, match="nested too deeply") as caught:
        encode(deep)
    assert isinstance(caught.value, errors.AcmeError)
    assert isinstance(through_pickle(caught.value), ValueError)
    while deep:  # taken apart here: the interpreter frees nested dicts by recursion
        deep = deep.pop("next")


def test_httpx2_that_is_missing_is_named(monkeypatch: pytest.MonkeyPatch, half: Half) -> None:
    monkeypatch.setitem(sys.modules, "httpx2", None)
    client = Acme(api_key="k") if half.name == "sync" else AsyncAcme(api_key="k")
    with pytest.raises(ImportError, match="pip install httpx2"):
        asyncio.run(create(client))


def test_a_stream_that_is_none_says_what_came(half: Half) -> None:
    for text, kind in (('{"id": "w"}', "application/json"), ("<html>hi</html>", "text/html")):
        page = answer(text, content_type=kind)
        invalid = pytest.raises(errors.APIResponseValidationError)
        with Server(page) as server, invalid as caught:
            half.run(server.url, half.events(stream))
        assert kind in str(caught.value)
        assert text in str(caught.value)


@pytest.mark.parametrize("text", ["", ": ping\n\n", "data: [DONE]\n\n", "id: 3\n\n", "\n"])
def test_a_stream_without_events_is_fine(half: Half, text: str) -> None:
    with Server(answer(text, content_type="text/event-stream")) as server:
        assert half.run(server.url, half.events(stream)) == []


def test_retry_after_as_a_date(half: Half) -> None:
    with Server(
        answer({}, 429, retry_after=formatdate(time.time() + 2, usegmt=True)), FINE
    ) as server:
        began = time.monotonic()
        half.run(server.url, create)
        assert 0.5 < time.monotonic() - began < 3


def test_html_is_not_taken_for_json(half: Half) -> None:
    page = answer("<html>hello</html>", content_type="text/html")
    with Server(page, FINE) as server:
        with pytest.raises(errors.APIResponseValidationError) as caught:
            half.run(server.url, create)
        assert caught.value.body == "<html>hello</html>"
        assert caught.value.status_code == 200


@pytest.mark.parametrize(
    "body",
    [
        "",
        "{",
        '{"a": NaN}',
        '{"a": Infinity}',
        "[" * 100_000,
        '{"a":' + "9" * 10_000 + "}",
        "\ufeff{",
    ],
    ids=["empty", "cut", "NaN", "Infinity", "deep", "long number", "byte order mark"],
)
def test_what_is_no_json_is_named(half: Half, body: str) -> None:
    with Server(answer(body)) as server, pytest.raises(errors.APIResponseValidationError):
        half.run(server.url, create)


@pytest.mark.parametrize("body", ['{"id":"a","id":"w"}', '\ufeff{"id":"w"}', ' {"id":"w"}\n'])
def test_odd_json_is_taken(half: Half, body: str) -> None:
    with Server(answer(body)) as server:
        assert half.run(server.url, create).id == "w"


@pytest.mark.parametrize("data", ["{", "NaN", "[" * 100_000, '{"a":' + "9" * 10_000 + "}"])
def test_malformed_data_of_an_event_is_named(half: Half, data: str) -> None:
    chunk = EVENT + f"data: {data}\n\n".encode()
    with Server(events(chunk), FINE) as server:
        with pytest.raises(errors.MalformedStreamError) as caught:
            half.run(server.url, half.events(stream))
        assert caught.value.data == data
        server.wait_until_closed()


@pytest.mark.parametrize("data", ["null", "7", '"text"', "[]"])
def test_data_that_is_no_object_goes_through(half: Half, data: str) -> None:
    with Server(events(f"data: {data}\n\n".encode())) as server:
        assert len(half.run(server.url, half.events(stream))) == 1


@pytest.mark.parametrize(
    "chunk",
    [
        b'data: {"error":{"message":"no","code":"c"}}\n\n',
        b'event: error\ndata: {"error":{"message":"no","code":"c"}}\n\n',
        b'event: error\ndata: {"message":"no","code":"c"}\n\n',
    ],
)
def test_an_error_in_a_stream_is_the_apis_own(half: Half, chunk: bytes) -> None:
    with Server(events(EVENT, chunk)) as server:
        with pytest.raises(errors.APIError) as caught:
            half.run(server.url, half.events(stream))
        assert type(caught.value) is errors.APIError
        assert (str(caught.value), caught.value.code) == ("no", "c")
        server.wait_until_closed()


@pytest.mark.parametrize(
    ("fault", "error"),
    [
        (then(events(EVENT, whole=False), "close"), errors.APIConnectionError),
        (then(events(EVENT, whole=False), 0.05, "reset"), errors.APIConnectionError),
        (then(events(EVENT, whole=False), 0.6, "close"), errors.APITimeoutError),
    ],
    ids=["truncated", "reset", "slow"],
)
def test_a_stream_that_breaks_off_is_named(
    half: Half, fault: Answer, error: type[Exception]
) -> None:
    with Server(fault) as server:
        with pytest.raises(error):
            half.run(server.url, half.events(stream), timeout=0.3)
        assert len(server.requests) == 1
        server.wait_until_closed()


def test_leaving_a_stream_early_closes_its_connection(half: Half) -> None:
    with Server(events(EVENT * 3, whole=False), FINE) as server:
        few = half.events(stream, take=2)

        def closed(client: Any) -> Any:
            if half.name == "sync":
                return server.wait_until_closed()
            return asyncio.to_thread(server.wait_until_closed)

        half.run(server.url, few, closed, create)
        assert server.accepted == 2


def test_a_status_error_of_a_stream_is_read_and_its_connection_kept(half: Half) -> None:
    with Server(answer({"error": {"message": "no"}}, 400), FINE) as server:

        def refused(client: Any) -> Any:
            try:
                return stream(client)
            except errors.BadRequestError:
                return None

        if half.name == "sync":
            half.run(server.url, refused, create)
            assert server.accepted == 1
        else:
            with pytest.raises(errors.BadRequestError):
                half.run(server.url, stream)


def test_retries_leave_no_connection_behind(half: Half) -> None:
    faults = [then(HEAD_OF_100, "reset"), answer("x" * 9, 500), then("close"), answer({}, 429)]
    with Server(*faults, FINE) as server:
        half.run(server.url, create, create, max_retries=9)
        server.wait_until_closed()
        assert len(server.requests) == 6


def test_cancelling_frees_the_connection() -> None:
    async def main(url: str) -> None:
        http = httpx2.AsyncClient(limits=httpx2.Limits(max_connections=1))
        async with http, AsyncAcme(api_key="k", base_url=url, http_client=http) as client:
            for _ in range(3):
                task = asyncio.create_task(client.widgets.create(name="n"))
                await asyncio.sleep(0.1)
                task.cancel()
                with pytest.raises(asyncio.CancelledError):
                    await task
            assert (await client.widgets.create(name="n")).id == "w"  # type: ignore[union-attr]

    slow = [then(1.0, "close"), then(HEAD_OF_100, 1.0, "close"), then(1.0, "close")]
    with Server(*slow, FINE) as server:
        asyncio.run(main(server.url))


def test_an_unread_body_that_breaks_off_is_named(half: Half) -> None:
    with Server(then(HEAD_OF_100, b"{", 0.05, "reset")) as server:

        def sync(client: Any) -> None:
            for read in ("read", "parse", "iter_bytes", "iter_lines"):
                pending = client.widgets.with_streaming_response.retrieve("w", shelf_id="s")
                with pending as response, pytest.raises(errors.APIConnectionError):
                    list(getattr(response, read)())

        async def asynchronous(client: Any) -> None:
            widgets = client.widgets.with_streaming_response
            for read in ("read", "parse"):
                async with widgets.retrieve("w", shelf_id="s") as response:
                    with pytest.raises(errors.APIConnectionError):
                        await getattr(response, read)()
            async with widgets.retrieve("w", shelf_id="s") as response:
                with pytest.raises(errors.APIConnectionError):
                    [block async for block in response.iter_bytes()]

        half.run(server.url, sync if half.name == "sync" else asynchronous)
        server.wait_until_closed()
