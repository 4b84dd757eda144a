"""Every endpoint, called with the official client of the time and with the generated one.

`against_official.py` does the same for other versions and more arguments.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace
from types import ModuleType
from typing import Any

import openai
import pytest

from client.recorder import Recorder, Request
from dropin.sidebyside.calls import Call
from dropin.sidebyside.comparing import compared, differences
from dropin.sidebyside.known import known, unexplained
from dropin.sidebyside.making import calls_of
from dropin.sidebyside.observing import Observation, client_for, observe, observe_async
from dropin.sidebyside.portrait import Portrait
from support.releases import Release

VERSION = "7.57.0"
OPERATIONS = 389
EACH = 9
"""Of how many calls one is made by default, and with the async clients."""


@pytest.fixture(scope="module")
def newest(client_of: Callable[..., Release]) -> Release:
    """The release whose contemporary is the official client that is installed for tests."""
    return client_of(f"openai@{VERSION}")


def _calls(release: Release) -> list[Call]:
    return list(calls_of(release.model, release.generated.types.index))


@pytest.mark.registry
def test_some_operations(newest: Release) -> None:
    calls = _calls(newest)
    assert len({call.name for call in calls}) == OPERATIONS
    calls = calls[::EACH]
    official, ours = (_sync(api, calls) for api in (openai, newest.package.root))

    assert [*map(str, unexplained(compared(calls, official, ours), known(VERSION)))] == []


@pytest.mark.registry
@pytest.mark.exhaustive
def test_every_operation(newest: Release) -> None:
    calls = _calls(newest)
    found = compared(calls, _sync(openai, calls), _sync(newest.package.root, calls))
    rows = known(VERSION)

    assert [*map(str, unexplained(found, rows))] == []
    assert [row.why for row in rows if not any(map(row.explains, found))] == []


@pytest.mark.registry
def test_some_operations_async(newest: Release) -> None:
    calls = _calls(newest)[::EACH]
    official, ours = (asyncio.run(_async(api, calls)) for api in (openai, newest.package.root))

    assert [*map(str, unexplained(compared(calls, official, ours), known(VERSION)))] == []


def _sync(api: ModuleType, calls: list[Call]) -> list[Observation]:
    with Recorder() as server, client_for(api, server) as client:
        return observe(client, calls, server)


async def _async(api: ModuleType, calls: list[Call]) -> list[Observation]:
    with Recorder() as server:
        async with client_for(api, server, "Async") as client:
            return await observe_async(client, calls, server)


CALL = Call(("things", "create"), "whole", (), {}, (), "value")
REQUEST = Request("POST", "/v1/things?a=1", {"accept": "x"}, b'{"b": 1}')
THING = Portrait("Thing", {"id": "i", "size": 1, "parts": [Portrait("Part", {"n": 1.0})]})
SEEN = Observation([REQUEST], {"value": THING})


def _answered(fields: dict[str, Any], kind: str = "Thing") -> Observation:
    return Observation([REQUEST], {"value": Portrait(kind, {**THING.fields, **fields})})


@pytest.mark.parametrize(
    ("ours", "where"),
    [
        (Observation([REQUEST, REQUEST], SEEN.outcome), ["requests"]),
        (Observation([replace(REQUEST, method="PUT")], SEEN.outcome), ["requests[].method"]),
        (Observation([replace(REQUEST, target="/v1/things")], SEEN.outcome), ["requests[].query"]),
        (Observation([replace(REQUEST, body=b"{}")], SEEN.outcome), ["requests[].body.b: type"]),
        (Observation([replace(REQUEST, headers={})], SEEN.outcome), ["requests[].headers.accept"]),
        (_answered({"id": "j"}), ["value<Thing>.id"]),
        (_answered({"size": 2}), ["value<Thing>.size"]),
        (_answered({"size": 1.0}), []),
        (_answered({"size": True}), ["value<Thing>.size: type"]),
        (_answered({"size": "1"}), ["value<Thing>.size: type"]),
        (_answered({"more": None}), []),
        (_answered({"more": 1}, "Other"), ["value: class", "value<Thing>.more: type"]),
        (_answered({"parts": []}), ["value<Thing>.parts"]),
        (_answered({"parts": [{"n": 1.0}]}), ["value<Thing>.parts[]: type"]),
        (
            _answered({"parts": [Portrait("Nested", {"n": 2})]}),
            ["value<Thing>.parts[]<Part>.n: type"],
        ),
    ],
)
def test_what_is_seen(ours: Observation, where: list[str]) -> None:
    assert [difference.where for difference in differences(CALL, SEEN, ours)] == where
