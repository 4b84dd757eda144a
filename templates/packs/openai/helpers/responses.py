"""`stream` and `parse` of responses."""

# pyright: reportPrivateUsage=false

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from .._runtime.omit import Omit, omit
from .raw import raw_of, then
from .response_parsing import ResponseParsing, parsed_response, text_param
from .steps import Steps, run_on
from .streaming.responses import (
    AsyncResponseStream,
    AsyncResponseStreamManager,
    ResponseStream,
    ResponseStreamManager,
)

_EXTRA = ("extra_headers", "extra_query", "extra_body", "timeout", "include")
_OWN = ("text_format", "parse_as", "response_id", "starting_after", "verbosity")


def stream(responses: Any, given: Mapping[str, Any]) -> Any:
    """The manager of a stream: of a new response, or of the one that `response_id` names.

    `given` are the arguments of `create` and `text_format`, `response_id`, `starting_after`.
    """
    from .._runtime.resource import AsyncAPIResource

    given = _listed(given)
    after = given.get("starting_after", omit)
    options: dict[str, Any] = {
        "text_format": given.get("text_format"),
        "input_tools": given.get("tools") or (),
        "starting_after": None if isinstance(after, Omit) else after,
    }
    if not isinstance(given.get("response_id", omit), Omit):
        send = partial(responses.retrieve, **_resumed(given), stream=True)
    elif not isinstance(after, Omit):
        raise ValueError("`starting_after` needs `response_id`")
    else:
        send = partial(responses.create, **_request(given), stream=True)
    if isinstance(responses, AsyncAPIResource):
        return AsyncResponseStreamManager[Any](
            send, lambda raw: AsyncResponseStream[Any](raw_stream=raw, **options)
        )
    return ResponseStreamManager[Any](
        send, lambda raw: ResponseStream[Any](raw_stream=raw, **options)
    )


def parse(responses: Any, given: Mapping[str, Any]) -> Any:
    """A response with parsed text and function calls.

    `given` are the arguments of `create` and `text_format`, or `parse_as`: a type to parse into
    whose schema is not sent.
    """
    return run_on(responses, _parse(responses, _listed(given)))


def _parse(responses: Any, given: Mapping[str, Any]) -> Steps[Any]:
    kind = given.get("parse_as", omit)
    if isinstance(kind, Omit):
        kind = given.get("text_format")
    parsing = ResponseParsing(kind, given.get("tools"))
    parsing.tools.require_strict()

    def finish(response: Any) -> Any:
        parsed = parsed_response(raw_of(response), parsing)
        parsed._request_id = response._request_id
        return parsed

    response = yield responses.create(**_request(given))
    is_raw = responses._mode != "parsed"
    return then(response, finish) if is_raw else finish(response)


def _request(given: Mapping[str, Any]) -> dict[str, Any]:
    request = {k: v for k, v in given.items() if k not in _OWN}
    verbosity = given.get("verbosity", omit)
    if not isinstance(verbosity, Omit):
        extra: Mapping[str, Any] = given.get("extra_body") or {}
        request["extra_body"] = {"verbosity": verbosity, **extra}
    text = text_param(given.get("text", omit), given.get("text_format", omit))
    if not isinstance(text, Omit):
        request["text"] = text
    return request


def _resumed(given: Mapping[str, Any]) -> dict[str, Any]:
    for name, value in given.items():
        meant = not isinstance(value, Omit) and value is not None
        if meant and name not in (*_EXTRA, *_OWN, "tools"):
            raise ValueError(f"`{name}` cannot be given with `response_id`")
    resumed = {name: given[name] for name in _EXTRA if name in given}
    return {**resumed, "response_id": given["response_id"]}


def _listed(given: Mapping[str, Any]) -> Mapping[str, Any]:
    # Tools are read twice: an iterator would be empty by then.
    tools = given.get("tools")
    return {**given, "tools": list(tools)} if tools else given
