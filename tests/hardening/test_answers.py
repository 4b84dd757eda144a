"""A client that the command line generated, against servers, callers and surroundings that harm."""

from __future__ import annotations

import copy
import json
import logging
import pickle
import time
import traceback
import tracemalloc
from collections.abc import Callable, Iterator
from typing import Any

import httpx2
import pytest

from client_runtime.loopback import Server, answer
from hardening.conftest import tsbind
from hardening.upstream import write_acme
from operations.acme import THINGS
from support.emitted import importable

METHODS = """
  retrieve(id: string, options?: RequestOptions): APIPromise<Thing> {
    return this._client.get(`/things/${id}`, options);
  }
  create(body: ThingParams, options?: RequestOptions): APIPromise<Thing>;
  create(
    body: ThingParams & { stream: true }, options?: RequestOptions
  ): APIPromise<Stream<ThingEvent>>;
  create(
    body: ThingParams, options?: RequestOptions
  ): APIPromise<Thing> | APIPromise<Stream<ThingEvent>> {
    return this._client.post('/things', { body, ...options, stream: body.stream ?? false });
  }
  list(options?: RequestOptions): PagePromise<ThingsPage, Thing> {
    return this._client.getAPIList('/things', CursorPage<Thing>, options);
  }
"""
MORE = "export type ThingsPage = CursorPage<Thing>;\n"


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """Acme as the command line generates it."""
    folder = tmp_path_factory.mktemp("answers")
    things = THINGS.format(methods=METHODS, more=MORE)
    result = tsbind("generate", write_acme(folder, things), "--out", folder / "acme_answers")
    assert result.exit_code == 0, result.output
    with importable(folder, "acme_answers") as package:
        yield package.root


class Answers:
    """A client whose server answers as told, and what it was asked."""

    def __init__(self, package: Any, body: bytes, kind: str = "application/json", **options: Any):
        self.sent: list[httpx2.Request] = []
        headers = {"content-type": kind}

        def answer(request: httpx2.Request) -> httpx2.Response:
            self.sent.append(request)
            pieces = (body[at : at + 65536] for at in range(0, len(body), 65536))
            return httpx2.Response(200, headers=headers, content=pieces)

        http = httpx2.Client(transport=httpx2.MockTransport(answer))
        self.client = package.Acme(**{"api_key": "k", "http_client": http, **options})

    def thing(self) -> Any:
        return self.client.things.retrieve("t")

    def events(self) -> list[Any]:
        return list(self.client.things.create(stream=True))


HARMLESS: dict[str, dict[str, Any]] = {
    "keys of every object": dict.fromkeys(("__class__", "__init__", "__dict__", "__del__"), "x"),
    "keys of the runtime": dict.fromkeys(
        ("_data", "_kept", "_wire", "_request_id", "to_dict", "from_dict"), "x"
    ),
    "keys of JavaScript": {"__proto__": {"polluted": True}, "constructor": {"prototype": {}}},
    "no keys": {"": {"": {"": None}}, " ": 1, "a.b": 2, "\x00": 3, "\ud800": 4},
    "values of wrong kinds": {"id": {"id": [1, None, {"a": 1.5}]}},
    "a long number": {"id": "x", "n": 10**3000},
    "huge floats": {"id": "x", "n": 1e308, "m": -0.0},
    "an index of 10 to the ninth": {"id": "x", "index": 10**9},
    "many keys": {f"k{n}": n for n in range(5000)},
}


@pytest.mark.parametrize("data", HARMLESS.values(), ids=HARMLESS)
def test_answers_are_kept_as_data(package: Any, data: dict[str, Any]) -> None:
    """Nothing on the wire replaces anything of the object: it comes back as it was."""
    found = Answers(package, json.dumps(data).encode()).thing()
    kind = type(found)
    assert found.to_dict() == data
    assert kind.__name__ == "Thing"
    assert isinstance(repr(found), str)
    assert callable(found.to_dict)
    assert copy.deepcopy(found) == found
    assert pickle.loads(pickle.dumps(found)) == found
    assert found._request_id is None
    assert kind.from_dict(data).to_dict() == data
    for name in data:
        assert not callable(getattr(found, name, None)) or name in dir(kind)


def test_keys_twice_and_white_space(package: Any) -> None:
    found = Answers(package, b' \n{"id": "a", "id": "b"}\n').thing()
    assert found.to_dict() == {"id": "b"}


