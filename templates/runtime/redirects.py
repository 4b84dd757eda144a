"""Where a redirect leads, and what may go there.

Methods change as in the WHATWG Fetch standard, section 4.4 ("HTTP-redirect fetch"). To another
origin goes a bare GET or HEAD: no credential, no cookie, no header of this client but `accept`
and `user-agent`; a body never goes there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urljoin

from .errors import RedirectError
from .paths import origin, without_login

if TYPE_CHECKING:
    import httpx2

MAX_REDIRECTS = 20
_HARMLESS = ("accept", "accept-encoding", "user-agent")
_OF_BODY = ("content-length", "content-type", "transfer-encoding")


def is_foreign(request: httpx2.Request, first: httpx2.Request) -> bool:
    """Whether `request` goes to another origin than the request that started."""
    return origin(str(request.url)) != origin(str(first.url))


def redirected(
    request: httpx2.Request, response: httpx2.Response, replayable: bool
) -> httpx2.Request:
    """The request that `response` redirects `request` to.

    Raises `RedirectError` where that is refused, and where the body would have to be sent again
    but is not `replayable`.
    """
    import httpx2

    target = _target(request, response.headers["location"])
    method = _method_after(response.status_code, request.method)
    same_origin = origin(target) == origin(str(request.url))
    if not same_origin and method not in ("GET", "HEAD"):
        raise _refusal("to send a request to another origin after a redirect", request)
    keeps_body = same_origin and method == request.method
    if keeps_body and not replayable:
        raise _refusal("to send a file that cannot be read twice again", request)
    headers = [
        (name, value)
        for name, value in request.headers.multi_items()
        if (same_origin or name in _HARMLESS) and (keeps_body or name not in _OF_BODY)
    ]
    return httpx2.Request(
        method,
        target,
        headers=headers,
        stream=request.stream if keeps_body else None,
        extensions=request.extensions,
    )


def _target(request: httpx2.Request, location: str) -> str:
    """The URL of `location`; refused where it is no http(s) URL."""
    try:
        # What an address says of user and password is the word of whoever redirects.
        target, _ = without_login(urljoin(str(request.url), location))
        scheme, host, _ = origin(target)
    except ValueError:
        raise _refusal("to follow a redirect that is no URL", request) from None
    if scheme not in ("http", "https") or not host:
        raise _refusal("to follow a redirect off the web", request)
    return target


def _refusal(what: str, request: httpx2.Request) -> RedirectError:
    return RedirectError(message=f"Refusing {what}.", request=request)


def _method_after(status: int, method: str) -> str:
    if (status == 303 and method != "HEAD") or (
        status in (301, 302) and method == "POST"
    ):
        return "GET"
    return method
