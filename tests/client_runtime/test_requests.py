"""What goes on the wire, and what must not."""

from __future__ import annotations

import logging
import os
import re
import socket
import subprocess
import sys
import tempfile
import tracemalloc
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import httpx2
import pytest
from acme import Acme, AsyncAcme
from acme._client import _CONFIG
from acme._runtime import errors
from acme._runtime.call import build_call
from acme._runtime.config import Credential, Option
from acme._runtime.endpoint import Endpoint
from acme._runtime.omit import omit
from acme._runtime.query import merge, stringify
from acme._runtime.resource import SyncAPIResource
from acme._runtime.sync_client import SyncAPIClient
from acme.types import WidgetCreateParams

from client_runtime import loopback
from client_runtime.halves import Half
from client_runtime.installed import install
from client_runtime.loopback import Request, Server, answer

FINE = answer({"id": "w"})


def sent(half: Half, *actions: Any, **options: Any) -> Request:
    """The request that the last of `actions` made."""
    with Server(FINE) as server:
        half.run(server.url, *actions, **options)
        return server.requests[-1]


def retrieve(widget_id: Any = "w", **options: Any) -> Any:
    return lambda client: client.widgets.retrieve(widget_id, **{"shelf_id": "s", **options})


def create(**options: Any) -> Any:
    return lambda client: client.widgets.create(**{"name": "n", **options})


def test_values_go_where_the_endpoint_says(half: Half) -> None:
    request = sent(
        half,
        retrieve(
            include=(item for item in ("a", "b c")),
            trace="t",
            extra_query={"deep": {"x": [1, True, None]}, "gone": omit},
            extra_headers={"X-More": "m"},
        ),
    )
    url = urlsplit(request.target)
    assert (request.method, url.path) == ("GET", "/v1/shelves/s/widgets/w")
    assert parse_qsl(url.query, keep_blank_values=True) == [
        ("include[]", "a"),
        ("include[]", "b c"),
        ("deep[x][]", "1"),
        ("deep[x][]", "true"),
    ]
    assert request.headers["x-trace"] == "t"
    assert request.headers["x-more"] == "m"
    assert request.headers["beta"] == "widgets=v2"
    assert request.headers["authorization"] == "Bearer key"
    assert "content-type" not in request.headers
    assert request.body == b""


@pytest.mark.parametrize(
    ("options", "body"),
    [
        ({}, {"name": "n"}),
        ({"tags": {"a": "b"}}, {"name": "n", "tags": {"a": "b"}}),
        ({"tags": None}, {"name": "n", "tags": None}),
        ({"extra_body": {"x": 1, "name": "m"}}, {"name": "m", "x": 1}),
        ({"name": omit, "params": WidgetCreateParams(name="p")}, {"name": "p"}),
        (
            {"params": WidgetCreateParams(name="p", tags={"t": "u"})},
            {"name": "n", "tags": {"t": "u"}},
        ),
        ({"name": omit, "params": {"name": "p", "unheard": [1]}}, {"name": "p", "unheard": [1]}),
        ({"name": "\ud800 é"}, {"name": "\ud800 é"}),
    ],
)
def test_the_body_is_what_was_given(half: Half, options: dict[str, Any], body: Any) -> None:
    assert sent(half, create(**options)).json == body


@pytest.mark.parametrize(
    ("options", "message"),
    [({"name": omit}, "Missing required arguments"), ({"params": 3}, "Expected a mapping")],
)
def test_required_values_are_asked_for(half: Half, options: dict[str, Any], message: str) -> None:
    with pytest.raises(TypeError, match=message):
        sent(half, create(**options))


@pytest.mark.parametrize(
    ("given", "segment"),
    [
        ("a/b", "a%2Fb"),
        ("ft:gpt-4:org::x", "ft:gpt-4:org::x"),
        ("ü ñ", "%C3%BC%20%C3%B1"),
        ("100%", "100%25"),
        ("...", "..."),
        ("a..b", "a..b"),
        ("{shelf_id}", "%7Bshelf_id%7D"),
        (7, "7"),
    ],
)
def test_path_parameters_are_one_encoded_segment(half: Half, given: Any, segment: str) -> None:
    assert sent(half, retrieve(given)).target == f"/v1/shelves/s/widgets/{segment}"


