"""`cast_to` of the untyped verbs: what a body becomes, as an endpoint says it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, get_args

from .binary import BinaryResponse
from .call import Call
from .endpoint import Endpoint, ResponseEndpoint, StreamEndpoint
from .model import Model
from .references import ModelSpec
from .wire import Spec


def spec_of(kind: Any) -> Spec | None:
    """The spec for a `cast_to`: a spec, a generated class, None, or any other type as it is."""
    if kind is None or kind is type(None):
        return None
    if isinstance(kind, Spec):
        return kind
    if isinstance(kind, type) and issubclass(kind, Model):
        return ModelSpec(kind)
    return Spec()


def verb_call(  # noqa: PLR0913, PLR0917
    method: str,
    path: str,
    cast_to: Any,
    body: object | None,
    options: Mapping[str, Any] | None,
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
    if body is not None:
        call.body = body
    call.add(
        given.pop("headers", None),
        given.pop("params", None),
        given.pop("extra_json", None),
    )
    for name, value in given.items():
        if name not in ("timeout", "max_retries", "idempotency_key"):
            raise TypeError(f"Unknown option {name!r}")
        setattr(call, name, value)
    return call


def _streaming(method: str, path: str, cast_to: Any, stream_cls: Any) -> Endpoint[Any]:
    kinds = get_args(stream_cls)
    event = spec_of(kinds[0] if kinds else cast_to) or Spec()
    endpoint: StreamEndpoint[Any, Any] = StreamEndpoint(
        method, path, event=event, streams="always"
    )
    return endpoint


def _endpoint(method: str, path: str, cast_to: Any) -> Endpoint[Any]:
    if isinstance(cast_to, type):
        import httpx2

        if issubclass(cast_to, httpx2.Response):
            return ResponseEndpoint(method, path)
        if issubclass(cast_to, BinaryResponse):
            return Endpoint(method, path, binary=True)
    return Endpoint(method, path, spec_of(cast_to))
