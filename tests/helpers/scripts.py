"""Conversations, as the API streams them and as it answers at once."""

from __future__ import annotations

import json
from typing import Any

JSON = dict[str, Any]


def chunk(delta: JSON | None = None, index: int = 0, **choice: Any) -> JSON:
    """A chunk of a chat completion with one choice; without a delta, with none."""
    choices = [] if delta is None else [{"index": index, "delta": delta, "finish_reason": None}]
    for one in choices:
        one.update(choice)
    return {
        "id": "chatcmpl-1",
        "object": "chat.completion.chunk",
        "created": 1720000000,
        "model": "gpt-4o",
        "system_fingerprint": "fp_1",
        "choices": choices,
    }


def completion(*choices: JSON, **more: Any) -> JSON:
    """A chat completion as it is answered at once."""
    return {
        "id": "chatcmpl-1",
        "object": "chat.completion",
        "created": 1720000000,
        "model": "gpt-4o",
        "system_fingerprint": "fp_1",
        "choices": list(choices),
        **more,
    }


def choice(message: JSON, finish: str = "stop", index: int = 0, logprobs: Any = None) -> JSON:
    """A choice of a completion."""
    whole = {"role": "assistant", "content": None, "refusal": None, **message}
    return {"index": index, "message": whole, "logprobs": logprobs, "finish_reason": finish}


def token(text: str) -> JSON:
    """The log probability of one token."""
    return {"token": text, "logprob": -0.5, "bytes": list(text.encode()), "top_logprobs": []}


def call(index: int, id_: str | None = None, name: str | None = None, text: str = "") -> JSON:
    """A piece of a tool call."""
    function: JSON = {"arguments": text}
    piece: JSON = {"index": index, "function": function}
    if id_ is not None:
        piece.update(id=id_, type="function")
        function["name"] = name
    return piece


def called(id_: str, name: str, arguments: str) -> JSON:
    """A whole tool call."""
    return {"id": id_, "type": "function", "function": {"name": name, "arguments": arguments}}


USAGE = {"prompt_tokens": 9, "completion_tokens": 5, "total_tokens": 14}

TEXT = (
    [
        chunk({"role": "assistant", "content": "", "refusal": None}),
        chunk({"content": '{"city":'}),
        chunk({"content": ' "Paris",'}),
        chunk({"content": ' "days": 3}'}),
        chunk({}, finish_reason="stop"),
        {**chunk(), "usage": USAGE},
    ],
    completion(choice({"content": '{"city": "Paris", "days": 3}'}), usage=USAGE),
)
TOOLS = (
    [
        chunk({"role": "assistant", "content": None, "refusal": None}),
        chunk({"tool_calls": [call(0, "call_1", "GetWeather")]}),
        chunk({"tool_calls": [call(0, text='{"city":')]}),
        chunk({"tool_calls": [call(0, text=' "Edinburgh"}')]}),
        chunk({"tool_calls": [call(1, "call_2", "GetWeather")]}),
        chunk({"tool_calls": [call(1, text='{"city": "')]}),
        chunk({"tool_calls": [call(1, text='Łódź"}')]}),
        chunk({}, finish_reason="tool_calls"),
    ],
    completion(
        choice(
            {
                "tool_calls": [
                    called("call_1", "GetWeather", '{"city": "Edinburgh"}'),
                    called("call_2", "GetWeather", '{"city": "Łódź"}'),
                ]
            },
            "tool_calls",
        )
    ),
)
REFUSAL = (
    [
        chunk({"role": "assistant", "content": None, "refusal": ""}),
        chunk(
            {"refusal": "I can"},
            logprobs={"content": None, "refusal": [token("I"), token(" can")]},
        ),
        chunk({"refusal": "not."}, logprobs={"content": None, "refusal": [token("not.")]}),
        chunk({}, finish_reason="stop"),
    ],
    completion(
        choice(
            {"refusal": "I cannot."},
            logprobs={"content": None, "refusal": [token("I"), token(" can"), token("not.")]},
        )
    ),
)
LOGPROBS = (
    [
        chunk({"role": "assistant", "content": "", "refusal": None}),
        chunk({"content": "He"}, logprobs={"content": [token("He")], "refusal": None}),
        chunk({"content": "y"}, logprobs={"content": [token("y")], "refusal": None}),
        chunk({}, finish_reason="stop"),
    ],
    completion(
        choice({"content": "Hey"}, logprobs={"content": [token("He"), token("y")], "refusal": None})
    ),
)
CHOICES = (
    [
        chunk({"role": "assistant", "content": ""}, index=1),
        chunk({"role": "assistant", "content": ""}, index=0),
        chunk({"content": "one"}, index=1),
        chunk({"content": "zero"}, index=0),
        chunk({"content": "!"}, index=1),
        chunk({}, index=0, finish_reason="stop"),
        chunk({}, index=1, finish_reason="length"),
    ],
    completion(
        choice({"content": "zero"}),
        choice({"content": "one!"}, "length", index=1),
    ),
)
CHAT = {
    "text": TEXT,
    "tools": TOOLS,
    "refusal": REFUSAL,
    "logprobs": LOGPROBS,
    "choices": CHOICES,
}


