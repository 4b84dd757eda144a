"""`cast_to` of the untyped verbs: what a body becomes, as an endpoint says it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypedDict, get_args, get_origin

from .binary import BinaryResponse
from .call import Call, members
from .endpoint import Endpoint, ResponseEndpoint, StreamEndpoint
from .model import Model, UnknownModel
from .references import ModelSpec
from .value_kinds import is_mapping
from .wire import CastSpec, Spec

if TYPE_CHECKING:
    from .aliases import Content, Files, Headers, Query, Timeout

_PARTS: dict[Any, str] = {str: "text", bytes: "content"}
"""Types that stand for the body as it is, and what a response calls it."""


class RequestOptions(TypedDict, total=False):
    """Options of `client.get`, `post` and so on."""

    headers: Headers
    params: Query
    extra_json: Mapping[str, object]
    timeout: Timeout
    max_retries: int
    idempotency_key: str
    follow_redirects: bool


_OPTIONS = ("timeout", "max_retries", "idempotency_key", "follow_redirects")
"""Keys of `options`, beside `headers`, `params` and `extra_json`."""


def cast_spec(kind: Any) -> Spec | None:
    """The spec for a `cast_to`: a type as `type_specs` has it; TypeError for any other."""
    if kind is None or kind is type(None):
        return None
    if isinstance(kind, Spec):
        return kind
    if isinstance(kind, type) and issubclass(kind, Model):
        return ModelSpec(UnknownModel if kind is Model else kind)
    if kind in (Any, object, dict, list):  # the JSON as it is
        return Spec()
    from .type_specs import type_spec

    return CastSpec(type_spec(kind))


def verb_call(  # noqa: PLR0913
    method: str,
    path: str,
    cast_to: Any,
    *,
    body: object | None = None,
    content: Content | None = None,
    options: Mapping[str, Any] | None = None,
    files: Files | None = None,
    stream: bool = False,
    stream_cls: Any = None,
) -> Call:
    """The call of `client.get(path, cast_to=...)` and its like."""
    if stream:
        endpoint = _streaming(method, path, cast_to, stream_cls)
    else:
        endpoint = _endpoint(method, path, cast_to)
    call = Call(endpoint, path)
    call.stream = stream
    given = dict(options or {})
    if content is not None:
        if body is not None or files is not None:
            raise TypeError("`content` cannot be given together with `body` or `files`")
        call.content = content
    elif files is not None:
        endpoint.multipart = True
        call.body = {**members(body or {}), **_by_field(files)}
    elif body is not None:
        call.body = body
    call.add(
        given.pop("headers", None),
        given.pop("params", None),
        given.pop("extra_json", None),
    )
    for name, value in given.items():
        if name not in _OPTIONS:
            raise TypeError(f"Unknown option {name!r}")
        setattr(call, name, value)
    return call


def recast(call: Call, to: Any) -> Call:
    """The same call, its value to be a `to`: what `cast_to` takes, or a stream class."""
    endpoint = call.endpoint
    other = call.with_query({})
    other.stream = getattr(get_origin(to), "__name__", "") in ("Stream", "AsyncStream")
    make = _streaming if other.stream else _endpoint
    other.endpoint = make(endpoint.method, endpoint.path, to)
    return other


def _by_field(files: Files) -> dict[str, Any]:
    given: Any = files.items() if is_mapping(files) else files
    pairs: list[tuple[str, Any]] = [*given]
    found = dict(pairs)
    if len(found) < len(pairs):
        raise TypeError("A field of `files` is named twice; give it a list of files")
    return found


def _streaming(
    method: str, path: str, cast_to: Any, stream_cls: Any = None
) -> Endpoint[Any]:
    kinds = get_args(stream_cls or cast_to)
    event = cast_spec(kinds[0] if kinds else cast_to) or Spec()
    endpoint: StreamEndpoint[Any, Any] = StreamEndpoint(
        method, path, event=event, streams="always"
    )
    return endpoint


def _endpoint(method: str, path: str, cast_to: Any) -> Endpoint[Any]:
    if cast_to in _PARTS:
        return ResponseEndpoint(method, path, part=_PARTS[cast_to])
    if isinstance(cast_to, type):
        import httpx2

        if issubclass(cast_to, httpx2.Response):
            return ResponseEndpoint(method, path)
        if issubclass(cast_to, BinaryResponse):
            return Endpoint(method, path, binary=True)
    return Endpoint(method, path, cast_spec(cast_to))
