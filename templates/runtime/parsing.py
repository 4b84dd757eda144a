"""From a response to the value that a method returns."""

# pyright: reportPrivateUsage=false

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from . import jsontext
from .decode_error import DecodeError
# with pages
from .endpoint import PageEndpoint
# end pages
from .endpoint import ResponseEndpoint
# with streams
from .endpoint import StreamEndpoint
# end streams
from .errors import APIResponseValidationError
# with streams
from .event_reader import EventReader
# end streams
from .model import Model
from .references import Reference
from .value_kinds import is_object
from .wire import CastSpec

if TYPE_CHECKING:
    import httpx2

    from .base_client import BaseClient
    from .call import Call
    from .wire import Spec

FORBID_UNKNOWN = "forbid_unknown"
"""The value of `_strict_response_validation` that refuses fields no type knows, too."""

_NO_BODY = (204, 205)
_HTML = ("text/html", "application/xhtml+xml")


def parse(client: BaseClient, call: Call, response: httpx2.Response) -> Any:
    """The value of a response: of its body when that was read, a stream when the call streams.

    Raises `APIResponseValidationError` for a body that is not JSON where it should be.
    """
    endpoint = call.endpoint
    # with streams
    reader = _reader(client, call, response)
    if reader is not None:
        return client._stream_class()(response, reader, client)
    # end streams
    if isinstance(endpoint, ResponseEndpoint):
        return getattr(response, endpoint.part) if endpoint.part else response
    # with binary
    if endpoint.binary:
        from .binary import BinaryResponse

        return BinaryResponse(response)
    # end binary
    if endpoint.wire is None or response.status_code in _NO_BODY:
        return None
    value = body_of(response)
    # with pages
    if isinstance(endpoint, PageEndpoint):
        return client._page_class(endpoint.pages)(client, call, response, value)
    # end pages
    if endpoint.unwrap is not None and is_object(value) and endpoint.unwrap in value:
        value = value[endpoint.unwrap]
    return with_request_id(decoder(client, endpoint.wire, response)(value), response)


# with streams
def _reader(
    client: BaseClient, call: Call, response: httpx2.Response
) -> EventReader[Any] | None:
    endpoint = call.endpoint
    if not call.stream or not isinstance(endpoint, StreamEndpoint):
        return None
    decode = decoder(client, endpoint.event, response)
    if endpoint.lines:
        from .event_reader import LineReader  # few APIs have any

        return LineReader(response, decode)
    return EventReader(
        response,
        decode,
        wrap_events=endpoint.wrap_events,
        raise_errors=endpoint.raise_errors,
        skipped=client._config.skipped_events,
    )


# end streams
def decoder(
    client: BaseClient, wire: Spec | None, response: httpx2.Response
) -> Callable[[Any], Any]:
    """How values of `response` are decoded: leniently, or strictly if the client says so."""
    if wire is None:
        return _unchanged
    if isinstance(wire, Reference):
        wire = wire.target()
    if not client._strict and not isinstance(wire, CastSpec):
        return wire.decode
    decode_value = wire.decode_strict if client._strict else wire.decode

    def decode(value: Any) -> Any:
        try:
            if client._strict != FORBID_UNKNOWN:
                return decode_value(value)
            from .strict_checks import unknown_fields_refused

            with unknown_fields_refused():
                return decode_value(value)
        except DecodeError as error:
            message = f"Data returned by API invalid for expected schema: {error}"
            raise APIResponseValidationError(
                response, value, message=message
            ) from error

    return decode


def body_of(response: httpx2.Response) -> Any:
    """The JSON value of the body.

    A body of a `text/` type other than HTML that is no JSON object or array is its text.
    """
    content = response.content
    media_type = _media_type(response)
    is_text = media_type.startswith("text/") and media_type not in _HTML
    if is_text and not content.lstrip().startswith((b"{", b"[")):
        return response.text
    try:
        return jsontext.parse_bytes(content)
    except jsontext.JSONError as error:
        if is_text:
            return response.text
        message = f"The body of the response is not JSON: {error}"
        raise APIResponseValidationError(
            response, response.text, message=message
        ) from error


def with_request_id(value: Any, response: httpx2.Response) -> Any:
    """`value`, knowing the id that the API gave the request, if it can."""
    if isinstance(value, Model):
        value._request_id = response.headers.get("x-request-id")
    return value


def _media_type(response: httpx2.Response) -> str:
    return (
        str(response.headers.get("content-type", "")).partition(";")[0].strip().lower()
    )


def _unchanged(value: Any) -> Any:
    return value
