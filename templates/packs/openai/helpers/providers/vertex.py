"""Google Cloud's Vertex AI as a provider: `OpenAI(provider=vertex(project="p", location="global"))`."""

from __future__ import annotations

import os
import re
import threading
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any, TypeAlias, cast
from urllib.parse import urlsplit

from .._runtime.errors import BaseError
from ..lib.provider import Provider

if TYPE_CHECKING:
    import httpx2

__all__ = ["VertexTokenProvider", "vertex"]

VertexTokenProvider: TypeAlias = "Callable[[], str | Awaitable[str]]"
_SCOPE = "https://www.googleapis.com/auth/cloud-platform"
_PROJECT = re.compile(r"[a-zA-Z0-9_-][a-zA-Z0-9_.:-]*")
_LOCATION = re.compile(r"[a-z0-9-]+")


def vertex(
    *,
    project: str | None = None,
    location: str | None = None,
    base_url: str | httpx2.URL | None = None,
    token_provider: VertexTokenProvider | None = None,
    credentials: Any = None,
) -> Provider:
    """Vertex with `token_provider`, or Google `credentials` (the application's default ones).

    The place is `base_url`, or that of `project` and `location`; GOOGLE_CLOUD_PROJECT and
    GOOGLE_CLOUD_LOCATION stand in for them. Google's credentials need the package google-auth.
    """
    if token_provider is not None and credentials is not None:
        raise BaseError("The `token_provider` and `credentials` arguments are mutually exclusive")
    place = str(base_url) if base_url is not None else _place(project, location)
    parts = urlsplit(place)
    if (
        parts.scheme not in ("http", "https")
        or not parts.hostname
        or parts.username is not None
        or parts.query
        or parts.fragment
    ):
        raise BaseError("The `base_url` of Vertex is an http(s) URL without login, query, fragment")
    if parts.scheme != "https" and f".{parts.hostname.rstrip('.')}".endswith(".googleapis.com"):
        raise BaseError("Google's own endpoints need https")
    return Provider("vertex", place, token_provider or _GoogleTokens(credentials))


def _place(project: str | None, location: str | None) -> str:
    project = project or os.environ.get("GOOGLE_CLOUD_PROJECT") or ""
    location = location or os.environ.get("GOOGLE_CLOUD_LOCATION") or ""
    if not _PROJECT.fullmatch(project):
        raise BaseError("Vertex needs a project: pass `project` or set GOOGLE_CLOUD_PROJECT")
    if not _LOCATION.fullmatch(location):
        raise BaseError("Vertex needs a location: pass `location` or set GOOGLE_CLOUD_LOCATION")
    region = "" if location == "global" else f"{location}-"
    return (
        f"https://{region}aiplatform.googleapis.com/v1/projects/{project}"
        f"/locations/{location}/publishers/openai/v1"
    )


class _GoogleTokens:
    """The tokens of Google credentials, which google-auth renews."""

    def __init__(self, credentials: Any) -> None:
        self._credentials: Any = credentials
        self._scoped = False
        self._lock = threading.Lock()

    def __call__(self) -> str:
        try:
            from google import auth  # type: ignore[import-not-found, import-untyped, unused-ignore] # pyright: ignore
            from google.auth.transport.requests import Request  # type: ignore[import-not-found, import-untyped, unused-ignore] # pyright: ignore
        except ImportError as error:
            raise BaseError(
                "Install google-auth and requests for Google credentials, or pass `token_provider`"
            ) from error
        library = cast("Any", auth)
        transport: Any = Request  # pyright: ignore[reportUnknownVariableType]
        with self._lock:
            if self._credentials is None:
                self._credentials, _ = library.default(scopes=[_SCOPE])
            elif not self._scoped and getattr(self._credentials, "requires_scopes", False):
                self._credentials = self._credentials.with_scopes([_SCOPE])
            self._scoped = True
            if not self._credentials.valid:
                self._credentials.refresh(transport())
            token: str = self._credentials.token
            return token
