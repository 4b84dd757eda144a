"""Ways of asking and answering that single makers have: each on a few resources of one."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable
from typing import Any

import httpx2
import pytest

from support.releases import Release

pytestmark = [pytest.mark.registry, pytest.mark.slow]


class Script:
    """Answers one after the other; keeps what was asked."""

    def __init__(self, *answers: httpx2.Response) -> None:
        self.answers = list(answers)
        self.asked: list[httpx2.Request] = []

    def __call__(self, request: httpx2.Request) -> httpx2.Response:
        self.asked.append(request)
        return self.answers.pop(0)

    def client(self, release: Release, **options: Any) -> Any:
        """A client that asks this script."""
        transport = httpx2.MockTransport(self)
        return release.client(http_client=httpx2.Client(transport=transport), **options)


def test_cursors_in_headers(client_of: Callable[..., Release]) -> None:
    release = client_of("modern-treasury@3.3.0", "counterparties")
    script = Script(
        httpx2.Response(
            200, json=[{"id": "a"}], headers={"x-after-cursor": "2", "x-per-page": "1"}
        ),
        httpx2.Response(200, json=[{"id": "b"}]),
    )
    client = script.client(release)

    page = client.counterparties.list()

    assert (page.per_page, page.after_cursor) == (1, "2")
    assert [item.id for item in page] == ["a", "b"]
    assert [str(r.url.query, "ascii") for r in script.asked] == ["", "after_cursor=2"]
    basic = base64.b64encode(b"the organizationID:the apiKey").decode()
    assert script.asked[0].headers["authorization"] == f"Basic {basic}"


def test_cursors_in_bodies(client_of: Callable[..., Release]) -> None:
    release = client_of("@metronome/sdk@3.10.0", "v1.customers.commits.list")
    script = Script(
        httpx2.Response(200, json={"data": [{"id": "a"}], "next_page": "2"}),
        httpx2.Response(200, json={"data": [{"id": "b"}], "next_page": None}),
    )

    items = list(script.client(release).v1.customers.commits.list(customer_id="c"))

    assert [item.id for item in items] == ["a", "b"]
    bodies = [json.loads(request.content) for request in script.asked]
    assert [body.get("next_page") for body in bodies] == [None, "2"]
    assert [body["customer_id"] for body in bodies] == ["c", "c"]


def test_lines_of_json(client_of: Callable[..., Release]) -> None:
    release = client_of("@gitpod/sdk@0.6.0", "events.watch")
    script = Script(httpx2.Response(200, content=b'{"resourceId": "a"}\n{"resourceId": "b"}'))

    events = script.client(release).events.watch(organization=True)

    assert [event.resource_id for event in events] == ["a", "b"]
    assert script.asked[0].headers["accept"] == "application/jsonl"


def test_a_flag_of_another_name(client_of: Callable[..., Release]) -> None:
    release = client_of("@letta-ai/letta-client@1.12.1", "agents.messages.create")
    script = Script(httpx2.Response(200, content=b'data: {"message_type": "ping"}\n\n'))

    stream = script.client(release).agents.messages.create("a", streaming=True)

    assert [event.message_type for event in stream] == ["ping"]


def test_environments(client_of: Callable[..., Release]) -> None:
    release = client_of("lithic@0.145.0", "apiStatus")
    script = Script(httpx2.Response(200, json={}), httpx2.Response(200, json={}))

    script.client(release, environment="sandbox").api_status()
    script.client(release).api_status()

    assert [r.url.host for r in script.asked] == ["sandbox.lithic.com", "api.lithic.com"]
    assert script.asked[0].headers["authorization"] == "the apiKey"