REFUSED = {
    "deep": b"[" * 100_000,
    "deep objects": b'{"a":' * 100_000,
    "10,000 digits": b'{"id":' + b"9" * 10_000 + b"}",
    "NaN": b'{"id": NaN}',
    "minus infinity": b'{"id": -Infinity}',
    "cut": b'{"id": "a',
    "empty": b"",
    "not UTF-8": b'{"id": "\xff"}',
    "UTF-16": '{"id": "a"}'.encode("utf-16"),
    "HTML": b"<html><script>alert(1)</script>",
    "pickle": pickle.dumps({"id": 1}),
}


@pytest.mark.parametrize("body", REFUSED.values(), ids=REFUSED)
def test_answers_that_are_no_json_are_named(package: Any, body: bytes) -> None:
    start = time.process_time()
    with pytest.raises(package.APIResponseValidationError):
        Answers(package, body).thing()
    assert time.process_time() - start < 2


ERRORS: dict[str, bytes] = {
    "nothing": b"",
    "text": b"\x1b[31mno",
    "a list": b"[1]",
    "null": b"null",
    "deep": b"[" * 100_000,
    "error that is a list": b'{"error": [1]}',
    "message that is an object": b'{"error": {"message": {"a": 1}, "code": [], "type": 7}}',
    "HTML": b"<html></html>",
    "megabytes": b'{"error": {"message": "' + b"x" * 2_000_000 + b'"}}',
}


@pytest.mark.parametrize("body", ERRORS.values(), ids=ERRORS)
def test_bodies_of_errors_never_hide_the_error(package: Any, body: bytes) -> None:
    def refuse(request: httpx2.Request) -> httpx2.Response:
        return httpx2.Response(404, content=body, headers={"content-type": "application/json"})

    http = httpx2.Client(transport=httpx2.MockTransport(refuse))
    client = package.Acme(api_key="sk-secret", http_client=http, max_retries=0)
    with pytest.raises(package.NotFoundError) as caught:
        client.things.retrieve("t")
    assert "sk-secret" not in f"{caught.value} {caught.value!r}"


STREAMS: dict[str, tuple[bytes, int]] = {
    "split in the middle": (b'data: {"data":\ndata: "a"}\n\n', 1),
    "CR alone": (b'data: {"data": "a"}\r\rdata: {"data": "b"}\r\r', 2),
    "comments and unknown fields": (b': x\nfoo: bar\ndata: {"data": "a"}\n\n', 1),
    "null": (b"data: null\n\n", 1),
    "no object": (b'data: 7\n\ndata: "x"\n\ndata: []\n\n', 3),
    "not UTF-8": (b'data: {"data": "\xff"}\n\n', 1),
    "names of methods": (b'data: {"close": 1, "__iter__": 2, "data": "a"}\n\n', 1),
    "keys twice": (b'data: {"data": "a", "data": "b"}\n\n', 1),
    "index of 10 to the ninth": (b'data: {"data": "a", "index": 1000000000}\n\n', 1),
    "nothing": (b"", 0),
    "events without data": (b"event: x\n\nid: 1\n\nretry: 99999999999\n\n", 0),
    "an end and more": (b"data: [DONE]\n\ndata: {\n\n", 0),
    "HTML": (b"<html>\n\n", 0),
}


@pytest.mark.parametrize(("body", "count"), STREAMS.values(), ids=STREAMS)
def test_odd_streams_go_on(package: Any, body: bytes, count: int) -> None:
    assert len(Answers(package, body, "text/event-stream").events()) == count


MALFORMED = {
    "cut": b"{",
    "NaN": b'{"data": NaN}',
    "deep": b"[" * 100_000,
    "10,000 digits": b'{"data": ' + b"9" * 10_000 + b"}",
    "markup": b"<html>",
}


@pytest.mark.parametrize("data", MALFORMED.values(), ids=MALFORMED)
def test_malformed_events_are_named(package: Any, data: bytes) -> None:
    with pytest.raises(package.APIError) as caught:
        Answers(package, b"data: " + data + b"\n\n", "text/event-stream").events()
    assert type(caught.value).__name__ == "MalformedStreamError"


def test_memory_of_a_huge_event_is_in_proportion(package: Any) -> None:
    size = 32 << 20
    body = b'data: {"data": "' + b"x" * size + b'"}\n\n'
    made = Answers(package, body, "text/event-stream")
    tracemalloc.start()
    try:
        [event] = made.events()
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert len(event.data) == size
    assert peak < 8 * size


IDS: list[Any] = [
    "../../admin",
    "..",
    "a/../b",
    "%2e%2e",
    "",
    "a\r\nb",
    "a\0",
    None,
    [],
    {},
]


@pytest.mark.parametrize("given", IDS, ids=repr)
def test_ids_that_lead_astray_are_never_sent(package: Any, given: Any) -> None:
    made = Answers(package, b"{}")
    with pytest.raises((ValueError, TypeError), match="id"):
        made.client.things.retrieve(given)
    assert made.sent == []