@pytest.mark.parametrize(
    "given",
    [
        *(
            "",
            ".",
            "..",
            "../../admin",
            "a/../b",
            "%2e%2e",
            "%2E.",
            "%252e%252e",
            "..%2fx",
            "..\\x",
        ),
        *("a\r\nb", "a\0", "\x7f"),
        *(None, [], omit),
    ],
)
def test_path_parameters_that_could_lead_astray_are_refused(half: Half, given: Any) -> None:
    with Server(FINE) as server:
        with pytest.raises(ValueError, match="widget_id"):
            half.run(server.url, retrieve(given))
        assert server.requests == []


def test_an_empty_path_parameter_is_named(half: Half) -> None:
    message = "Expected a non-empty value for `shelf_id` but received ''"
    with pytest.raises(ValueError, match=message):
        sent(half, retrieve(shelf_id=""))


@pytest.mark.parametrize(
    "path",
    [
        *(
            "http://other.example/x",
            "https://127.0.0.1/x",
            "//other.example/x",
            "file:///etc/passwd",
        ),
        *("/../admin", "/a/%2e%2e/b", "/a b", "/a\r\nb", "/a#b", "\\\\x"),
    ],
)
def test_paths_to_elsewhere_are_refused(half: Half, path: str) -> None:
    with Server(FINE) as server:
        with pytest.raises(ValueError, match=r"path|origin"):
            half.run(server.url, lambda client: client.get(path, cast_to=dict))
        assert server.requests == []


def test_an_absolute_url_of_another_origin_says_what_to_do(half: Half) -> None:
    with Server() as other, pytest.raises(ValueError, match=r"client\.copy\(base_url="):
        half.run("https://api.test", lambda c: c.get(f"{other.url}/x", cast_to=dict))
    assert other.requests == []


def test_an_absolute_url_of_the_same_origin_is_taken(half: Half) -> None:
    with Server(FINE) as server:
        url = f"http://127.0.0.1:{server.port}/v2/x?a=1"
        half.run(server.url, lambda client: client.get(url, cast_to=dict))
        assert server.requests[0].target == "/v2/x?a=1"


@pytest.mark.parametrize(
    "headers",
    [
        *({"X-A": "a\r\nX-B: b"}, {"X-A": "a\nb"}, {"X-A\r\nX-B": "b"}, {"X-A": "é"}, {"": "b"}),
        *({"X A": "b"}, {"X-A": "a\0"}),
    ],
)
def test_headers_that_could_break_out_are_refused(half: Half, headers: dict[str, str]) -> None:
    with Server(FINE) as server:
        with pytest.raises(ValueError, match="header") as caught:
            half.run(server.url, retrieve(extra_headers=headers))
        with pytest.raises(ValueError, match="header"):
            half.run(server.url, retrieve(), default_headers=headers)
        assert server.requests == []
        assert "X-B: b" not in str(caught.value)


def test_headers_are_merged_without_regard_to_case(half: Half) -> None:
    request = sent(
        half,
        retrieve(extra_headers={"x-default": "call", "X-GONE": omit, "x-none": None}),
        default_headers={"X-Default": "client", "X-Gone": "g", "X-None": "n", "X-Kept": "k"},
    )
    assert request.headers["x-default"] == "call"
    assert request.headers["x-kept"] == "k"
    assert "x-gone" not in request.headers
    assert "x-none" not in request.headers


