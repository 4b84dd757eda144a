"""RequestBuilder requests: a call joined with the client's defaults, made anew for each attempt."""

# pyright: reportPrivateUsage=false
from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from . import jsontext, paths, query
# with multipart
from .call import members
# end multipart
from .encoding import encode
from .errors import APIConnectionError, MissingCredentialError
from .omit import Omit

if TYPE_CHECKING:
    from collections.abc import Iterable

    import httpx2

    from .base_client import BaseClient
    from .call import Call

# with multipart
_TYPE = "content-type"
_URL_ENCODED = "application/x-www-form-urlencoded"
# end multipart
_RETRY_COUNT = "X-Stainless-Retry-Count"
"""The header in which clients of this family tell the API how often they asked before."""


class RequestBuilder:
    """The request of a call. A context manager: files it opened are closed in the end.

    Everything a caller could get wrong is found when it is made: ValueError or TypeError before
    anything is sent. `replayable` is False where a file cannot be read twice.
    """

    def __init__(self, client: BaseClient, call: Call) -> None:
        self._client = client
        self._method = call.endpoint.method
        base = client._base_of(call)
        self._check_base(base, call.path)
        whole, self._url_query = paths.join(base, call.path)
        self._url, login = paths.without_login(whole)
        self._login = {"Authorization": login} if login else {}
        self._query = {**client._custom_query, **call.query}
        self._style = (client._config.query_arrays, client._config.query_objects)
        self._content: Any = None
        self._form: Any = None
        own = {"Accept": call.endpoint.accept or "application/json"}
        if call.content is not None or not isinstance(call.body, Omit):
            own.update(self._take_body(call))
        self._layers = (
            own,
            client._own_headers(),
            client._custom_headers,
            call.headers,
        )
        self._idempotency = _idempotency(client, call)
        merge_headers(*self._layers)
        _insist(client, call, (*self._layers, self._login))
        self._timeout = client._timeout_of(call)

    def _check_base(self, base: str, path: str) -> None:
        """An error of the request, as a program may have a base URL that it never uses."""
        try:
            paths.checked_base(base)
        except ValueError as error:
            import httpx2

            request = httpx2.Request(self._method, path)
            raise APIConnectionError(message=str(error), request=request) from error

    def _take_body(self, call: Call) -> dict[str, str]:
        """Keep the body in the form it is sent in; its headers."""
        if call.content is not None:
            text = call.content
            self._content = text.encode() if isinstance(text, str) else text
            return {"Content-Type": "application/octet-stream"}
        # with multipart
        if call.endpoint.multipart:
            from .multipart import Form, has_file, listed

            values = listed(members(call.body))
            alone = call.endpoint.alone
            if alone is not None and list(values) == [alone]:
                self._content = str(values[alone]).encode()
                return {"Content-Type": call.endpoint.parts[alone]}
            if call.endpoint.multipart is True or has_file(values):
                endpoint = call.endpoint
                self._form = Form(values, endpoint.parts, endpoint.files)
                if "boundary=" not in str(_given_type(call)):
                    _untyped(call)
                return {}
        # end multipart
        if isinstance(call.body, bytes):
            self._content = call.body
            return {"Content-Type": "application/octet-stream"}
        # with multipart
        if _given_type(call) == _URL_ENCODED:
            return self._take_fields(call)
        # end multipart
        self._content = jsontext.dump_bytes(encode(call.body))
        return {"Content-Type": "application/json"}

    # with multipart
    def _take_fields(self, call: Call) -> dict[str, str]:
        """Keep a body of URL-encoded fields; a file can go in a multipart form alone."""
        from .multipart import Form, has_file, listed

        values = listed(members(call.body))
        if has_file(values, content=False):
            self._form = Form(values, call.endpoint.parts, call.endpoint.files)
            _untyped(call)
            return {}
        self._content = query.stringify(values, *self._style).encode()
        return {"Content-Type": _URL_ENCODED}

    # end multipart
    @property
    def replayable(self) -> bool:
        """Whether the body can be sent again."""
        if self._form is not None:
            return bool(self._form.replayable)
        return self._content is None or isinstance(self._content, bytes)

    def request(self, credentials: Credentials, attempt: int) -> httpx2.Request:
        """A request for attempt number `attempt`, from 0, with fresh `credentials`."""
        headers = merge_headers(
            {_RETRY_COUNT: str(attempt)},
            credentials.headers,
            *self._layers,
            self._idempotency,
            self._login,
        )
        values = {**credentials.query, **self._query}
        search = query.merge(self._url_query, values, *self._style)
        request: httpx2.Request = self._client._http.build_request(
            self._method,
            f"{self._url}?{search}" if search else self._url,
            headers=headers,
            content=self._content,
            files=None if self._form is None else self._form.fields,
            timeout=self._timeout,
        )
        return request

    def __enter__(self) -> RequestBuilder:
        return self

    def __exit__(self, *_: object) -> None:
        if self._form is not None:
            self._form.close()