SEGMENTS = {
    "a?x=1": "a%3Fx=1",
    "#f": "%23f",
    "a%b": "a%25b",
    "a%2fb": "a%252fb",
    "a b": "a%20b",
    "é": "%C3%A9",
}


@pytest.mark.parametrize(("given", "segment"), SEGMENTS.items(), ids=SEGMENTS)
def test_ids_with_marks_of_urls_stay_one_segment(package: Any, given: str, segment: str) -> None:
    """They begin no query and no fragment, and what is encoded already is not decoded."""
    made = Answers(package, b"{}")
    made.client.things.retrieve(given)
    [sent] = made.sent
    assert sent.url.raw_path == f"/v1/things/{segment}".encode()
    assert sent.url.fragment == ""


OPTIONS: dict[str, Callable[[Any], Any]] = {
    "line end in a header": lambda c: c.things.retrieve("t", extra_headers={"X": "a\r\nY: b"}),
    "line end in a header's name": lambda c: c.things.retrieve("t", extra_headers={"X\r\nY": "b"}),
    "letters in a header": lambda c: c.things.retrieve("t", extra_headers={"X": "é"}),
    "line end in the key": lambda c: c.copy(api_key="k\r\nX: y").things.retrieve("t"),
    "letters in the key": lambda c: c.copy(api_key="kéy").things.retrieve("t"),
    "line end in an option": lambda c: c.copy(region="a\nb").things.retrieve("t"),
    "line end in the base URL": lambda c: c.copy(base_url="https://a.test/\r\nx").things.list(),
    "a base URL of files": lambda c: c.copy(base_url="file:///etc").things.list(),
    "no base URL": lambda c: c.copy(base_url="//evil.test").things.list(),
    "another origin": lambda c: c.get("https://evil.test/x", cast_to=dict),
    "no scheme": lambda c: c.get("//evil.test/x", cast_to=dict),
    "climbing": lambda c: c.get("/../admin", cast_to=dict),
    "NaN": lambda c: c.things.create(name=float("nan")),
    "a circle": lambda c: c.things.create(name=circle()),
    "an object": lambda c: c.things.create(name=object()),
}


def circle() -> list[Any]:
    made: list[Any] = []
    made.append(made)
    return made


@pytest.mark.parametrize("call", OPTIONS.values(), ids=OPTIONS)
def test_options_that_could_break_out_are_refused(package: Any, call: Callable[[Any], Any]) -> None:
    made = Answers(package, b"{}", api_key="sk-secret")
    with pytest.raises(Exception) as caught:  # noqa: PT011 - which one is asserted below
        call(made.client)
    ours = (ValueError, TypeError, package.APIError)
    named = isinstance(caught.value, package.MissingCredentialError) and "api_key" in str(
        caught.value
    )
    assert named or isinstance(caught.value, ours), repr(caught.value)
    assert not isinstance(caught.value, RecursionError)
    assert made.sent == []
    assert "k\r\nX" not in str(caught.value)


