"""`create` and `stream` of agent sessions."""

# pyright: reportPrivateUsage=false

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .._runtime.encoding import encode
from .._runtime.omit import Omit
from .._runtime.resource import AsyncAPIResource
from .._runtime.streams import AsyncStream, Stream
from .raw import dict_at, then
from .steps import Steps, run_on
from .streaming.agents import AgentSessionStream, AsyncAgentSessionStream
from .structured import json_schema

_EXTRA = ("extra_headers", "extra_query", "extra_body", "timeout")


def create(
    sessions: Any, given: Mapping[str, Any], output_type: Any, tool_handlers: Any, endpoint: Any
) -> Any:
    """A session, or with `stream` the stream of its events."""
    params = given["params"]
    raw: dict[str, Any] = {} if params is None else encode(params)
    values = {k: v for k, v in given.items() if k not in (*_EXTRA, "params")}
    streams: Any = raw.get("stream") if isinstance(values["stream"], Omit) else values["stream"]
    if tool_handlers is not None and streams is not True:
        raise ValueError("`tool_handlers` need `stream=True`")
    if output_type is not None:
        values["agent"] = _asking_for(output_type, values["agent"], raw)
    return run_on(sessions, _create(sessions, given, values, output_type, tool_handlers, endpoint))


def _create(
    sessions: Any,
    given: Mapping[str, Any],
    values: Mapping[str, Any],
    output_type: Any,
    handlers: Any,
    endpoint: Any,
) -> Steps[Any]:
    from .streaming.agents.creation import follow

    def finish(value: Any) -> Any:
        if not isinstance(value, (Stream, AsyncStream)):
            return value
        options = {name: given[name] for name in ("extra_headers", "timeout")}
        return follow(value, plain, output_type, handlers, options)

    plain = sessions if sessions._mode == "parsed" else type(sessions)(sessions._client)
    extra = tuple(given[name] for name in _EXTRA)
    value = yield sessions._call_or_stream(endpoint, {}, values, given["params"], extra)
    return finish(value) if sessions._mode == "parsed" else then(value, finish)


def _asking_for(output_type: Any, agent: Any, params: Mapping[str, Any]) -> dict[str, Any]:
    """The agent of the request, whose text has the format of `output_type`."""
    known: Any = params.get("agent") if isinstance(agent, Omit) else encode(agent)
    known = known or {}
    text = dict_at(known, "text")
    if text.get("format") is not None:
        raise ValueError("Give `output_type` or the format of the agent's text, not both")
    schema = {"type": "json_schema", "schema": json_schema(output_type)}
    return {**known, "text": {**text, "format": schema}}


def stream(  # noqa: PLR0913
    sessions: Any,
    given: Mapping[str, Any],
    session_id: str,
    input: Any,
    output_type: Any,
    tool_handlers: Any,
    on_tool_error: Any,
    idempotency_key: Any,
) -> Any:
    """The stream of one turn; nothing is sent before it is read."""
    is_async = isinstance(sessions, AsyncAPIResource)
    kind: Any = AsyncAgentSessionStream if is_async else AgentSessionStream
    return kind(
        sessions,
        session_id,
        input=input,
        output_type=output_type,
        tool_handlers=tool_handlers,
        on_tool_error=on_tool_error,
        idempotency_key=idempotency_key,
        **given,
    )
