"""Runs of assistants, polled and streamed."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from .polling import poll
from .steps import Steps, run_on
from .streaming.assistants import (
    AssistantEventHandler,
    AssistantStreamManager,
    AsyncAssistantEventHandler,
    AsyncAssistantStreamManager,
)

_ENDED = (
    "requires_action",
    "cancelled",
    "completed",
    "failed",
    "expired",
    "incomplete",
)


def poll_run(runs: Any, given: Mapping[str, Any], poll_interval_ms: Any) -> Any:
    """The run when it has ended or asks for something."""
    return run_on(runs, _poll(runs, given, poll_interval_ms))


def create_and_poll(runs: Any, given: Mapping[str, Any], poll_interval_ms: Any) -> Any:
    """A new run of `runs`, when it has ended or asks for something."""
    return run_on(runs, _then_poll(runs, runs.create, given, poll_interval_ms))


def submit_and_poll(runs: Any, given: Mapping[str, Any], poll_interval_ms: Any) -> Any:
    """A run that is given outputs of tools, when it has ended or asks for more."""
    return run_on(
        runs, _then_poll(runs, runs.submit_tool_outputs, given, poll_interval_ms)
    )


def create_thread_and_poll(
    threads: Any, given: Mapping[str, Any], poll_interval_ms: Any
) -> Any:
    """A run of a new thread, when it has ended or asks for something."""
    steps = _then_poll(threads.runs, threads.create_and_run, given, poll_interval_ms)
    return run_on(threads, steps)


def stream(
    method: Any, given: Mapping[str, Any], event_handler: Any, helper: str
) -> Any:
    """The manager of a stream of what `method` answers, told to `event_handler`."""
    from .._runtime.resource import AsyncAPIResource

    headers: dict[str, Any] = {
        "X-Stainless-Stream-Helper": helper,
        "X-Stainless-Custom-Event-Handler": "true" if event_handler else "false",
        **(given.get("extra_headers") or {}),
    }
    send = partial(method, **{**given, "extra_headers": headers}, stream=True)
    is_async = isinstance(method.__self__, AsyncAPIResource)
    handler: Any = event_handler
    if handler is None:
        handler = AsyncAssistantEventHandler() if is_async else AssistantEventHandler()

    def wrap(raw: Any) -> Any:
        handler._init(raw)
        return handler

    kind: Any = AsyncAssistantStreamManager if is_async else AssistantStreamManager
    return kind(send, wrap)


def _then_poll(
    runs: Any, method: Any, given: Mapping[str, Any], poll_interval_ms: Any
) -> Steps[Any]:
    run = yield method(**given)
    names = ("extra_headers", "extra_query", "extra_body", "timeout")
    ids = {"run_id": run.id, "thread_id": run.thread_id}
    rest = {
        name: given[name] for name in names if name in given and name != "extra_body"
    }
    return (yield from _poll(runs, {**ids, **rest}, poll_interval_ms))


def _poll(runs: Any, given: Mapping[str, Any], poll_interval_ms: Any) -> Steps[Any]:
    run = yield from poll(
        runs, "retrieve", given, poll_interval_ms, done=lambda run: run.status in _ENDED
    )
    return run
