"""Paths of endpoints, and the URL a request goes to.

A path parameter becomes one percent-encoded path segment (RFC 3986, section 3.3), whatever is in
it. Refused are an empty one, `.` and `..` as a segment, however encoded, and control characters.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Mapping
from urllib.parse import SplitResult, quote, unquote, urlsplit

_SEGMENT_SAFE = "-._~!$&'()*+,;=:@"
_PLACEHOLDER = re.compile(r"\{(\w+)\}")
_CONTROLS = re.compile(r"[\x00-\x1f\x7f]")
_NOT_IN_URL = re.compile(r"[\x00-\x20\x7f\\]")
_ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_LOGIN = re.compile(r"^(\w[\w+.-]*://|//)?.*@", re.DOTALL)
_DEFAULT_PORTS = {"http": 80, "https": 443}

Origin = tuple[str, str, int | None]


def fill(template: str, values: Mapping[str, object]) -> str:
    """`template` with each `{name}` replaced by its encoded value; ValueError where refused."""
    return _PLACEHOLDER.sub(
        lambda match: _segment(match[1], values.get(match[1])), template
    )


def _segment(name: str, value: object) -> str:
    if value is None or value == "" or not isinstance(value, (str, int, float)):
        raise ValueError(
            f"Expected a non-empty value for `{name}` but received {value!r}"
        )
    text = ("true" if value else "false") if isinstance(value, bool) else str(value)
    if _CONTROLS.search(text):
        raise ValueError(f"Unexpected control character in the value for `{name}`: {text!r}")
    _refuse_dot_segments(text, f"the value for `{name}`")
    return quote(text, safe=_SEGMENT_SAFE)


def _refuse_dot_segments(text: str, what: str) -> None:
    decoded = text
    while (once_more := unquote(decoded)) != decoded:
        decoded = once_more
    if not {".", ".."}.isdisjoint(re.split(r"[/\\]", decoded)):
        raise ValueError(f"Unexpected path segment `.` or `..` in {what}: {text!r}")


def checked_base(base_url: str) -> str:
    """`base_url` without a trailing slash; ValueError where it is no http(s) URL."""
    if not _has_origin(base_url) or _NOT_IN_URL.search(base_url):
        shown = _LOGIN.sub(r"\1", base_url)
        raise ValueError(f"The base URL must be an http or https URL, not {shown!r}")
    return base_url.rstrip("/")


def _has_origin(url: str) -> bool:
    try:
        scheme, host, _ = origin(url)
    except ValueError:  # brackets without an end, a port that is no number
        return False
    return scheme in _DEFAULT_PORTS and bool(host)


def without_login(url: str) -> tuple[str, str]:
    """`url` without user and password, and the header that says the same, else empty.

    Whoever logs a URL logs it whole; a header is no part of it (RFC 7617, section 2).
    """
    parts = urlsplit(url)
    login, at, place = parts.netloc.rpartition("@")
    if not at:
        return url, ""
    user, _, password = login.partition(":")
    text = f"{unquote(user)}:{unquote(password)}"
    header = f"Basic {b64encode(text.encode()).decode('ascii')}"
    return parts._replace(netloc=place).geturl(), header


def join(base_url: str, path: str) -> tuple[str, str]:
    """The URL of `path` below `base_url`, without and with its query: (URL, query).

    An absolute URL is taken as it is when it is of the origin of `base_url`; any other, and a
    path that leaves the base, is a ValueError.
    """
    if _NOT_IN_URL.search(path) or "#" in path:
        raise ValueError(f"Unexpected character in the path {path!r}")
    if path.startswith("//"):
        raise ValueError(f"A path must not begin with two slashes: {path!r}")
    target = urlsplit(path)
    _refuse_dot_segments(target.path, "the path")
    if _ABSOLUTE.match(path):
        if origin(path) != origin(base_url):
            raise ValueError(
                f"Refusing to send a request to another origin: {path!r};"
                " `client.copy(base_url=...)` makes a client for it"
            )
        return _without_query(target), target.query
    base = urlsplit(base_url)
    query = "&".join(filter(None, (base.query, target.query)))
    return f"{_without_query(base).rstrip('/')}/{target.path.lstrip('/')}", query


def _without_query(parts: SplitResult) -> str:
    return parts._replace(query="", fragment="").geturl()


def origin(url: str) -> Origin:
    """Scheme, host and port of `url` (RFC 6454, section 4)."""
    parts = urlsplit(url)
    scheme = parts.scheme.lower()
    return (
        scheme,
        (parts.hostname or "").lower(),
        parts.port or _DEFAULT_PORTS.get(scheme),
    )