class Credentials:
    """Headers and query parameters that prove who is calling."""

    __slots__ = ("headers", "query")

    def __init__(self) -> None:
        self.headers: dict[str, str] = {}
        self.query: dict[str, Any] = {}


# with multipart
def _given_type(call: Call) -> object:
    """The content type that the headers of a call name."""
    return {name.lower(): value for name, value in call.headers.items()}.get(_TYPE)


def _untyped(call: Call) -> None:
    """Leave the content type to the form, which knows its boundary."""
    call.headers = {n: v for n, v in call.headers.items() if n.lower() != _TYPE}


# end multipart
def _insist(
    client: BaseClient, call: Call, layers: Iterable[Mapping[str, object]]
) -> None:
    """Raise where upstream wants a credential and the client has none for this request.

    A header in its place, or one that is taken away, says that this is meant.
    """
    config, security = client._config, call.endpoint.security
    if not config.required_any:
        return
    wanted = [c for c in config.credentials if not security or c.scheme in security]
    named = {name.lower() for layer in layers for name in layer}
    for credential in wanted:
        given = getattr(client, credential.option, None) is not None
        if given or (credential.header or "").lower() in named:
            return
    if wanted:
        options = " or ".join(f"`{c.option}`" for c in wanted)
        raise MissingCredentialError(f"This request needs {options} of the client")


def _idempotency(client: BaseClient, call: Call) -> Mapping[str, str]:
    """The idempotency header: one key for all attempts of a call."""
    name = client._config.idempotency_header
    if name is None or call.endpoint.method == "GET":
        return {}
    return {name: call.idempotency_key or _new_key()}


def _new_key() -> str:
    import uuid  # most APIs want none

    return f"tsbind-{uuid.uuid4()}"


_NAME = re.compile(r"[!#$%&'*+\-.^_`|~0-9A-Za-z]+\Z")
_VALUE = re.compile(r"[\t\x20-\x7e]*\Z")


def merge_headers(*layers: Mapping[str, str | Omit | None]) -> dict[str, str]:
    """The headers of all `layers`, later ones in the place of earlier ones.

    `omit` or None takes a header away. Raises ValueError for a name or a value that RFC 9110,
    section 5, does not allow, or that is not ASCII; the message does not show the value.
    """
    merged: dict[str, tuple[str, str]] = {}
    for layer in layers:
        for name, value in layer.items():
            if value is None or isinstance(value, Omit):
                merged.pop(name.lower(), None)
            else:
                merged[name.lower()] = name, checked_header(name, value)
    return dict(merged.values())


def checked_header(name: str, value: object) -> str:
    """`value` as text for header `name`; ValueError where it cannot be one."""
    if not _NAME.match(name):
        raise ValueError(f"Not a header name: {name!r}")
    text = str(value).lower() if isinstance(value, bool) else str(value)
    if not _VALUE.match(text):
        raise ValueError(
            f"The value of the header {name!r} has characters that are not allowed"
        )
    return text
