"""Where a redirect leads, and what may go there.

Methods change as in the WHATWG Fetch standard, section 4.4 ("HTTP-redirect fetch"). To another
origin goes a bare GET or HEAD: no credential, no cookie, no header of this client but `accept`
and `user-agent`; a body never goes there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urljoin

from .errors import RedirectError
from .paths import origin

if TYPE_CHECKING:
    import httpx2

MAX_REDIRECTS = 20
_HARMLESS = ("accept", "accept-encoding", "user-agent")
_OF_BODY = ("content-length", "content-type", "transfer-encoding")


def is_foreign(request: httpx2.Request, first: httpx2.Request) -> bool:
    """Whether `request` goes to another origin than the request that started."""
    return origin(str(request.url)) != origin(str(first.url))


def redirected(request: httpx2.Request, response: httpx2.Response) -> httpx2.Request:
    """The request that `response` redirects `request` to; `RedirectError` where refused."""
    import httpx2

    target = urljoin(str(request.url), response.headers["location"])
    scheme, host, _ = _origin_of(target, request)
    if scheme not in ("http", "https") or not host:
        raise RedirectError(
            message="Refusing to follow a redirect off the web.", request=request
        )
    method = _method_after(response.status_code, request.method)
    same_origin = origin(target) == origin(str(request.url))
    if not same_origin and method not in ("GET", "HEAD"):
        message = "Refusing to send the request to another origin after a redirect."
        raise RedirectError(message=message, request=request)
    keeps_body = same_origin and method == request.method
    headers = [
        (name, value)
        for name, value in request.headers.multi_items()
        if name != "host"
        and (same_origin or name in _HARMLESS)
        and (keeps_body or name not in _OF_BODY)
    ]
    return httpx2.Request(
        method,
        target,
        headers=headers,
        stream=request.stream if keeps_body else None,
        extensions=request.extensions,
    )


def _origin_of(target: str, request: httpx2.Request) -> tuple[str, str, int | None]:
    try:
        return origin(target)
    except ValueError:
        message = "Refusing to follow a redirect that is no URL."
        raise RedirectError(message=message, request=request) from None


def _method_after(status: int, method: str) -> str:
    if (status == 303 and method != "HEAD") or (
        status in (301, 302) and method == "POST"
    ):
        return "GET"
    return method
