"""What programs for the official client use beside calls: casts, forms, headers, the module."""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from acme import Acme
from acme._runtime import lazy_exports
from acme._runtime.files import file_from_path
from acme._runtime.module_client import attribute
from acme._runtime.streams import AsyncStream, Stream
from acme.types import Widget

from client_runtime.halves import Half
from client_runtime.loopback import Server, answer, events

FINE = answer({"id": "w", "extra": [1]}, x_request_id="req_1")
BUSY = answer({}, 503, retry_after_ms="1")


def test_a_value_can_be_the_body_as_it_is(half: Half) -> None:
    with Server(answer("a text", content_type="text/plain")) as server:
        for kind, value in ((str, "a text"), (bytes, b"a text")):
            assert half.run(server.url, lambda c, k=kind: c.get("/x", cast_to=k)) == value


def test_a_raw_response_can_be_parsed_as_something_else(half: Half) -> None:
    with Server(FINE) as server:
        raw = half.run(server.url, lambda c: c.with_raw_response.get("/x", cast_to=dict))
        assert type(raw.parse(to=Widget)) is Widget
        assert raw.parse(to=str) == raw.text
        assert raw.parse() == {"id": "w", "extra": [1]}
    kind: Any = Stream if half.name == "sync" else AsyncStream
    with Server(events(b'data: {"id":"a"}\n\n')) as server:
        call = lambda c: c.widgets.with_raw_response.create(name="n", stream=True)  # noqa: E731
        stream = half.run(server.url, call).parse(to=kind[Widget])
        assert isinstance(stream, kind)


def test_verbs_send_content_and_files(half: Half) -> None:
    with Server(FINE) as server:
        half.run(server.url, lambda c: c.post("/x", cast_to=dict, content="as it is"))
        assert server.requests[-1].body == b"as it is"
        half.run(server.url, lambda c: c.post("/x", cast_to=dict, content=b"\x00"))
        assert server.requests[-1].headers["content-type"] == "application/octet-stream"
        given = {"body": {"a": {"b": 1}}, "files": {"file": ("n.txt", b"abc")}}
        half.run(server.url, lambda c: c.put("/x", cast_to=dict, **given))
        assert b'name="a[b]"' in server.requests[-1].body
        assert b'name="file"; filename="n.txt"' in server.requests[-1].body
        pairs = [("f", b"1"), ("f", b"2")]
        with pytest.raises(TypeError, match="named twice"):
            half.run(server.url, lambda c: c.post("/x", cast_to=dict, files=pairs))
        with pytest.raises(TypeError, match="cannot be given together"):
            half.run(server.url, lambda c: c.post("/x", cast_to=dict, content="", body={}))


def test_attempts_are_counted_in_a_header(half: Half) -> None:
    with Server(BUSY, BUSY, FINE) as server:
        half.run(server.url, lambda c: c.get("/x", cast_to=dict))
        counts = [r.headers["x-stainless-retry-count"] for r in server.requests]
        assert counts == ["0", "1", "2"]


def test_what_is_missing_is_said_of_the_method(half: Half) -> None:
    expected = r"^\w*Files\.create\(\) missing 1 required keyword-only argument: 'file'$"
    with Server(FINE) as server, pytest.raises(TypeError, match=expected):
        half.run(server.url, lambda c: c.widgets.files.create())


def test_the_headers_that_prove_who_is_calling(half: Half) -> None:
    assert half.run("http://x.test", lambda c: c.auth_headers) == {"Authorization": "Bearer key"}
    assert half.run("http://x.test", lambda c: c.auth_headers, api_key=lambda: "t") == {}


def test_pages_answer_to_the_names_of_models() -> None:
    body = {"data": [{"id": "a", "new": 1}], "has_more": False}
    with Server(answer(body)) as server, Acme(api_key="k", base_url=server.url) as client:
        page: Any = client.widgets.list()
        assert page.model_dump(exclude_unset=True) == page.to_dict() == body
        assert page.to_dict(exclude={"has_more"}) == {"data": body["data"]}
        assert page.model_dump_json(include={"has_more"}) == '{"has_more":false}'
        assert page.to_json(indent=None, exclude={"data"}) == '{"has_more":false}'


def test_a_file_is_read_from_its_path(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"abc")
    assert file_from_path(tmp_path / "a.txt") == ("a.txt", b"abc")


@pytest.fixture
def module(monkeypatch: pytest.MonkeyPatch) -> Any:
    """A package that is a client of its own."""
    package: Any = ModuleType("of_its_own")
    package.Client = Acme
    monkeypatch.setitem(sys.modules, "of_its_own", package)
    return package


def test_the_package_is_a_client(module: Any) -> None:
    assert attribute("of_its_own", "api_key") is None
    module.api_key = "one"
    with Server(FINE) as server:
        module.base_url = server.url
        widgets = attribute("of_its_own", "widgets")
        assert widgets.retrieve("w", shelf_id="s").id == "w"
        assert server.requests[-1].headers["authorization"] == "Bearer one"
        assert attribute("of_its_own", "widgets") is widgets
        module.api_key = "two"
        attribute("of_its_own", "widgets").retrieve("w", shelf_id="s")
        assert server.requests[-1].headers["authorization"] == "Bearer two"
        widgets._client.close()
        attribute("of_its_own", "widgets")._client.close()
    for name in ("nothing", "copy", "close"):
        with pytest.raises(AttributeError, match=name):
            attribute("of_its_own", name)


def test_a_module_is_called_like_what_it_exports(monkeypatch: pytest.MonkeyPatch) -> None:
    package: Any = ModuleType("acme.shown")
    package.__path__ = []
    monkeypatch.setitem(sys.modules, "acme.shown", package)
    lazy_exports.exports("acme.shown", {"WidgetParam": "..types:Widget"})
    module: Any = import_module("acme.shown.widget_param")
    assert module.WidgetParam is Widget
    assert module.WidgetEvent.__name__ == "WidgetEvent"
    with pytest.raises(AttributeError):
        _ = module.Nothing
    with pytest.raises(ModuleNotFoundError):
        import_module("acme.shown.nothing")