def test_headers_come_from_the_environment(half: Half, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "X-Env: a: b\n no colon \r\n X-Default :env\nX-Gone: g"
    monkeypatch.setenv("ACME_CUSTOM_HEADERS", text)
    headers = {"x-default": "client", "X-GONE": omit}

    request = sent(half, retrieve(), default_headers=headers)

    assert request.headers["x-env"] == "a: b"
    assert request.headers["x-default"] == "client"
    assert "x-gone" not in request.headers


def test_credentials_can_be_replaced_and_taken_away(half: Half) -> None:
    replaced = sent(half, retrieve(extra_headers={"authorization": "Basic x"}))
    assert replaced.headers["authorization"] == "Basic x"
    assert (
        "authorization" not in sent(half, retrieve(extra_headers={"Authorization": omit})).headers
    )


def test_a_credential_may_be_asked_for_at_each_attempt(half: Half) -> None:
    tokens = iter(["one", "two"])

    async def later() -> str:
        return next(tokens)

    provider = (lambda: next(tokens)) if half.name == "sync" else later
    with Server(answer({}, 500, retry_after_ms="1"), FINE) as server:
        half.run(server.url, create(), api_key=provider)
        given = [request.headers["authorization"] for request in server.requests]
    assert given == ["Bearer one", "Bearer two"]


@pytest.mark.parametrize("token", ["", None, 3])
def test_a_credential_that_is_none_is_an_error(half: Half, token: Any) -> None:
    with Server(FINE) as server:
        with pytest.raises(errors.AcmeError, match="api_key"):
            half.run(server.url, create(), api_key=lambda: token)
        assert server.requests == []


@pytest.mark.parametrize("kind", [Acme, AsyncAcme])
def test_a_missing_credential_names_its_variable(
    kind: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("ACME_API_KEY", raising=False)
    with pytest.raises(errors.AcmeError, match="ACME_API_KEY"):
        kind()
    monkeypatch.setenv("ACME_API_KEY", "from the environment")
    monkeypatch.setenv("ACME_BASE_URL", "http://env.example/v3")
    assert kind().api_key == "from the environment"
    assert str(kind().base_url) == "http://env.example/v3/"


@pytest.mark.parametrize("url", ["ftp://x", "x", "http://", "http://a b", "http://a\r\nb"])
def test_a_base_url_must_be_one(url: str) -> None:
    client = Acme(api_key="k", base_url=url)  # a program may have one that it never uses
    with pytest.raises(errors.APIConnectionError, match="base URL"):
        retrieve("w")(client)


def test_queries_of_base_url_client_and_call_are_merged(half: Half) -> None:
    with Server(FINE) as server:
        half.run(
            server.url + "?v=1&a=base",
            retrieve(extra_query={"b": "call"}),
            default_query={"a": "client", "b": "client"},
        )
        target = urlsplit(server.requests[0].target)
    assert target.path == "/v1/shelves/s/widgets/w"
    assert parse_qsl(target.query) == [("v", "1"), ("a", "client"), ("b", "call")]


def test_with_options_changes_a_copy() -> None:
    client = Acme(api_key="k", base_url="http://a.example", default_headers={"A": "1"})
    other = client.with_options(
        timeout=3, max_retries=7, default_headers={"B": "2"}, organization="o"
    )
    assert (other.timeout, other.max_retries, other.organization) == (3, 7, "o")
    assert (client.max_retries, client.organization) == (2, None)
    assert client.timeout == httpx2.Timeout(600.0, connect=5.0)
    assert {"A", "B"} < set(other.default_headers)
    only = other.copy(set_default_headers={"C": "3"})
    assert "A" not in only.default_headers
    assert only.api_key == "k"
    other.close()
    assert client.is_closed()


@pytest.mark.parametrize(("given", "error"), [(None, TypeError), (-1, ValueError)])
def test_how_often_it_cannot_be_tried(given: Any, error: type[Exception]) -> None:
    with pytest.raises(error, match="`max_retries` cannot be"):
        Acme(api_key="k", max_retries=given)
    with Acme(api_key="k") as client, pytest.raises(error, match="`max_retries` cannot be"):
        client.with_options(max_retries=given)


def test_the_timeout_of_a_client() -> None:
    own = httpx2.Client(timeout=7)
    cases = [
        (Acme(api_key="k"), httpx2.Timeout(600.0, connect=5.0)),
        (Acme(api_key="k", timeout=3), 3),
        (Acme(api_key="k", timeout=None), None),
        (Acme(api_key="k", http_client=own), httpx2.Timeout(7)),
    ]
    for client, expected in cases:
        assert client.timeout == expected
        assert client.with_options(max_retries=1).timeout == expected
        client.timeout = 1
        assert client.with_options().timeout == 1
        client.close()


def test_a_closed_client_says_so() -> None:
    client = Acme(api_key="k")
    assert not client.is_closed()
    client.close()
    assert client.is_closed()
    with pytest.raises(RuntimeError, match="closed"):
        client.widgets.create(name="n")


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_redirects_to_another_origin_carry_nothing(half: Half, status: int) -> None:
    with Server(FINE) as target:
        moved = answer(b"", status, location=f"http://127.0.0.1:{target.port}/there")
        moved = moved.replace(b"\r\n", b"\r\nSet-Cookie: c=secret; Path=/\r\n", 1)
        with Server(moved) as server:
            options = {"organization": "org", "default_headers": {"X-Own": "own"}}
            half.run(server.url, retrieve(extra_headers={"Cookie": "c=d"}), **options)
            headers = target.requests[0].headers
            assert target.requests[0].method == "GET"
            assert set(headers) <= {"host", "accept", "accept-encoding", "user-agent", "connection"}
            if status in (307, 308):
                with pytest.raises(errors.RedirectError):
                    half.run(server.url, create(), **options)
                assert len(target.requests) == 1
            else:
                half.run(server.url, create(), **options)
                assert target.requests[1].method == "GET"
                assert target.requests[1].body == b""
                assert "authorization" not in target.requests[1].headers


def test_redirects_do_not_carry_the_own_clients_credentials(half: Half) -> None:
    kind: Any = httpx2.Client if half.name == "sync" else httpx2.AsyncClient
    own = kind(auth=("user", "password"), headers={"X-Secret": "s"}, follow_redirects=True)
    with Server(FINE) as target:
        moved = answer(b"", 302, location=f"http://127.0.0.1:{target.port}/there")
        with Server(moved) as server:
            half.run(server.url, retrieve(), http_client=own)
            assert "x-secret" not in target.requests[0].headers
            assert "authorization" not in target.requests[0].headers


def test_redirects_within_the_origin_carry_everything(half: Half) -> None:
    with Server(answer(b"", 307, location="/v1/there?x=1"), FINE) as server:
        half.run(server.url, create())
        assert server.requests[1].target == "/v1/there?x=1"
        assert server.requests[1].json == {"name": "n"}
        assert server.requests[1].headers["authorization"] == "Bearer key"


@pytest.mark.parametrize("location", ["ftp://a/b", "file:///x", "http://[", "javascript:1"])
def test_redirects_off_the_web_are_refused(half: Half, location: str) -> None:
    with Server(answer(b"", 302, location=location)) as server:
        with pytest.raises(errors.RedirectError):
            half.run(server.url, retrieve())
        server.wait_until_closed()


def test_redirects_end(half: Half) -> None:
    with Server(answer(b"", 302, location="/v1/again")) as server:
        with pytest.raises(errors.RedirectError):
            half.run(server.url, retrieve())
        assert len(server.requests) == 21


def test_logs_show_no_secret(half: Half, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG, logger="acme")
    logging.getLogger("acme").setLevel(logging.DEBUG)
    with Server(answer({}, 500, retry_after_ms="1"), FINE) as server:
        half.run(
            server.url,
            create(name="a prompt", extra_query={"q": "a query"}, extra_headers={"Cookie": "c=1"}),
            api_key="sk-secret",
        )
    text = "\n".join(r.getMessage() for r in caplog.records if r.name == "acme")
    assert "POST http://127.0.0.1" in text
    assert "500" in text
    for secret in ("sk-secret", "a prompt", "a query", "a%20query", "c=1"):
        assert secret not in text


LOGGING = """
import sys
from acme import Acme
with Acme(api_key="sk-secret", base_url=sys.argv[1]) as client:
    client.widgets.create(name="a prompt")
"""


@pytest.mark.parametrize(
    ("level", "lines"), [("debug", ["sending POST", ": 200"]), ("info", [": 200"]), ("", [])]
)
def test_the_environment_turns_logging_on(level: str, lines: list[str]) -> None:
    with Server(FINE) as server:
        done = subprocess.run(
            [sys.executable, "-c", LOGGING, server.url],
            check=True,
            capture_output=True,
            text=True,
            cwd=install().parent,
            env={**os.environ, "ACME_LOG": level},
        )
    shown = [line for line in done.stderr.splitlines() if "acme" in line]
    assert len(shown) == len(lines)
    assert all(part in line for part, line in zip(lines, shown, strict=True))
    assert "sk-secret" not in done.stderr
    assert "a prompt" not in done.stderr


def file_of(kind: str, path: Path) -> Any:
    return {
        "bytes": lambda: b"content",
        "path": lambda: path,
        "file": lambda: path.open("rb"),
        "pair": lambda: ("given.txt", b"content"),
        "triple": lambda: ("given.txt", path, "text/plain"),
        "headers": lambda: ("given.txt", path.open("rb"), "text/plain", {"X-Part": "p"}),
    }[kind]()


@pytest.mark.parametrize("kind", ["bytes", "path", "file", "pair", "triple", "headers"])
def test_files_of_every_kind(half: Half, kind: str, tmp_path: Path) -> None:
    path = tmp_path / "own.txt"
    path.write_bytes(b"content")
    given = file_of(kind, path)
    with Server(answer({}, 500, retry_after_ms="1"), FINE) as server:
        half.run(
            server.url,
            lambda client: client.widgets.files.create(
                file=given, tags=["a", "b"], expires={"at": 1, "deep": {"on": True, "is": ["x"]}}
            ),
        )
        first, second = server.requests
    for opened in (given, *(given if isinstance(given, tuple) else ())):
        if hasattr(opened, "close"):
            opened.close()
    assert first.body.count(b"content\r\n") == second.body.count(b"content\r\n") == 1
    boundary = second.headers["content-type"].partition("boundary=")[2].encode()
    parts = second.body.split(b"--" + boundary)[1:-1]
    heads = [part.partition(b"\r\n\r\n") for part in parts]
    names = [head.partition(b'name="')[2].partition(b'"')[0].decode() for head, _, _ in heads]
    deep = ["expires[at]", "expires[deep][on]", "expires[deep][is][]"]
    assert names == ["file", "tags[]", "tags[]", *deep]
    assert [value.strip() for _, _, value in heads] == [b"content", b"a", b"b", b"1", b"true", b"x"]
    name = {"bytes": b"upload", "path": b"own.txt", "file": b"own.txt"}.get(kind, b"given.txt")
    assert b'filename="' + name + b'"' in heads[0][0]
    assert (b"X-Part: p" in heads[0][0]) == (kind == "headers")


@pytest.mark.parametrize("file", ["own.txt", 3, {"a": b"x"}, ["own.txt"], [b"x", 3], object()])
def test_what_is_no_file(half: Half, file: Any) -> None:
    """A path as text is refused: it would be sent as the content."""
    name = "file[]" if isinstance(file, list) else "file"
    with pytest.raises(RuntimeError, match=rf"`{re.escape(name)}` must be bytes"):
        half.run("http://127.0.0.1:9", lambda client: client.widgets.files.create(file=file))


def test_a_text_with_a_name_is_a_file(half: Half) -> None:
    request = sent(half, lambda client: client.widgets.files.create(file=("a.txt", "h\u00e9")))
    assert b'name="file"; filename="a.txt"' in request.body
    assert b"\r\n\r\nh\xc3\xa9\r\n" in request.body


def test_null_in_a_form_is_left_out(half: Half) -> None:
    request = sent(half, lambda client: client.widgets.files.create(file=b"x", tags=["a", None]))

    assert request.body.count(b'name="tags[]"') == 1
    assert b"None" not in request.body


def test_a_file_that_cannot_be_read_twice_is_sent_once(half: Half) -> None:
    class Pipe:
        def __init__(self) -> None:
            self.content = [b"once", b""]

        def read(self, size: int = -1) -> bytes:
            return self.content.pop(0)

    with Server(answer({}, 500)) as server:
        with pytest.raises(errors.InternalServerError):
            half.run(server.url, lambda client: client.widgets.files.create(file=Pipe()))
        assert len(server.requests) == 1
        assert b"once" in server.requests[0].body
    with Server(answer(b"", 307, location="/v1/there")) as server:
        with pytest.raises(errors.RedirectError):
            half.run(server.url, lambda client: client.widgets.files.create(file=Pipe()))
        assert len(server.requests) == 1


def test_large_files_stream(half: Half, monkeypatch: pytest.MonkeyPatch) -> None:
    size = 64 << 20
    received: list[int] = []

    def discard(connection: socket.socket) -> Request | None:
        """Read a request and forget its body."""
        head = b""
        while b"\r\n\r\n" not in head:
            if not (more := connection.recv(65536)):
                return None
            head += more
        head, _, body = head.partition(b"\r\n\r\n")
        count = len(body)
        length = int(head.lower().partition(b"content-length: ")[2].split(b"\r\n")[0])
        while count < length:
            count += len(connection.recv(1 << 20))
        received.append(count)
        return Request("POST", "", {}, b"")

    monkeypatch.setattr(loopback, "_read", discard)
    with Server(FINE) as server, tempfile.NamedTemporaryFile() as file:
        half.run(server.url, create())  # pays for the imports
        file.truncate(size)
        tracemalloc.start()
        try:
            half.run(server.url, lambda client: client.widgets.files.create(file=Path(file.name)))
            _, peak = tracemalloc.get_traced_memory()
        finally:
            tracemalloc.stop()
    assert received[-1] > size
    assert peak < 12 << 20


def test_an_endpoint_shapes_its_body() -> None:
    def body(values: dict[str, Any], **options: Any) -> Any:
        return build_call(Endpoint("POST", "/x", **options), {}, values, None).body

    assert body({}) is omit
    assert body({}, body=True) == {}
    assert body({"a": 1}, constants={"type": "x"}) == {"type": "x", "a": 1}
    assert body({"items": (1, 2)}, whole="items") == [1, 2]
    paths = (("a",), ("b", "c"), ("*", "d"))
    deep = {"a": None, "b": {"c": None, "d": None, "e": None}, "f": None, "g": {"a": None}}
    left = {"b": {"e": None}, "f": None, "g": {"a": None}}
    assert body(deep, omit_nulls=paths) == left
    assert body({"a": 1}, wrapped="data") == {"data": {"a": 1}}
    assert body({"a": 1}, query=("a",)) is omit
    assert build_call(Endpoint("POST", "/{id}"), {"id": omit}, {}, {"id": "i", "a": 1}).path == "/i"


@pytest.mark.parametrize(
    ("variants", "given", "message"),
    [
        ((("a",),), {}, "A method missing 1 required keyword-only argument: 'a'"),
        (
            (("a", "b", "c"),),
            {"b": 1},
            "A method missing 2 required keyword-only arguments: 'a' and 'c'",
        ),
        (
            (("a", "b", "c"),),
            {},
            "A method missing 3 required keyword-only arguments: 'a', 'b', and 'c'",
        ),
        (
            (("a", "b"), ("a", "b", "c")),
            {"a": 1},
            "Missing required arguments; Expected either ('a' and 'b') or"
            " ('a', 'b' and 'c') arguments to be given",
        ),
    ],
)
def test_what_is_missing_is_said(variants: Any, given: dict[str, Any], message: str) -> None:
    with pytest.raises(TypeError) as caught:
        build_call(Endpoint("POST", "/x", required=variants), {}, given, None)
    assert str(caught.value) == message


def client_with(**changes: Any) -> Any:
    """The sync client of another upstream configuration."""

    class Other(SyncAPIClient):
        def __init__(self, **options: Any) -> None:
            names = ("api_key", "admin_key", "organization")
            given = {name: options.pop(name, None) for name in names}
            super().__init__(_CONFIG._replace(**changes), given, **options)

    return Other


def test_one_idempotency_key_for_all_attempts_of_a_call() -> None:
    with Server(answer({}, 500, retry_after_ms="1"), FINE) as server:
        kind = client_with(idempotency_header="Idempotency-Key")
        with kind(api_key="k", base_url=server.url) as client:
            client.post("/x", cast_to=dict)
            client.post("/x", cast_to=dict)
            client.post("/x", cast_to=dict, options={"idempotency_key": "own"})
            client.get("/x", cast_to=dict)
        keys = [request.headers.get("idempotency-key") for request in server.requests]
    assert keys[0] == keys[1] != keys[2]
    assert keys[3:] == ["own", None]


@pytest.mark.parametrize(
    ("security", "headers", "missing"),
    [
        (("admin",), {}, True),
        (("admin",), {"x-admin": "own"}, False),
        (("admin",), {"X-ADMIN": omit}, False),
        (("admin", "key"), {}, False),
        (("key",), {}, False),
        ((), {}, False),
        (("none",), {}, False),
    ],
)
def test_a_request_without_the_credential_it_needs_is_not_sent(
    security: Any, headers: Any, missing: bool
) -> None:
    kind = client_with(
        options=(Option("api_key"), Option("admin_key")),
        required_any=("api_key", "admin_key"),
        header_options=(),
        credentials=(
            Credential("key", "api_key", "Authorization", "Bearer "),
            Credential("admin", "admin_key", "X-Admin"),
        ),
    )
    endpoint: Endpoint[Any] = Endpoint("GET", "/x", security=security)
    with Server(FINE) as server, kind(api_key="k", base_url=server.url) as client:
        call = partial(
            SyncAPIResource(client)._call, endpoint, {}, {}, None, (headers, None, None, omit)
        )
        if missing:
            with pytest.raises(errors.MissingCredentialError, match="admin_key"):
                call()
        else:
            call()
        assert len(server.requests) == (not missing)


@pytest.mark.parametrize(
    ("security", "options", "expected"),
    [
        ((), {"api_key": "k", "admin_key": "a"}, ("Bearer k", "a", "/v1/x")),
        (("",), {"api_key": "k", "admin_key": "a"}, (None, None, "/v1/x")),
        (("admin",), {"api_key": "k", "admin_key": "a"}, (None, "a", "/v1/x")),
        (("key", "admin"), {"admin_key": "a"}, (None, "a", "/v1/x")),
        (("query",), {"organization": "o&p"}, (None, None, "/v1/x?token=o%26p")),
        (("key",), {}, (None, None, "/v1/x")),
    ],
)
def test_credentials_are_chosen_by_the_endpoints_schemes(
    security: Any, options: Any, expected: Any
) -> None:
    kind = client_with(
        options=tuple(Option(name) for name in ("api_key", "admin_key", "organization")),
        header_options=(),
        credentials=(
            Credential("key", "api_key", "Authorization", "Bearer "),
            Credential("admin", "admin_key", "X-Admin"),
            Credential("query", "organization", None, query="token"),
        ),
    )
    endpoint: Endpoint[Any] = Endpoint("GET", "/x", security=security)
    with Server(FINE) as server, kind(base_url=server.url, **options) as client:
        SyncAPIResource(client)._call(endpoint, {}, {}, None, (None, None, None, omit))
        request = server.requests[0]
    found = request.headers.get("authorization"), request.headers.get("x-admin"), request.target
    assert found == expected


@pytest.mark.parametrize(
    ("client", "call", "expected"),
    [
        ({}, omit, {"connect": 5.0, "read": 600.0, "write": 600.0, "pool": 600.0}),
        ({"timeout": 3}, omit, dict.fromkeys(("connect", "read", "write", "pool"), 3)),
        ({"timeout": 3}, 4, dict.fromkeys(("connect", "read", "write", "pool"), 4)),
        ({}, None, dict.fromkeys(("connect", "read", "write", "pool"), None)),
        ({}, httpx2.Timeout(1, read=2), {"connect": 1, "read": 2, "write": 1, "pool": 1}),
        (
            {"http_client": httpx2.Client(timeout=9)},
            omit,
            dict.fromkeys(("connect", "read", "write", "pool"), 9),
        ),
    ],
)
def test_timeouts(client: dict[str, Any], call: Any, expected: dict[str, Any]) -> None:
    with Server(FINE) as server, Acme(api_key="k", base_url=server.url, **client) as acme:
        raw = acme.widgets.with_raw_response.retrieve("w", shelf_id="s", timeout=call)
        assert raw.http_request.extensions["timeout"] == expected
        assert acme.with_options(timeout=None).timeout is None


def test_the_own_client_must_be_of_the_half() -> None:
    with pytest.raises(TypeError, match=r"httpx2\.Client"):
        Acme(api_key="k", http_client=httpx2.AsyncClient())  # type: ignore[arg-type]
    with httpx2.Client() as http, pytest.raises(TypeError, match=r"httpx2\.AsyncClient"):
        AsyncAcme(api_key="k", http_client=http)  # type: ignore[arg-type]


@pytest.mark.parametrize("arrays", ["brackets", "repeat", "indices", "comma"])
def test_query_arrays(arrays: Any) -> None:
    expected = {
        "brackets": "a%5B%5D=1&a%5B%5D=2",
        "repeat": "a=1&a=2",
        "indices": "a%5B0%5D=1&a%5B1%5D=2",
        "comma": "a=1%2C2",
    }
    assert stringify({"a": [1, 2], "b": omit, "c": {"d": None}}, arrays) == expected[arrays]


@pytest.mark.parametrize(
    ("objects", "text"),
    [("brackets", "a%5Bb%5D=1&a%5Bc%5D=2&a%5Bc%5D=3"), ("dots", "a.b=1&a.c=2&a.c=3")],
)
def test_query_objects(objects: Any, text: str) -> None:
    assert stringify({"a": {"b": 1, "c": [2, 3]}}, "repeat", objects) == text


def test_parameters_of_the_url_with_dots_give_way() -> None:
    assert merge("a.b=1&a=2&c=3", {"a": {"b": 4}}, "repeat", "dots") == "c=3&a.b=4"


def test_what_is_iterated_once_is_sent_at_every_attempt(half: Half) -> None:
    failed = answer({}, 500, retry_after_ms="1")
    with Server(failed, answer({"id": "w"})) as server:
        half.run(
            server.url,
            lambda client: client.widgets.retrieve(
                "w", shelf_id="s", include=iter("ab"), extra_query={"c": iter("d")}
            ),
        )
        queries = [urlsplit(request.target).query for request in server.requests]
    assert queries == ["include%5B%5D=a&include%5B%5D=b&c%5B%5D=d"] * 2


def test_a_url_encoded_body_is_written_like_a_query(half: Half) -> None:
    kind = {"content-type": "application/x-www-form-urlencoded"}
    request = sent(half, create(tags={"a": "b c"}, extra_body={"x": b"\xff"}, extra_headers=kind))

    assert request.body == b"name=n&tags%5Ba%5D=b%20c&x=%FF"
    assert request.headers["content-type"] == kind["content-type"]


def test_a_file_in_a_url_encoded_body_makes_it_a_form(half: Half) -> None:
    kind = {"content-type": "application/x-www-form-urlencoded"}
    file = ("a.txt", b"content")

    request = sent(half, create(extra_body={"x": file}, extra_headers=kind))

    assert request.headers["content-type"].startswith("multipart/form-data; boundary=")
    assert b'name="x"; filename="a.txt"' in request.body