def test_no_secret_is_shown(
    package: Any, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither in logs, nor by `repr`, nor in errors: key, prompt, and a password in the URL."""
    caplog.set_level(logging.DEBUG)
    made = Answers(
        package, b"{}", api_key="sk-secret", base_url="https://user:hunter2@acme.test/v1"
    )
    made.client.things.create(name="a prompt", extra_headers={"Cookie": "c=monster"})
    with pytest.raises(ValueError, match="origin") as caught:
        made.client.get("https://evil.test/x", cast_to=dict)
    shown = f"{made.client!r} {made.client} {caught.value} {caplog.text}"
    assert [s for s in ("sk-secret", "hunter2", "a prompt", "monster") if s in shown] == []


def test_a_proxy_of_the_environment_is_used_and_not_shown(
    package: Any, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A proxy sees what goes through it and nothing of its own credentials is logged."""
    caplog.set_level(logging.DEBUG, logger="acme_answers")
    with Server(answer({"id": "t"})) as proxy:
        monkeypatch.setenv("HTTP_PROXY", f"http://user:hunter2@127.0.0.1:{proxy.port}")
        monkeypatch.delenv("NO_PROXY", raising=False)
        monkeypatch.delenv("no_proxy", raising=False)
        with package.Acme(api_key="k", base_url="http://acme.test/v1") as client:
            assert client.things.retrieve("t").id == "t"
        assert proxy.requests[0].target == "http://acme.test/v1/things/t"
    ours = [r.getMessage() for r in caplog.records if r.name.startswith("acme_answers")]
    assert "hunter2" not in "\n".join(ours)


REDIRECTS = {
    "another host": "http://localhost:{other}/x",
    "another port": "http://127.0.0.1:{other}/x",
    "no scheme": "//127.0.0.1:{other}/x",
    "credentials in the address": "http://u:p@127.0.0.1:{other}/x",
    "backslashes": "http:\\\\127.0.0.1:{other}/x",
}


@pytest.mark.parametrize("location", REDIRECTS.values(), ids=REDIRECTS)
def test_redirects_elsewhere_carry_nothing(package: Any, location: str) -> None:
    with Server(answer({"id": "t"})) as other:
        moved = answer(b"", 302, location=location.format(other=other.port))
        with (
            Server(moved) as server,
            package.Acme(api_key="sk-secret", base_url=server.url, region="r") as client,
        ):
            try:
                client.things.retrieve("t", extra_headers={"Cookie": "a=b"})
            except package.APIConnectionError:
                assert other.requests == []
        for request in other.requests:
            given = {"host", "accept", "accept-encoding", "user-agent", "connection"}
            assert set(request.headers) <= given
            assert request.body == b""


def test_a_redirect_back_home_brings_no_credential_of_the_other(package: Any) -> None:
    """There and back again: what the other host says goes nowhere, the end is an answer."""
    with Server(answer({"id": "t"})) as home:
        back = answer(b"", 302, location=f"{home.url}/things/t", set_cookie="evil=1")
        with Server(back) as other, package.Acme(api_key="k", base_url=home.url) as client:
            url = f"http://127.0.0.1:{other.port}/x"
            with Server(answer(b"", 302, location=url)) as first:
                client.base_url = first.url
                client.things.retrieve("t")
        assert "evil" not in str(home.requests[0].headers)
        assert "authorization" not in home.requests[0].headers


def test_pages_that_never_end_are_the_callers_choice(package: Any) -> None:
    """One page at a time: a server that always has more makes nobody wait for all of them."""
    sent: list[httpx2.Request] = []

    def more(request: httpx2.Request) -> httpx2.Response:
        sent.append(request)
        return httpx2.Response(200, json={"data": [{"id": f"t{len(sent)}"}], "has_more": True})

    http = httpx2.Client(transport=httpx2.MockTransport(more))
    page = package.Acme(api_key="k", http_client=http).things.list()
    items = [item.id for _, item in zip(range(5), page, strict=False)]
    assert items == ["t1", "t2", "t3", "t4", "t5"]
    assert len(sent) <= 6


def test_pages_that_repeat_end_with_an_error(package: Any) -> None:
    """Whoever wants all of them is not kept by a server that gives one page for ever."""
    made = Answers(package, b'{"data": [{"id": "a"}], "has_more": true}')
    with pytest.raises(package.APIResponseValidationError, match="The page repeats"):
        list(made.client.things.list())
    assert len(made.sent) == 2


@pytest.mark.parametrize("page", [b'{"data": 7}', b'{"data": {"a": 1}}', b"null", b'"x"'])
def test_what_is_no_page_is_named(package: Any, page: bytes) -> None:
    made = Answers(package, page)
    with pytest.raises((package.APIError, TypeError, ValueError)):
        list(made.client.things.list())
    assert len(made.sent) == 1


def test_a_login_in_the_base_url_goes_as_a_header(package: Any) -> None:
    """So that it works as ever, and no log of URLs has it."""
    made = Answers(package, b"{}", base_url="https://us%20er:p%40ss@acme.test/v1")
    made.thing()
    assert str(made.sent[0].url) == "https://acme.test/v1/things/t"
    assert made.sent[0].headers["authorization"] == "Basic dXMgZXI6cEBzcw=="


BAD_BASES = [
    "ftp://user:hunter2@acme.test",
    "user:hunter2@acme.test/v1",
    "//user:hunter2@acme.test/v1",
    "https://user:hunter2@",
    "https://user:hunter2@acme.test/v 1",
    "https://user:hunter2/x@acme.test\\v1",
    "https://user:hunter2/x@acme.test/v1",
    "https://user:hunter2@[::1/v1",
]


@pytest.mark.parametrize("base", BAD_BASES)
def test_a_base_url_that_is_none_fails_at_the_request(package: Any, base: str) -> None:
    """Nothing is sent, and no login is in the error, its cause or the client."""
    made = Answers(package, b"{}", base_url=base)
    with pytest.raises(package.APIConnectionError, match="base URL") as caught:
        made.thing()
    shown = "".join(traceback.format_exception(caught.value))
    assert "hunter2" not in f"{shown} {caught.value!r} {made.client!r}"
    assert made.sent == []
