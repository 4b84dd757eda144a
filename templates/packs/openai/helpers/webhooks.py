"""Webhooks: whether a payload is from the API, and what it says.

The signature is the base64 of HMAC-SHA256 over `id.timestamp.payload` (Standard Webhooks); the
header may hold several, for while a secret is being replaced.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import time
from collections.abc import Mapping
from typing import Any

from .._runtime import jsontext
from .._runtime.errors import BaseError

_PREFIX = "whsec_"


class InvalidWebhookSignatureError(BaseError, ValueError):
    """The payload was not signed with the secret, or not lately."""


def verify_signature(
    webhooks: Any,
    payload: str | bytes,
    headers: Mapping[str, str],
    secret: str | None,
    tolerance: int,
) -> None:
    """Raise `InvalidWebhookSignatureError` unless the API signed `payload` lately.

    ValueError for a header or secret that is missing.
    """
    key = _key(
        secret
        if secret is not None
        else getattr(webhooks._client, "webhook_secret", None)
    )
    found = {str(name).lower(): value for name, value in headers.items()}
    given, stamp, id_ = (
        _header(found, f"webhook-{name}") for name in ("signature", "timestamp", "id")
    )
    _check_time(stamp, tolerance)
    body = payload.encode() if isinstance(payload, str) else payload
    signed = hmac.new(key, f"{id_}.{stamp}.".encode() + body, hashlib.sha256).digest()
    expected = base64.b64encode(signed)
    # All are compared, so that the time taken tells nothing of which fits.
    fits = [hmac.compare_digest(expected, s) for s in _signatures(given)]
    if not any(fits):
        raise InvalidWebhookSignatureError(
            "The webhook signature does not match the expected signature of its payload"
        )


def unwrap(
    webhooks: Any,
    payload: str | bytes,
    headers: Mapping[str, str],
    secret: str | None,
    tolerance: int,
    wire: Any,
) -> Any:
    """The event that `payload` says, its signature verified."""
    verify_signature(webhooks, payload, headers, secret, tolerance)
    body = payload.encode() if isinstance(payload, str) else payload
    return wire.decode(jsontext.parse_bytes(body))


def _key(secret: Any) -> bytes:
    if not secret:
        raise ValueError(
            "The webhook secret must be passed to this method, to the client as"
            " `webhook_secret`, or set in the environment as OPENAI_WEBHOOK_SECRET"
        )
    if not isinstance(secret, str):
        raise TypeError("The webhook secret must be a string")
    if not secret.startswith(_PREFIX):
        return secret.encode()
    try:
        return base64.b64decode(secret.removeprefix(_PREFIX), validate=True)
    except binascii.Error:
        raise ValueError("The webhook secret is not base64") from None


def _header(headers: Mapping[str, str], name: str) -> str:
    value = headers.get(name)
    if not value:
        raise ValueError(f"The webhook lacks the header `{name}`")
    return value


def _check_time(stamp: str, tolerance: int) -> None:
    if not (stamp.isascii() and stamp.isdigit() and len(stamp) < 16):
        raise InvalidWebhookSignatureError("Invalid webhook timestamp: it is no number")
    age = time.time() - int(stamp)
    if age > tolerance:
        raise InvalidWebhookSignatureError("Webhook timestamp is too old")
    if age < -tolerance:
        raise InvalidWebhookSignatureError("Webhook timestamp is too new")


def _signatures(header: str) -> list[bytes]:
    found: list[bytes] = []
    for part in header.split():
        version, comma, rest = part.partition(",")
        if not comma:
            found.append(part.encode())
        elif version == "v1":
            found.append(rest.encode())
    return found
