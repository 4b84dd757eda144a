"""Endpoints: what a method of a resource calls, said once for its sync and its async flavour.

A generated resource module holds one endpoint per operation. Names of values are wire names.

    _CREATE: StreamEndpoint[ChatCompletion, ChatCompletionChunk] = StreamEndpoint(
        "POST",
        "/chat/completions",
        Ref("ChatCompletion"),
        event=Ref("ChatCompletionChunk"),
        required=(("messages", "model"), ("messages", "model", "stream")),
    )
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Generic, Literal, TypeAlias, TypeVar

if TYPE_CHECKING:
    from .wire import Spec

R = TypeVar("R")
E = TypeVar("E")
S = TypeVar("S")
A = TypeVar("A")

Choices: TypeAlias = tuple[tuple[str | None, str | None, str | None], ...]
"""The value that must be given, the value to take, the constant to take in its place."""


class Endpoint(Generic[R]):
    """An endpoint that answers with an `R`.

    method, path: the path holds `{name}` for each path parameter.
    wire: how the body of the response is decoded; None where there is none.
    query: names of the values that go into the query; "*" is all of them.
    header_params: the header that a value goes into, by the value's name.
    headers: static headers.
    body: there is a body even without values.
    constants: values of the body that are always sent.
    whole: name of the one value that is the body itself.
    omit_nulls: paths of values that are left out where they are None; "*" is every value.
    wrapped: a key under which the body goes.
    required: sets of values of which one must be given.
    unwrap: property of the response that is returned in its place.
    appended: by value, what is appended to the header that `header_params` puts it in.
    unsent: values that only the path is made of.
    renamed: the wire name of a value, where it is not the name the value is given by.
    choices: by part of the path, what it may be: (the value that must be given for it, the value
        it is, or a constant); the last one is for the case that no other is.
    defaults: by value, the option of the client that stands in for it.
    base_url: where it goes unless the client was told another base URL.
    multipart: the body is a form; "maybe" only where it holds a file.
    files: fields of the form that hold files and nothing else.
    alone: field of the form that is the body itself where it is the only one.
    parts: media types of fields of the form; one of JSON is sent as JSON.
    binary: the response is given as `BinaryResponse`.
    accept: media types for the `accept` header, if not JSON.
    timeout: seconds, where upstream sets another than the client's.
    security: credentials to choose from, by scheme; empty is all of the client's, ("",) none.
    """

    streams: Literal["no", "flag", "always"] = "no"
    flag: str = "stream"
    event: Spec | None = None

    def __init__(  # noqa: PLR0913
        self,
        method: str,
        path: str,
        wire: Spec | None = None,
        *,
        query: tuple[str, ...] | Literal["*"] = (),
        header_params: Mapping[str, str] | None = None,
        headers: Mapping[str, str] | None = None,
        appended: Mapping[str, tuple[str, ...]] | None = None,
        unsent: tuple[str, ...] = (),
        renamed: Mapping[str, str] | None = None,
        choices: Mapping[str, Choices] | None = None,
        defaults: Mapping[str, str] | None = None,
        base_url: str | None = None,
        body: bool = False,
        constants: Mapping[str, Any] | None = None,
        whole: str | None = None,
        omit_nulls: tuple[tuple[str, ...], ...] = (),
        wrapped: str | None = None,
        required: tuple[tuple[str, ...], ...] = (),
        unwrap: str | None = None,
        multipart: bool | Literal["maybe"] = False,
        files: tuple[str, ...] = (),
        parts: Mapping[str, str] | None = None,
        alone: str | None = None,
        binary: bool = False,
        accept: str | None = None,
        timeout: float | None = None,
        security: tuple[str, ...] = (),
    ) -> None:
        self.method = method
        self.path = path
        self.wire = wire
        self.query = query
        self.header_params = header_params or {}
        self.headers = headers or {}
        self.appended = appended or {}
        self.unsent = unsent
        self.renamed = renamed or {}
        self.choices = choices or {}
        self.defaults = defaults or {}
        self.base_url = base_url
        self.body = body
        self.constants = constants or {}
        self.whole = whole
        self.omit_nulls = omit_nulls
        self.wrapped = wrapped
        self.required = required
        self.unwrap = unwrap
        self.multipart = multipart
        self.files = files
        self.parts = parts or {}
        self.alone = alone
        self.binary = binary
        self.accept = accept
        self.timeout = timeout
        self.security = security


class ResponseEndpoint(Endpoint[Any]):
    """An endpoint that answers with the httpx2 response as it is, read, or with `part` of it."""

    def __init__(self, method: str, path: str, *, part: str = "") -> None:
        super().__init__(method, path)
        self.part = part


class StreamEndpoint(Endpoint[R], Generic[R, E]):
    """An endpoint that answers with an `R`, or with a stream of `E`.

    `streams` is "flag" where the value `flag` decides, else "always". An event whose name
    begins with `wrap_events` is given as `{event, data}`; "" is every named event, None none.
    With `raise_errors` an error event ends the stream with the API's error. With `lines` the
    events are lines of JSON, not server-sent events.
    """

    def __init__(  # noqa: PLR0913
        self,
        method: str,
        path: str,
        wire: Spec | None = None,
        *,
        event: Spec,
        streams: Literal["flag", "always"] = "flag",
        flag: str = "stream",
        lines: bool = False,
        wrap_events: str | None = "thread.",
        raise_errors: bool = True,
        **options: Any,
    ) -> None:
        super().__init__(method, path, wire, **options)
        self.event = event
        self.streams = streams
        self.flag = flag
        self.lines = lines
        self.wrap_events = wrap_events
        self.raise_errors = raise_errors


class PageEndpoint(Endpoint[S], Generic[S, A]):
    """An endpoint that answers with a page: an `S` to the sync flavour, an `A` to the async one.

    `pages` are the two page classes, `wire` decodes one item.
    """

    def __init__(
        self,
        method: str,
        path: str,
        wire: Spec,
        *,
        pages: tuple[type[Any], type[Any]],
        query: tuple[str, ...] | Literal["*"] = "*",
        **options: Any,
    ) -> None:
        super().__init__(method, path, wire, query=query, **options)
        self.pages = pages
