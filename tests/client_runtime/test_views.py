"""`with_raw_response` and `with_streaming_response` of methods and of the client's verbs."""

from __future__ import annotations

import inspect
from typing import Any

import httpx2
import pytest
from acme import Acme, AsyncAcme
from acme._runtime.responses import APIResponse, AsyncAPIResponse, RawResponse
from acme.resources import AsyncWidgets, Widgets
from acme.types import Widget

from client_runtime.halves import Half
from client_runtime.loopback import Server, answer

FINE = answer({"id": "w"}, x_request_id="req_1")


class Response(Widget):
    """A generated class that has the name of the transport's."""

    __slots__ = ()


def streamed(half: Half, view: Any) -> Any:
    """An action that enters what `view` gives for a client, and gives its kind and value."""

    def sync(client: Any) -> Any:
        with view(client) as response:
            return type(response), response.parse()

    async def asynchronous(client: Any) -> Any:
        async with view(client) as response:
            return type(response), await response.parse()

    return sync if half.name == "sync" else asynchronous


def test_methods_have_views(half: Half) -> None:
    with Server(FINE) as server:
        raw = half.run(
            server.url, lambda c: c.widgets.retrieve.with_raw_response("w", shelf_id="s")
        )
        assert type(raw) is RawResponse
        assert (raw.request_id, raw.parse().id) == ("req_1", "w")
        kind, widget = half.run(
            server.url,
            streamed(half, lambda c: c.widgets.retrieve.with_streaming_response("w", shelf_id="s")),
        )
        assert kind is (APIResponse if half.name == "sync" else AsyncAPIResponse)
        assert type(widget) is Widget


@pytest.mark.parametrize(("client", "kind"), [(Acme, Widgets), (AsyncAcme, AsyncWidgets)])
def test_methods_are_methods(client: Any, kind: Any) -> None:
    method = client(api_key="k").widgets.retrieve
    assert inspect.ismethod(method)
    assert inspect.iscoroutinefunction(method) == (client is AsyncAcme)
    assert inspect.isfunction(kind.retrieve)
    assert not hasattr(kind.retrieve, "with_raw_response")
    parameters = list(inspect.signature(kind.retrieve).parameters)
    assert parameters == ["self", *inspect.signature(method).parameters]
    assert method.__doc__ == kind.retrieve.__doc__ == "Get a widget."
    assert method.__qualname__ == f"{kind.__name__}.retrieve"


def test_a_method_replaced_on_its_class_is_replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    widgets = Acme(api_key="k").widgets
    monkeypatch.setattr(Widgets, "retrieve", lambda self, widget_id: (self, widget_id))
    assert widgets.retrieve("x") == (widgets, "x")


@pytest.mark.parametrize("verb", ["get", "post", "put", "patch", "delete"])
def test_verbs_have_views(half: Half, verb: str) -> None:
    with Server(FINE) as server:

        def call(view: Any) -> Any:
            return getattr(view, verb)("/x", cast_to=Widget)

        raw = half.run(server.url, lambda c: call(c.with_raw_response))
        assert (type(raw), raw.request_id) == (RawResponse, "req_1")
        assert type(raw.parse()) is Widget
        _, widget = half.run(server.url, streamed(half, lambda c: call(c.with_streaming_response)))
        assert type(widget) is Widget
        assert type(half.run(server.url, call)) is Widget
        assert [request.method for request in server.requests] == [verb.upper()] * 3


def test_the_transport_s_response_is_told_from_a_class_of_that_name(half: Half) -> None:
    with Server(FINE) as server:
        raw = half.run(server.url, lambda c: c.with_raw_response.get("/x", cast_to=httpx2.Response))
        assert raw.parse() is raw.http_response
        assert type(half.run(server.url, lambda c: c.get("/x", cast_to=Response))) is Response


def test_a_view_of_a_client_has_nothing_else() -> None:
    with pytest.raises(AttributeError, match="`close` has no raw response"):
        _ = Acme(api_key="k").with_raw_response.close
