"""What goes wrong before a request can be sent: no token of the platform, no access token for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .._runtime.errors import AuthenticationError, BaseError
from .._runtime.value_kinds import is_object

if TYPE_CHECKING:
    import httpx2


class SubjectTokenProviderError(BaseError):
    """The platform gave no token; `response` is what it said instead, where it answered."""

    response: httpx2.Response | None

    def __init__(self, message: str, *, response: httpx2.Response | None = None) -> None:
        super().__init__(message)
        self.response = response


class OAuthError(AuthenticationError):
    """The identity was refused when its token was to be exchanged; `error` is the OAuth code."""

    error: str | None

    def __init__(self, *, response: httpx2.Response, body: object | None) -> None:
        details: dict[str, Any] = body if is_object(body) else {}
        described = details.get("error_description")
        message = described if isinstance(described, str) else ""
        super().__init__(message or "OAuth authentication error.", response=response, body=body)
        code = details.get("error")
        self.error = code if isinstance(code, str) else None
