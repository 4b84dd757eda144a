"""A run of an assistant with a tool call, a message and a citation."""

from __future__ import annotations

from typing import Any

from helpers.scripts.wire import JSON


def run(status: str, **more: Any) -> JSON:
    """A run of an assistant."""
    return {
        "id": "run_1",
        "object": "thread.run",
        "thread_id": "thread_1",
        "assistant_id": "asst_1",
        "status": status,
        "created_at": 1720000000,
        "model": "gpt-4o",
        "instructions": "",
        "tools": [],
        "metadata": {},
        "required_action": None,
        "last_error": None,
        "usage": None,
        **more,
    }


def step(status: str, details: JSON, id_: str = "step_1", kind: str = "tool_calls") -> JSON:
    """A run step."""
    return {
        "id": id_,
        "object": "thread.run.step",
        "run_id": "run_1",
        "thread_id": "thread_1",
        "assistant_id": "asst_1",
        "type": kind,
        "status": status,
        "created_at": 1720000000,
        "step_details": details,
        "metadata": None,
        "last_error": None,
        "usage": None,
    }


def message(status: str, content: list[JSON]) -> JSON:
    """A message of an assistant."""
    return {
        "id": "msg_1",
        "object": "thread.message",
        "thread_id": "thread_1",
        "run_id": "run_1",
        "assistant_id": "asst_1",
        "role": "assistant",
        "status": status,
        "created_at": 1720000000,
        "content": content,
        "attachments": [],
        "metadata": {},
    }


def event(name: str, data: JSON) -> JSON:
    """An event of an assistants stream."""
    return {"event": name, "data": data}


def _step_delta(*calls: JSON) -> JSON:
    details = {"type": "tool_calls", "tool_calls": list(calls)}
    delta = {"step_details": details}
    return event(
        "thread.run.step.delta",
        {"id": "step_1", "object": "thread.run.step.delta", "delta": delta},
    )


def _message_delta(*content: JSON) -> JSON:
    return event(
        "thread.message.delta",
        {"id": "msg_1", "object": "thread.message.delta", "delta": {"content": list(content)}},
    )


TOOL_CALL = {
    "id": "call_1",
    "type": "function",
    "function": {"name": "get_weather", "arguments": '{"city": "Oslo"}', "output": None},
}
REQUIRED = {
    "type": "submit_tool_outputs",
    "submit_tool_outputs": {
        "tool_calls": [
            {
                "id": "call_1",
                "type": "function",
                "function": {"name": "get_weather", "arguments": '{"city": "Oslo"}'},
            }
        ]
    },
}
CITATION = {
    "type": "file_citation",
    "text": "[1]",
    "start_index": 12,
    "end_index": 15,
    "file_citation": {"file_id": "file_1"},
}
FINAL_CONTENT = [
    {"type": "text", "text": {"value": "It is sunny [1]", "annotations": [CITATION]}},
    {"type": "image_file", "image_file": {"file_id": "file_2"}},
]
RUN_BEGINS = [
    event("thread.created", {"id": "thread_1", "object": "thread", "created_at": 1720000000}),
    event("thread.run.created", run("queued")),
    event("thread.run.queued", run("queued")),
    event("thread.run.in_progress", run("in_progress")),
    event("thread.run.step.created", step("in_progress", {"type": "tool_calls", "tool_calls": []})),
    _step_delta(
        {
            "index": 0,
            "id": "call_1",
            "type": "function",
            "function": {"name": "get_weather", "arguments": "", "output": None},
        }
    ),
    _step_delta({"index": 0, "type": "function", "function": {"arguments": '{"city":'}}),
    _step_delta({"index": 0, "type": "function", "function": {"arguments": ' "Oslo"}'}}),
    event("thread.run.requires_action", run("requires_action", required_action=REQUIRED)),
]
"""A run that asks for a tool."""
RUN_ENDS = [
    event("thread.run.queued", run("queued")),
    event("thread.run.in_progress", run("in_progress")),
    event(
        "thread.run.step.completed",
        step("completed", {"type": "tool_calls", "tool_calls": [TOOL_CALL]}),
    ),
    event("thread.message.created", message("in_progress", [])),
    event("thread.message.in_progress", message("in_progress", [])),
    _message_delta(
        {"index": 0, "type": "text", "text": {"value": "It is", "annotations": []}},
    ),
    _message_delta({"index": 0, "type": "text", "text": {"value": " sunny "}}),
    _message_delta(
        {
            "index": 0,
            "type": "text",
            "text": {"value": "[1]", "annotations": [{"index": 0, **CITATION}]},
        }
    ),
    _message_delta({"index": 1, "type": "image_file", "image_file": {"file_id": "file_2"}}),
    event("thread.message.completed", message("completed", FINAL_CONTENT)),
    event("thread.run.completed", run("completed")),
]
"""The same run, after the output of the tool was submitted."""