def sse(events: list[JSON], *, named: bool = False) -> list[bytes]:
    """Events as the bytes of a stream; with ``named``, `{event, data}` each."""
    blocks: list[bytes] = []
    for event in events:
        if named:
            name, data = event["event"], event["data"]
            text = f"event: {name}\ndata: {json.dumps(data)}\n\n"
        else:
            text = f"data: {json.dumps(event)}\n\n"
        blocks.append(text.encode())
    done = b"event: done\ndata: [DONE]\n\n" if named else b"data: [DONE]\n\n"
    return [*blocks, done]


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


def response(status: str, output: list[JSON], **more: Any) -> JSON:
    """A response."""
    return {
        "id": "resp_1",
        "object": "response",
        "created_at": 1720000000,
        "status": status,
        "error": None,
        "incomplete_details": None,
        "instructions": None,
        "metadata": {},
        "model": "gpt-5",
        "output": output,
        "parallel_tool_calls": True,
        "temperature": 1.0,
        "tool_choice": "auto",
        "tools": [],
        "top_p": 1.0,
        **more,
    }


REASONING = {
    "id": "rs_1",
    "type": "reasoning",
    "summary": [{"type": "summary_text", "text": "Thinking hard"}],
}
FUNCTION_CALL = {
    "id": "fc_1",
    "type": "function_call",
    "call_id": "call_1",
    "name": "GetWeather",
    "arguments": '{"city": "Oslo"}',
    "status": "completed",
}
ANSWER = '{"city": "Oslo", "days": 2}'
MESSAGE = {
    "id": "msg_1",
    "type": "message",
    "role": "assistant",
    "status": "completed",
    "content": [{"type": "output_text", "text": ANSWER, "annotations": []}],
}
REFUSED = {
    "id": "msg_2",
    "type": "message",
    "role": "assistant",
    "status": "completed",
    "content": [{"type": "refusal", "refusal": "No."}],
}


def _numbered(events: list[JSON]) -> list[JSON]:
    return [{**e, "sequence_number": number} for number, e in enumerate(events)]


def _part(kind: str, item: JSON, index: int, **more: Any) -> JSON:
    return {"type": f"response.{kind}", "item_id": item["id"], "output_index": index, **more}


RESPONSE_EVENTS = _numbered(
    [
        {"type": "response.created", "response": response("in_progress", [])},
        {"type": "response.in_progress", "response": response("in_progress", [])},
        {
            "type": "response.output_item.added",
            "output_index": 0,
            "item": {**REASONING, "summary": []},
        },
        _part(
            "reasoning_summary_part.added",
            REASONING,
            0,
            summary_index=0,
            part={"type": "summary_text", "text": ""},
        ),
        _part("reasoning_summary_text.delta", REASONING, 0, summary_index=0, delta="Thinking "),
        _part("reasoning_summary_text.delta", REASONING, 0, summary_index=0, delta="hard"),
        _part("reasoning_summary_text.done", REASONING, 0, summary_index=0, text="Thinking hard"),
        _part(
            "reasoning_summary_part.done",
            REASONING,
            0,
            summary_index=0,
            part=REASONING["summary"][0],
        ),
        {"type": "response.output_item.done", "output_index": 0, "item": REASONING},
        {
            "type": "response.output_item.added",
            "output_index": 1,
            "item": {**FUNCTION_CALL, "arguments": "", "status": "in_progress"},
        },
        _part("function_call_arguments.delta", FUNCTION_CALL, 1, delta='{"city":'),
        _part("function_call_arguments.delta", FUNCTION_CALL, 1, delta=' "Oslo"}'),
        _part(
            "function_call_arguments.done",
            FUNCTION_CALL,
            1,
            arguments=FUNCTION_CALL["arguments"],
            name="GetWeather",
        ),
        {"type": "response.output_item.done", "output_index": 1, "item": FUNCTION_CALL},
        {
            "type": "response.output_item.added",
            "output_index": 2,
            "item": {**MESSAGE, "content": [], "status": "in_progress"},
        },
        _part(
            "content_part.added",
            MESSAGE,
            2,
            content_index=0,
            part={"type": "output_text", "text": "", "annotations": []},
        ),
        _part("output_text.delta", MESSAGE, 2, content_index=0, delta=ANSWER[:9], logprobs=[]),
        _part("output_text.delta", MESSAGE, 2, content_index=0, delta=ANSWER[9:], logprobs=[]),
        _part("output_text.done", MESSAGE, 2, content_index=0, text=ANSWER, logprobs=[]),
        _part("content_part.done", MESSAGE, 2, content_index=0, part=MESSAGE["content"][0]),
        {"type": "response.output_item.done", "output_index": 2, "item": MESSAGE},
        {
            "type": "response.output_item.added",
            "output_index": 3,
            "item": {**REFUSED, "content": [], "status": "in_progress"},
        },
        _part(
            "content_part.added",
            REFUSED,
            3,
            content_index=0,
            part={"type": "refusal", "refusal": ""},
        ),
        _part("refusal.delta", REFUSED, 3, content_index=0, delta="N"),
        _part("refusal.delta", REFUSED, 3, content_index=0, delta="o."),
        _part("refusal.done", REFUSED, 3, content_index=0, refusal="No."),
        {"type": "response.output_item.done", "output_index": 3, "item": REFUSED},
        {
            "type": "response.completed",
            "response": response("completed", [REASONING, FUNCTION_CALL, MESSAGE, REFUSED]),
        },
    ]
)
FINAL_RESPONSE = RESPONSE_EVENTS[-1]["response"]
