"""Functions that answer the calls of an agent session."""

# pyright: reportPrivateUsage=false

from __future__ import annotations

import inspect
import uuid
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from .._runtime import jsontext
from .._runtime.encoding import encode
from .._runtime.errors import APIStatusError
from .._runtime.value_kinds import is_array, is_object
from .raw import dict_at, text_at
from .steps import Steps
from .tools import output_text

ToolHandler: TypeAlias = Callable[[dict[str, Any]], Any]
"""Gets the arguments of a call. Gives text, content, what JSON can say, or None."""
AsyncToolHandler: TypeAlias = Callable[[dict[str, Any]], Any]
"""The same; it may be a coroutine function, else it runs in a thread."""
Stage: TypeAlias = Literal["arguments", "execution", "output"]

_CONTENT = {"input_text": "text", "input_image": "image_url"}
_UNKNOWN_CALL = "Unknown pending tool call: "
_PAUSES = (0.1, 0.3, 0.6)
"""Seconds before a result is sent again: the call may not be known to the server yet."""


@dataclass(frozen=True)
class AgentToolError:
    """An error in answering a call; the model is not told what it was."""

    error: Exception
    tool_name: str
    session_id: str
    turn_id: str
    call_id: str
    stage: Stage


if TYPE_CHECKING:
    ToolErrorHandler: TypeAlias = Callable[[AgentToolError], None]
    AsyncToolErrorHandler: TypeAlias = Callable[
        [AgentToolError], Awaitable[None] | None
    ]


class ToolDispatcher:
    """Answers calls, one after another; its procedures serve both flavours."""

    def __init__(
        self,
        sessions: Any,
        session_id: str,
        handlers: Mapping[str, Any] | None,
        on_error: Any,
        options: Mapping[str, Any],
    ) -> None:
        from .._runtime.resource import AsyncAPIResource

        self._sessions = sessions
        self.session_id = session_id
        self._handlers = dict(handlers or {})
        self._on_error = on_error
        self._options = options
        self._is_async = isinstance(sessions, AsyncAPIResource)

    def can_handle(self, name: object) -> bool:
        """Whether there is a function of that name."""
        return isinstance(name, str) and callable(self._handlers.get(name))

    def answer(self, call: Mapping[str, Any]) -> Steps[None]:
        """Call the function that `call` asks for and send what it gives."""
        ids = {key: text_at(call, key) for key in ("turn_id", "call_id")}
        stage: Stage = "arguments"
        try:
            arguments = _arguments(call.get("arguments"))
            stage = "execution"
            handler = self._handlers[text_at(call, "name")]
            given = yield self._run(handler, arguments)
            stage = "output"
            result = {"success": True, "output": _output(given)}
        except Exception as error:  # noqa: BLE001: the model is told that it failed
            failure = AgentToolError(
                error, text_at(call, "name"), self.session_id, *_both(ids), stage
            )
            yield from self._tell(failure)
            result = {"success": False, "error": "Tool handler failed."}
        kind = "agent.session.input.tool_result"
        yield from self._submit({"type": kind, **ids, **result})

    def _run(self, handler: Any, argument: Any) -> Any:
        return (
            _awaited(handler, argument) if self._is_async else _plain(handler, argument)
        )

    def _tell(self, failure: AgentToolError) -> Steps[None]:
        if self._on_error is None:
            return
        try:
            yield self._run(self._on_error, failure)
        except Exception:  # noqa: BLE001: an observer does not change what is sent
            return

    def _submit(self, event: Mapping[str, Any]) -> Steps[None]:
        key = str(uuid.uuid4())
        for pause in (*_PAUSES, None):
            try:
                yield self._sessions.events.create(
                    self.session_id,
                    events=[event],
                    idempotency_key=key,
                    **self._options,
                )
            except APIStatusError as error:
                if pause is None or not _is_too_early(error, text_at(event, "call_id")):
                    raise
            else:
                return
            yield self._sessions._client._sleep(pause)


def _arguments(given: Any) -> dict[str, Any]:
    value: Any = jsontext.parse(given) if isinstance(given, str) else encode(given)
    if not is_object(value):
        raise ValueError("the arguments are no object")
    return value


def _output(value: Any) -> Any:
    """What a function gave, as the API takes it."""
    if value is None:
        return None
    given: Any = encode(value) if is_array(value) else None
    if given and all(map(_is_content, given)):
        return given
    return output_text(value)


def _is_content(block: Any) -> bool:
    if not is_object(block):
        return False
    field = _CONTENT.get(text_at(block, "type"))
    return field is not None and isinstance(block.get(field), str)


def _both(ids: Mapping[str, str]) -> tuple[str, str]:
    return ids["turn_id"], ids["call_id"]


def _plain(handler: Any, argument: Any) -> Any:
    value = handler(argument)
    if inspect.isawaitable(value):
        close = getattr(value, "close", None)
        if close is not None:
            close()
        raise TypeError("a coroutine function needs the async client")
    return value


async def _awaited(handler: Any, argument: Any) -> Any:
    import anyio.to_thread

    if inspect.iscoroutinefunction(handler):
        return await handler(argument)
    value = await anyio.to_thread.run_sync(handler, argument)
    return await value if inspect.isawaitable(value) else value


def _is_too_early(error: APIStatusError, call_id: str) -> bool:
    body: Any = error.body
    told: Any = dict_at(body, "error") or body if is_object(body) else {}
    return (
        error.status_code == 400
        and told.get("code") == "invalid_request_error"
        and told.get("message") == f"{_UNKNOWN_CALL}{call_id}"
    )
