"""The request a method sends, as read from its body, before any type is known."""

from __future__ import annotations

from dataclasses import dataclass, field

from tsbind.model.operations import MultipartPart, PathParameter, Payload
from tsbind.operations.requests.headers import Headers
from tsbind.syntax.expressions import Expression


@dataclass(slots=True)
class RequestOptions:
    """What the object of request options says."""

    body: Payload | None = None
    query: Payload | None = None
    headers: Headers = field(default_factory=Headers)
    stream: str | None = None
    """``always``, or the argument a property of which decides."""
    stream_flag: str = "stream"
    """That property."""
    security: tuple[str, ...] = ()
    unauthenticated: bool = False
    binary: bool = False
    method: str | None = None
    timeout: float | None = None
    base_url: str | None = None
    flags: dict[str, str] = field(default_factory=dict[str, str])
    multipart: str = ""
    multipart_parts: tuple[MultipartPart, ...] = ()
    sole_body_value: str | None = None
    """The field that is the whole body where it is the only one given."""
    not_static: list[str] = field(default_factory=list[str])
    """What of it cannot be known from the source, as notes for the user."""


@dataclass(slots=True)
class Request:
    """Verb, path and options of the one request of a method."""

    verb: str
    path: str
    path_parameters: tuple[PathParameter, ...]
    options: RequestOptions
    paginated: bool = False
    page: Expression | None = None
    """The page class handed to the call."""
    unwrap: str | None = None
    response_transform: str | None = None
    indirect: str | None = None
