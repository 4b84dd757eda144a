"""Answers that are large, repeat, or are something else than what was asked for; tests' patches."""

from __future__ import annotations

import asyncio
import inspect
from typing import Any
from unittest import mock

import httpx2
import pytest
from acme import Acme, AsyncAcme
from acme._runtime import errors, jsontext
from acme._runtime.encoding import encode
from acme._runtime.model import Model

from client_runtime.halves import Half
from client_runtime.loopback import Server, answer

pytestmark = pytest.mark.usefixtures("quick_retries")

PAGE = answer({"data": [{"id": "a"}, {"id": "b"}], "has_more": True})
LAST = answer({"data": [{"id": "c"}], "has_more": False})


def test_pages_that_repeat_are_an_error(half: Half) -> None:
    def sync(client: Any) -> list[str]:
        return [item.id for item in client.widgets.list()]

    async def asynchronous(client: Any) -> list[str]:
        return [item.id async for item in client.widgets.list()]

    items = sync if half.name == "sync" else asynchronous
    with Server(PAGE, LAST) as server:
        assert half.run(server.url, items) == ["a", "b", "c"]
    with Server(PAGE, PAGE, PAGE) as server:
        with pytest.raises(errors.APIResponseValidationError, match=r"The page repeats.*'b'"):
            half.run(server.url, items)
        assert len(server.requests) == 2


def nested(depth: int) -> str:
    return '{"a":' * depth + "1" + "}" * depth


@pytest.mark.parametrize("depth", [900, 3000])
def test_deep_json_is_read_and_written(depth: int) -> None:
    text = nested(depth)
    value = jsontext.parse(text)
    assert jsontext.dump_bytes(encode(value)) == text.encode()
    model = Model.from_dict(value)
    assert jsontext.dump_bytes(model.to_dict()) == text.encode()


def test_json_that_is_too_deep_is_named() -> None:
    with pytest.raises(jsontext.JSONError):
        jsontext.parse(nested(100_000))


def test_a_class_is_no_value_of_a_request(half: Half) -> None:
    class Answer(Model):
        a: int

    with (
        Server(answer({})) as server,
        pytest.raises(
            TypeError, match=r"\$\.name: the class .*Answer is not JSON serializable.*`parse\(\)`"
        ),
    ):
        half.run(server.url, lambda client: client.widgets.create(name=Answer))


def test_methods_can_be_patched() -> None:
    from acme.resources import AsyncWidgets, Widgets

    assert inspect.isfunction(vars(Widgets)["create"])
    assert inspect.iscoroutinefunction(vars(AsyncWidgets)["create"])
    client, async_client = Acme(api_key="k"), AsyncAcme(api_key="k")
    for autospec in (None, True):
        with mock.patch("acme.resources.AsyncWidgets.create", autospec=autospec) as patched:
            patched.return_value = 3
            assert asyncio.run(async_client.widgets.create(name="n")) == 3
        with mock.patch.object(async_client.widgets, "create", autospec=autospec) as patched:
            patched.return_value = 4
            assert asyncio.run(async_client.widgets.create(name="n")) == 4
        with mock.patch("acme.resources.Widgets.create", autospec=autospec) as patched:
            patched.return_value = 5
            assert client.widgets.create(name="n") == 5
            patched.assert_called_once()
        with mock.patch.object(client.widgets, "create", autospec=autospec) as patched:
            patched.return_value = 6
            assert client.widgets.create(name="n") == 6
    with (
        mock.patch("acme.resources.Widgets.create", autospec=True),
        pytest.raises(TypeError),
    ):
        client.widgets.create(nothing=1)


def test_views_can_be_patched() -> None:
    client = Acme(api_key="k")
    for viewed in (client.widgets, client):
        for name in ("with_raw_response", "with_streaming_response"):
            with mock.patch.object(viewed, name) as patched:
                assert getattr(viewed, name) is patched
            assert getattr(viewed, name) is not patched
    for name in ("with_raw_response", "with_streaming_response"):
        with mock.patch.object(client.widgets, name, autospec=True) as patched:
            patched.create.return_value = 3
            assert getattr(client.widgets, name).create(name="n") == 3
            assert not hasattr(patched, "nothing")
    with mock.patch.object(type(client.widgets), "with_raw_response") as patched:
        assert client.widgets.with_raw_response is patched


def test_a_binary_body_that_is_streamed_parses_to_bytes() -> None:
    transport = httpx2.MockTransport(lambda _: httpx2.Response(200, content=b"abc"))
    client = Acme(api_key="k", http_client=httpx2.Client(transport=transport))
    with client.widgets.files.with_streaming_response.content("w") as response:
        assert response.parse() == b"abc"
    assert client.widgets.files.with_raw_response.content("w").parse().read() == b"abc"
