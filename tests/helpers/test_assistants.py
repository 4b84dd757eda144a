"""Runs of assistants: streamed with a handler, iterated, polled."""

from __future__ import annotations

import inspect
from importlib import import_module
from types import ModuleType
from typing import Any

import pytest

from client_runtime.loopback import Server, answer, events
from helpers.flavours import FLAVOURS, call, client, follow, split
from helpers.scripts import FINAL_CONTENT, RUN_BEGINS, RUN_ENDS, TOOL_CALL, message, run, sse, step

pytestmark = [
    pytest.mark.registry,
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
]
OUTPUTS = [{"tool_call_id": "call_1", "output": "sunny"}]


def handler(api: ModuleType, flavour: str, log: list[Any]) -> Any:
    """An event handler that writes down every hook and what it was given."""
    base = api.AssistantEventHandler if flavour == "sync" else api.AsyncAssistantEventHandler
    hooks = [name for name in dir(base) if name.startswith("on_")]

    def noting(name: str) -> Any:
        def note(self: Any, *values: Any) -> None:
            seen = [v.to_dict() if hasattr(v, "to_dict") else v for v in values]
            log.append((name, self.current_event and self.current_event.event, *seen))

        async def note_async(self: Any, *values: Any) -> None:
            note(self, *values)

        return note if flavour == "sync" else note_async

    return type("Handler", (base,), {name: noting(name) for name in hooks})()


def begin(api: ModuleType, flavour: str, url: str, **more: Any) -> Any:
    threads = client(api, flavour, url).beta.threads
    return threads.create_and_run_stream(
        assistant_id="asst_1", thread={"messages": [{"role": "user", "content": "Hi"}]}, **more
    )


BEGIN_HOOKS = (
    "on_event on_event on_event on_event on_event on_run_step_created on_event"
    " on_tool_call_created on_run_step_delta on_event on_tool_call_delta on_run_step_delta"
    " on_event on_tool_call_delta on_run_step_delta on_event on_tool_call_done on_end"
)
END_HOOKS = (
    "on_event on_event on_event on_run_step_done on_event on_message_created on_event on_event"
    " on_text_created on_text_delta on_message_delta on_event on_text_delta on_message_delta"
    " on_event on_text_delta on_message_delta on_event on_text_done on_message_delta on_event"
    " on_image_file_done on_message_done on_event on_end"
)


@FLAVOURS
def test_a_run_with_a_tool_call_and_its_output(api: ModuleType, flavour: str) -> None:
    first: list[Any] = []
    second: list[Any] = []
    with Server(
        events(*split(sse(RUN_BEGINS, named=True), seed=1)),
        events(*split(sse(RUN_ENDS, named=True), seed=2)),
    ) as server:
        manager = begin(api, flavour, server.url, event_handler=handler(api, flavour, first))

        def last(stream: Any) -> Any:
            assert stream.current_run.status == "requires_action"
            return stream.get_final_run_steps()

        (made,) = follow(flavour, manager, lambda *_: None, last)
        runs = client(api, flavour, server.url).beta.threads.runs
        manager = runs.submit_tool_outputs_stream(
            run_id="run_1",
            thread_id="thread_1",
            tool_outputs=OUTPUTS,
            event_handler=handler(api, flavour, second),
        )
        (written,) = follow(flavour, manager, lambda *_: None, lambda s: s.get_final_messages())
        assert [r.target for r in server.requests] == [
            "/v1/threads/runs",
            "/v1/threads/thread_1/runs/run_1/submit_tool_outputs",
        ]
        assert server.requests[1].json == {"stream": True, "tool_outputs": OUTPUTS}
    assert made.to_dict() == step("in_progress", {"type": "tool_calls", "tool_calls": [TOOL_CALL]})
    assert written.to_dict() == message("completed", FINAL_CONTENT)
    assert " ".join(entry[0] for entry in first) == BEGIN_HOOKS
    assert " ".join(entry[0] for entry in second) == END_HOOKS
    deltas = [entry for entry in second if entry[0] == "on_text_delta"]
    assert [entry[3]["value"] for entry in deltas] == ["It is", "It is sunny ", "It is sunny [1]"]
    assert deltas[-1][3] == FINAL_CONTENT[0]["text"]


@FLAVOURS
def test_the_snapshot_equals_the_message_before_it_is_told_whole(
    api: ModuleType, flavour: str
) -> None:
    snapshots: list[Any] = []
    script = [e for e in RUN_ENDS if e["event"] != "thread.message.completed"]

    def each(stream: Any, _: Any) -> None:
        if stream.current_message_snapshot is not None:
            snapshots.append(stream.current_message_snapshot.to_dict())

    with Server(events(*sse(script, named=True))) as server:
        manager = begin(api, flavour, server.url)
        (final,) = follow(flavour, manager, each, lambda s: s.get_final_messages())
    assert final.to_dict() == message("in_progress", FINAL_CONTENT)
    assert snapshots[-1] == final.to_dict()
    values = [s["content"][0]["text"]["value"] for s in snapshots if s["content"]]
    assert values[:3] == ["It is", "It is sunny ", "It is sunny [1]"]


