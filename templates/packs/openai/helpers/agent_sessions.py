"""`stream` of agent sessions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .streaming.agents import AgentSessionStream, AsyncAgentSessionStream


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
    from .._runtime.resource import AsyncAPIResource

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
