"""Embeddings travel as base64 and arrive as the floats they were."""

from __future__ import annotations

import base64
import struct
from importlib import import_module
from types import ModuleType
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from client_runtime.loopback import Server, answer
from helpers.flavours import FLAVOURS, call, client

pytestmark = pytest.mark.registry
FEW = settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def packed(values: list[float]) -> str:
    return base64.b64encode(struct.pack(f"<{len(values)}f", *values)).decode()


def reply(embedding: Any) -> dict[str, Any]:
    row = {"object": "embedding", "index": 0, "embedding": embedding}
    usage = {"prompt_tokens": 1, "total_tokens": 1}
    return {"object": "list", "model": "m", "data": [row], "usage": usage}


@FLAVOURS
def test_floats_by_base64(api: ModuleType, flavour: str) -> None:
    values = [0.5, -0.25, 1.401298464324817e-45, 3.4028234663852886e38]
    with Server(answer(reply(packed(values)))) as server:
        embeddings = client(api, flavour, server.url).embeddings
        made = call(flavour, lambda: embeddings.create(model="m", input="x"))
        assert server.requests[0].json["encoding_format"] == "base64"
    assert made.data[0].embedding == values
    assert made.to_dict() == reply(values)


@FLAVOURS
def test_floats_of_a_raw_response(api: ModuleType, flavour: str) -> None:
    with Server(answer(reply(packed([0.5])))) as server:
        embeddings = client(api, flavour, server.url).embeddings.with_raw_response
        raw = call(flavour, lambda: embeddings.create(model="m", input="x"))
        assert server.requests[0].json["encoding_format"] == "base64"
    assert raw.parse().data[0].embedding == [0.5]
    assert raw.json() == reply(packed([0.5]))


@FLAVOURS
@pytest.mark.parametrize(("how", "sent"), [("float", [0.1]), ("base64", packed([0.5]))])
def test_a_format_that_was_asked_for(api: ModuleType, flavour: str, how: str, sent: Any) -> None:
    with Server(answer(reply(sent))) as server:
        embeddings = client(api, flavour, server.url).embeddings
        made = call(flavour, lambda: embeddings.create(model="m", input="x", encoding_format=how))
        assert server.requests[0].json["encoding_format"] == how
    assert made.data[0].embedding == sent


@FEW
@given(values=st.lists(st.floats(width=32, allow_nan=False), max_size=20))
def test_nothing_is_lost(newest: ModuleType, values: list[float]) -> None:
    floats = import_module(f"{newest.__name__}.lib.embeddings").floats
    assert floats(packed(values)) == values


@pytest.mark.parametrize("text", ["a", "YWI=", "!!!!"])
def test_what_is_no_embedding(newest: ModuleType, text: str) -> None:
    floats = import_module(f"{newest.__name__}.lib.embeddings").floats
    with pytest.raises(ValueError, match="embedding"):
        floats(text)