@FLAVOURS
def test_text_deltas(api: ModuleType, flavour: str) -> None:
    with Server(events(*sse(RUN_ENDS, named=True))) as server:
        manager = begin(api, flavour, server.url)
        if flavour == "sync":
            with manager as stream:
                texts = list(stream.text_deltas)
        else:

            async def go() -> Any:
                async with manager as stream:
                    return [text async for text in stream.text_deltas]

            texts = call(flavour, go)
    assert texts == ["It is", " sunny ", "[1]"]


@FLAVOURS
@pytest.mark.parametrize("length", range(1, len(RUN_BEGINS)))
def test_a_stream_that_breaks_tells_the_handler(api: ModuleType, flavour: str, length: int) -> None:
    log: list[Any] = []
    body = events(*sse(RUN_BEGINS[:length], named=True)[:-1], whole=False)

    def cut(connection: Any) -> None:
        connection.sendall(body)
        connection.close()

    with Server(cut) as server:
        manager = begin(api, flavour, server.url, event_handler=handler(api, flavour, log))
        with pytest.raises(api.APIConnectionError):
            follow(flavour, manager, lambda *_: None, lambda _: None)
    assert [e[0] for e in log].count("on_event") == length
    assert log[-1][0] == "on_exception"
    assert "on_end" not in [e[0] for e in log]


@FLAVOURS
def test_params_may_be_given_whole(api: ModuleType, flavour: str) -> None:
    params = import_module(f"{api.__name__}.types.beta").ThreadCreateAndRunStreamParams
    with Server(events(*sse(RUN_ENDS, named=True))) as server:
        threads = client(api, flavour, server.url).beta.threads
        manager = threads.create_and_run_stream(
            params=params(assistant_id="asst_1", instructions="Be brief")
        )
        follow(flavour, manager, lambda *_: None, lambda s: s.get_final_run())
        assert server.requests[0].json == {
            "assistant_id": "asst_1",
            "instructions": "Be brief",
            "stream": True,
        }


def test_a_handler_serves_one_stream(api: ModuleType) -> None:
    with Server(events(*sse(RUN_ENDS, named=True))) as server:
        mine = api.AssistantEventHandler()
        with begin(api, "sync", server.url, event_handler=mine) as stream:
            stream.until_done()
        with (
            pytest.raises(RuntimeError, match="serves one stream"),
            begin(api, "sync", server.url, event_handler=mine),
        ):
            pass


def test_every_hook_of_both_handlers(api: ModuleType) -> None:
    sync = {n for n in dir(api.AssistantEventHandler) if n.startswith("on_")}
    assert sync == {n for n in dir(api.AsyncAssistantEventHandler) if n.startswith("on_")}
    assert sync >= {*BEGIN_HOOKS.split(), *END_HOOKS.split(), "on_timeout", "on_exception"}
    for name in sync:
        assert inspect.iscoroutinefunction(getattr(api.AsyncAssistantEventHandler, name))


POLLED = {
    "create_and_run_poll": lambda c: c.beta.threads.create_and_run_poll(assistant_id="asst_1"),
    "create_and_poll": lambda c: c.beta.threads.runs.create_and_poll(
        thread_id="thread_1", assistant_id="asst_1"
    ),
    "submit_tool_outputs_and_poll": lambda c: c.beta.threads.runs.submit_tool_outputs_and_poll(
        run_id="run_1", thread_id="thread_1", tool_outputs=OUTPUTS
    ),
}


@FLAVOURS
@pytest.mark.parametrize("name", POLLED)
def test_polling_waits_as_the_server_says(api: ModuleType, flavour: str, name: str) -> None:
    waiting = answer(run("in_progress"), openai_poll_after_ms="20")
    with Server(answer(run("queued")), waiting, waiting, answer(run("completed"))) as server:
        made = client(api, flavour, server.url)
        done = call(flavour, lambda: POLLED[name](made))
        assert done.to_dict() == run("completed")
        assert [r.method for r in server.requests] == ["POST", "GET", "GET", "GET"]
        last = server.requests[-1]
    assert last.target == "/v1/threads/thread_1/runs/run_1"
    assert last.headers["x-stainless-poll-helper"] == "true"


@FLAVOURS
def test_polling_as_the_caller_says(api: ModuleType, flavour: str) -> None:
    slow = answer(run("in_progress"), openai_poll_after_ms="60000")
    with Server(slow, answer(run("requires_action"))) as server:
        runs = client(api, flavour, server.url).beta.threads.runs
        done = call(flavour, lambda: runs.poll("run_1", thread_id="thread_1", poll_interval_ms=5))
        assert done.status == "requires_action"
        sent = server.requests[0].headers
    assert sent["x-stainless-custom-poll-interval"] == "5"
