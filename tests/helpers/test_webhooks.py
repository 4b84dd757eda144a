"""Signatures of webhooks, and what their payloads say."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import time
from types import ModuleType
from typing import Any

import pytest

from helpers.flavours import FLAVOURS

pytestmark = pytest.mark.registry

KEY = b"a secret of the webhook"
SECRET = "whsec_" + base64.b64encode(KEY).decode()
PAYLOAD = json.dumps(
    {
        "id": "evt_1",
        "object": "event",
        "type": "response.completed",
        "created_at": 1,
        "data": {"id": "resp_1"},
    }
)


def sign(payload: str, stamp: str, key: bytes = KEY, id_: str = "wh_1") -> str:
    text = f"{id_}.{stamp}.{payload}".encode()
    return "v1," + base64.b64encode(hmac.new(key, text, hashlib.sha256).digest()).decode()


def headers(payload: str = PAYLOAD, age: float = 0, **changed: str) -> dict[str, str]:
    stamp = str(int(time.time() - age))
    found = {
        "Webhook-Id": "wh_1",
        "Webhook-Timestamp": stamp,
        "Webhook-Signature": sign(payload, stamp),
    }
    return {**found, **{name.replace("_", "-"): value for name, value in changed.items()}}


@pytest.fixture(params=["sync", "async"])
def webhooks(request: pytest.FixtureRequest, newest: ModuleType) -> Any:
    kind = newest.OpenAI if request.param == "sync" else newest.AsyncOpenAI
    return kind(api_key="key", webhook_secret=SECRET).webhooks


def test_a_typed_event(webhooks: Any, newest: ModuleType) -> None:
    event = webhooks.unwrap(PAYLOAD, headers())
    assert type(event).__name__ == "ResponseCompletedWebhookEvent"
    assert event.data.id == "resp_1"
    assert webhooks.unwrap(PAYLOAD.encode(), headers()).to_dict() == json.loads(PAYLOAD)


def test_one_of_several_signatures_is_enough(webhooks: Any) -> None:
    given = headers()
    given["Webhook-Signature"] = f"v1,AAAA v2,{'x' * 44} {given['Webhook-Signature']}"
    webhooks.verify_signature(PAYLOAD, given)


UNLIKE = "does not match the expected signature"
BAD = {
    "another payload": (PAYLOAD + " ", headers, UNLIKE),
    "too old": (PAYLOAD, lambda: headers(age=400), "too old"),
    "too new": (PAYLOAD, lambda: headers(age=-400), "too new"),
    "no number": (PAYLOAD, lambda: headers(Webhook_Timestamp="soon"), "no number"),
    "another id": (PAYLOAD, lambda: headers(Webhook_Id="wh_2"), UNLIKE),
    "another version": (
        PAYLOAD,
        lambda: headers(Webhook_Signature=headers()["Webhook-Signature"].replace("v1", "v2")),
        UNLIKE,
    ),
    "not even ascii": (PAYLOAD, lambda: headers(Webhook_Signature="v1,é"), UNLIKE),
}


@pytest.mark.parametrize("name", BAD)
def test_what_is_refused(webhooks: Any, newest: ModuleType, name: str) -> None:
    payload, given, message = BAD[name]
    with pytest.raises(newest.InvalidWebhookSignatureError, match=message):
        webhooks.verify_signature(payload, given())


def test_tolerance_and_secret(webhooks: Any, newest: ModuleType) -> None:
    webhooks.verify_signature(PAYLOAD, headers(age=400), tolerance=500)
    stamp = str(int(time.time()))
    given = headers(Webhook_Timestamp=stamp, Webhook_Signature=sign(PAYLOAD, stamp, b"plain"))
    webhooks.verify_signature(PAYLOAD, given, secret="plain")
    with pytest.raises(newest.InvalidWebhookSignatureError):
        webhooks.verify_signature(PAYLOAD, given)


def test_an_old_event_is_unwrapped_where_it_may_be_old(webhooks: Any, newest: ModuleType) -> None:
    old = headers(age=400)
    with pytest.raises(newest.InvalidWebhookSignatureError, match="too old"):
        webhooks.unwrap(PAYLOAD, old)
    assert webhooks.unwrap(PAYLOAD, old, tolerance=500).id == "evt_1"


@pytest.mark.parametrize("name", ["Webhook-Id", "Webhook-Timestamp", "Webhook-Signature"])
def test_a_header_that_is_missing(webhooks: Any, name: str) -> None:
    given = {k: v for k, v in headers().items() if k != name}
    with pytest.raises(ValueError, match=name.lower()):
        webhooks.verify_signature(PAYLOAD, given)


@FLAVOURS
def test_a_secret_is_needed(newest: ModuleType, flavour: str, monkeypatch: Any) -> None:
    monkeypatch.delenv("OPENAI_WEBHOOK_SECRET", raising=False)
    kind = newest.OpenAI if flavour == "sync" else newest.AsyncOpenAI
    with pytest.raises(ValueError, match=r"secret must be passed .* OPENAI_WEBHOOK_SECRET"):
        kind(api_key="key").webhooks.verify_signature(PAYLOAD, headers())
