"""A response with reasoning, a function call, text and a refusal."""

from __future__ import annotations

from typing import Any

from helpers.scripts.wire import JSON


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
