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
from types import MappingProxyType
from typing import (
    TYPE_CHECKING,
    Any,
    Generic,
    Literal,
    TypeAlias,
    TypeVar,
    dataclass_transform,
)

if TYPE_CHECKING:
    from dataclasses import KW_ONLY

    from .wire import Spec

R = TypeVar("R")
E = TypeVar("E")
S = TypeVar("S")
A = TypeVar("A")

Choices: TypeAlias = tuple[tuple[str | None, str | None, str | None], ...]
"""The value that must be given, the value to take, the constant to take in its place."""

_NONE: Mapping[str, Any] = MappingProxyType({})


@dataclass_transform()
class _Options:
    """Keeps what it is given; the annotations of a subclass say what that may be.

    So each option is described once, and a class costs nothing at import that a dataclass would.
    """

    def __init__(self, method: str, path: str, wire: Spec | None = None, **options: Any) -> None:
        self.method = method
        self.path = path
        self.wire = wire
        self.__dict__.update(options)


class Endpoint(_Options, Generic[R]):
    """An endpoint that answers with an `R`."""

    method: str
    path: str
    """Holds `{name}` for each path parameter."""
    wire: Spec | None = None
    """How the body of the response is decoded; None where there is none."""
    _: KW_ONLY
    query: tuple[str, ...] | Literal["*"] = ()
    """Names of the values that go into the query; "*" is all of them."""
    header_params: Mapping[str, str] = _NONE
    """The header that a value goes into, by the value's name."""
    headers: Mapping[str, str] = _NONE
    """Static headers."""
    appended: Mapping[str, tuple[str, ...]] = _NONE
    """By value, what is appended to the header that `header_params` puts it in."""
    unsent: tuple[str, ...] = ()
    """Values that only the path is made of."""
    renamed: Mapping[str, str] = _NONE
    """The wire name of a value, where it is not the name the value is given by."""
    choices: Mapping[str, Choices] = _NONE
    """By part of the path, what it may be: (the value that must be given for it, the value it is,
    or a constant); the last one is for the case that no other is."""
    defaults: Mapping[str, str] = _NONE
    """By value, the option of the client that stands in for it."""
    base_url: str | None = None
    """Where it goes unless the client was told another base URL."""
    body: bool = False
    """There is a body even without values."""
    constants: Mapping[str, Any] = _NONE
    """Values of the body that are always sent."""
    whole: str | None = None
    """Name of the one value that is the body itself."""
    omit_nulls: tuple[tuple[str, ...], ...] = ()
    """Paths of values that are left out where they are None; "*" is every value."""
    wrapped: str | None = None
    """A key under which the body goes."""
    required: tuple[tuple[str, ...], ...] = ()
    """Sets of values of which one must be given."""
    unwrap: str | None = None
    """Property of the response that is returned in its place."""
    multipart: bool | Literal["maybe"] = False
    """The body is a form; "maybe" only where it holds a file."""
    files: tuple[str, ...] = ()
    """Fields of the form that hold files and nothing else."""
    parts: Mapping[str, str] = _NONE
    """Media types of fields of the form; one of JSON is sent as JSON."""
    alone: str | None = None
    """Field of the form that is the body itself where it is the only one."""
    binary: bool = False
    """The response is given as `BinaryResponse`."""
    accept: str | None = None
    """Media types for the `accept` header, if not JSON."""
    timeout: float | None = None
    """Seconds, where upstream sets another than the client's."""
    security: tuple[str, ...] = ()
    """Credentials to choose from, by scheme; empty is all of the client's, ("",) none."""
    streams: Literal["no", "flag", "always"] = "no"
    flag: str = "stream"
    event: Spec | None = None
    """How an event of a stream is decoded."""


class ResponseEndpoint(Endpoint[Any]):
    """An endpoint that answers with the httpx2 response as it is, read, or with `part` of it."""

    _: KW_ONLY
    part: str = ""


# with streams
class StreamEndpoint(Endpoint[R], Generic[R, E]):
    """An endpoint that answers with an `R`, or with a stream of `E`."""

    _: KW_ONLY
    streams: Literal["no", "flag", "always"] = "flag"
    """Whether the value `flag` decides, or it always does."""
    lines: bool = False
    """The events are lines of JSON, not server-sent events."""
    wrap_events: str | None = "thread."
    """An event whose name begins so is given as `{event, data}`; "" is every named event, None
    none."""
    raise_errors: bool = True
    """An error event ends the stream with the API's error."""


# end streams
# with pages
class PageEndpoint(Endpoint[S], Generic[S, A]):
    """An endpoint that answers with a page: an `S` to the sync flavour, an `A` to the async one.

    `wire` decodes one item.
    """

    _: KW_ONLY
    pages: tuple[type[Any], type[Any]]
    query: tuple[str, ...] | Literal["*"] = "*"


# end pages
