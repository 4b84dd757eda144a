"""Signature Version 4 of AWS: headers that prove who sends a request.

The credentials are given, or found: by botocore where it is installed, else in the environment.
"""

from __future__ import annotations

import hashlib
import hmac
import os
from collections.abc import Mapping
from datetime import datetime, timezone
from typing import Any, NamedTuple
from urllib.parse import parse_qsl, quote, urlsplit

from .._runtime.errors import BaseError, MissingCredentialError

ALGORITHM = "AWS4-HMAC-SHA256"
_SAFE = "-_.~"
_OWN = ("authorization", "x-amz-date", "x-amz-security-token")
"""Headers that a signature replaces."""


class AwsCredentials(NamedTuple):
    """A key pair of AWS, and the token of one that is temporary."""

    access_key_id: str
    secret_access_key: str
    session_token: str | None = None


def signed_headers(  # noqa: PLR0913
    credentials: AwsCredentials,
    *,
    method: str,
    url: str,
    headers: Mapping[str, str],
    body: bytes,
    region: str,
    service: str,
    time: datetime | None = None,
) -> dict[str, str]:
    """The headers to add to a request that has ``headers``; all of these are signed."""
    parts = urlsplit(url)
    stamp = (time or datetime.now(timezone.utc)).strftime("%Y%m%dT%H%M%SZ")
    added = {"x-amz-date": stamp}
    if credentials.session_token:
        added["x-amz-security-token"] = credentials.session_token
    given = {name.lower(): " ".join(value.split()) for name, value in headers.items()}
    signed = {k: v for k, v in given.items() if k not in _OWN} | added
    signed.setdefault("host", parts.netloc.rpartition("@")[2])
    names = ";".join(sorted(signed))
    request = "\n".join(
        (
            method.upper(),
            quote(parts.path or "/", safe="/" + _SAFE),
            _query(parts.query),
            *(f"{name}:{signed[name]}" for name in sorted(signed)),
            "",
            names,
            hashlib.sha256(body).hexdigest(),
        )
    )
    scope = f"{stamp[:8]}/{region}/{service}/aws4_request"
    digest = hashlib.sha256(request.encode()).hexdigest()
    key = f"AWS4{credentials.secret_access_key}".encode()
    for part in scope.split("/"):
        key = _hmac(key, part)
    signature = _hmac(key, "\n".join((ALGORITHM, stamp, scope, digest))).hex()
    credential = f"Credential={credentials.access_key_id}/{scope}"
    added["authorization"] = (
        f"{ALGORITHM} {credential}, SignedHeaders={names}, Signature={signature}"
    )
    return added


def found_credentials(profile: str | None) -> AwsCredentials:
    """The credentials of a profile, or those that AWS's own tools find without one."""
    try:
        session = _session(profile)
    except ImportError:
        return _of_environment(profile)
    found = session.get_credentials()
    if found is None:
        raise MissingCredentialError("AWS credentials are missing: botocore finds none")
    return AwsCredentials(*found.get_frozen_credentials()[:3])


def _session(profile: str | None) -> Any:
    from botocore import session  # type: ignore[import-not-found, import-untyped, unused-ignore] # pyright: ignore

    return session.Session(profile=profile)  # pyright: ignore


def _of_environment(profile: str | None) -> AwsCredentials:
    names = ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN")
    key, secret, token = map(os.environ.get, names)
    if profile is not None:
        raise BaseError("To read AWS profiles, install `botocore`")
    if not key or not secret:
        raise MissingCredentialError(
            f"AWS credentials are missing: set {names[0]} and {names[1]}, or install `botocore`, "
            "which finds them elsewhere too"
        )
    return AwsCredentials(key, secret, token)


def _query(text: str) -> str:
    pairs = parse_qsl(text, keep_blank_values=True)
    encoded = sorted((quote(name, safe=_SAFE), quote(value, safe=_SAFE)) for name, value in pairs)
    return "&".join(f"{name}={value}" for name, value in encoded)


def _hmac(key: bytes, text: str) -> bytes:
    return hmac.new(key, text.encode(), hashlib.sha256).digest()
