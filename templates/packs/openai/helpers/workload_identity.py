"""Access tokens for a workload identity: exchanged when first needed, and before they end."""

from __future__ import annotations

import math
import threading
import time
from collections.abc import Awaitable, Callable, Mapping
from typing import TYPE_CHECKING, Any

from .._runtime import jsontext
from .._runtime.config import checked_secret
from .._runtime.errors import BaseError, named_errors
from .._runtime.value_kinds import is_object
from .auth_errors import OAuthError

if TYPE_CHECKING:
    import httpx2

TOKEN_URL = "https://auth.openai.com/oauth/token"  # noqa: S105
X509_TOKEN_URL = "https://mtls.auth.openai.com/oauth/token"  # noqa: S105
_GRANT = "urn:ietf:params:oauth:grant-type:token-exchange"
_SUBJECT_TYPES = {
    "jwt": "urn:ietf:params:oauth:token-type:jwt",
    "id": "urn:ietf:params:oauth:token-type:id_token",
}
_X509_TYPE = "urn:openai:params:oauth:token-type:x509"
_BUFFER = 1200.0
"""Seconds before the end of a token when the next is asked for, where the identity says nothing."""
_LIFETIME = 3600.0
"""Seconds a token lasts whose exchange does not say."""
_TIMEOUT = 10.0


class AccessTokens:
    """The access token of one identity, shared by all requests; exchanges go one at a time."""

    def __init__(self, identity: Mapping[str, Any], url: str | None = None) -> None:
        self.workload_identity = dict(identity)
        self._is_x509 = identity.get("type") == "x509"
        self.token_exchange_url = url or (X509_TOKEN_URL if self._is_x509 else TOKEN_URL)
        self._check()
        self._token = ""
        self._ends = self._renew_at = 0.0
        self._lock = threading.Lock()
        self._async_lock: Any = None

    def get(self, send: Callable[[httpx2.Request], httpx2.Response]) -> str:
        """A token that is good now; `send` sends the request of an exchange."""
        if self._is_fresh():
            return self._token
        with self._lock:
            if not self._is_fresh():
                try:
                    request = self._request(self._subject_token())
                    with named_errors(request):
                        self._store(send(request))
                except Exception:
                    if not self._is_good():
                        raise
            return self._token

    async def get_async(self, send: Callable[[httpx2.Request], Awaitable[httpx2.Response]]) -> str:
        """A token that is good now; `send` sends the request of an exchange."""
        if self._is_fresh():
            return self._token
        import anyio

        self._async_lock = self._async_lock or anyio.Lock()
        async with self._async_lock:
            if not self._is_fresh():
                try:
                    request = self._request(await self._subject_token_async())
                    with named_errors(request):
                        self._store(await send(request))
                except Exception:
                    if not self._is_good():
                        raise
            return self._token

    def invalidate_token(self, token: str | None = None) -> None:
        """Forget the token, if it is `token` still."""
        if token is None or token == self._token:
            self._ends = self._renew_at = 0.0

    def _check(self) -> None:
        identity = self.workload_identity
        needed = ["identity_provider_id", "service_account_id"]
        wrong = [name for name in needed if not isinstance(identity.get(name), str)]
        if not self._is_x509 and not isinstance(identity.get("provider"), Mapping):
            wrong.append("provider")
        if wrong:
            raise BaseError(f"`workload_identity` needs {' and '.join(f'`{n}`' for n in wrong)}")
        if self._is_x509 and ("provider" in identity or "client_id" in identity):
            raise BaseError("An X.509 `workload_identity` has neither `provider` nor `client_id`")
        kind = None if self._is_x509 else identity["provider"].get("token_type")
        if not self._is_x509 and kind not in _SUBJECT_TYPES:
            known = " or ".join(map(repr, _SUBJECT_TYPES))
            raise BaseError(f"Unsupported token type {kind!r} of a provider; it is {known}")

    def _is_good(self) -> bool:
        return time.monotonic() < self._ends

    def _is_fresh(self) -> bool:
        return time.monotonic() < self._renew_at

    def _subject_token(self) -> str | None:
        if self._is_x509:
            return None
        token = self.workload_identity["provider"]["get_token"]()
        if hasattr(token, "__await__"):
            getattr(token, "close", lambda: None)()
            raise BaseError("A provider whose `get_token` is awaited needs the async client")
        return _checked_subject(token)

    async def _subject_token_async(self) -> str | None:
        if self._is_x509:
            return None
        import anyio.to_thread

        token = await anyio.to_thread.run_sync(self.workload_identity["provider"]["get_token"])
        return _checked_subject(await token if hasattr(token, "__await__") else token)

    def _request(self, subject_token: str | None) -> httpx2.Request:
        import httpx2

        identity = self.workload_identity
        body = {"grant_type": _GRANT}
        if subject_token is None:
            body["subject_token_type"] = _X509_TYPE
        else:
            body["subject_token"] = subject_token
            body["subject_token_type"] = _SUBJECT_TYPES[identity["provider"]["token_type"]]
        names = ("identity_provider_id", "service_account_id", "client_id")
        body.update({name: identity[name] for name in names if identity.get(name)})
        return httpx2.Request(
            "POST",
            self.token_exchange_url,
            json=body,
            extensions={"timeout": httpx2.Timeout(_TIMEOUT).as_dict()},
        )

    def _store(self, response: httpx2.Response) -> None:
        try:
            body: Any = jsontext.parse_bytes(response.content)
        except jsontext.JSONError:
            body = None
        if response.status_code in (400, 401, 403):
            raise OAuthError(response=response, body=body)
        if not response.is_success:
            raise BaseError(f"Token exchange failed with status {response.status_code}")
        told: dict[str, Any] = body if is_object(body) else {}
        token = told.get("access_token")
        if not isinstance(token, str):
            raise BaseError("The response of the token exchange has no `access_token`")
        token = checked_secret("access_token", token)
        lifetime = _seconds(told.get("expires_in", _LIFETIME))
        if lifetime is None or lifetime <= 0:
            raise BaseError("The response of the token exchange has no valid `expires_in`")
        buffer = _seconds(self.workload_identity.get("refresh_buffer_seconds", _BUFFER)) or 0.0
        self._token, self._ends = token, time.monotonic() + lifetime
        self._renew_at = self._ends - min(buffer, lifetime / 2)


def _checked_subject(token: object) -> str:
    if not isinstance(token, str) or not token:
        raise BaseError("The provider of the workload identity returned no subject token")
    return token


def _seconds(value: object) -> float | None:
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return None
    return float(value) if math.isfinite(value) else None
