"""What the API of this folder has: objects as the API writes them."""

from __future__ import annotations

from typing import Any

TEXT = ("Arr", ", use ", "isinstance", "!")
JOBS = [f"ftjob-{number}" for number in range(5)]


def error(status: int) -> dict[str, Any]:
    return {
        "message": f"refused with {status}",
        "type": "t",
        "param": "p",
        "code": f"c{status}",
    }


def completion(text: str) -> dict[str, Any]:
    message = {
        "role": "assistant",
        "content": text,
        "refusal": None,
        "beyond": {"a": [1]},
    }
    choice = {"index": 0, "message": message, "logprobs": None, "finish_reason": "stop"}
    usage = {"prompt_tokens": 3, "completion_tokens": 4, "total_tokens": 7}
    head = {
        "id": "chatcmpl-1",
        "object": "chat.completion",
        "created": 1700000000,
        "model": "m",
    }
    return {**head, "choices": [choice], "usage": usage, "unknown_prop": "new"}


def response(text: str, status: str = "completed") -> dict[str, Any]:
    content = [{"type": "output_text", "text": text, "annotations": []}]
    item = {
        "id": "msg_1",
        "type": "message",
        "role": "assistant",
        "status": "completed",
    }
    head = {
        "id": "resp_1",
        "object": "response",
        "created_at": 1700000000,
        "status": status,
    }
    rest = {
        "model": "m",
        "parallel_tool_calls": True,
        "tool_choice": "auto",
        "tools": [],
    }
    output = [{**item, "content": content}] if text else []
    return {**head, **rest, "error": None, "incomplete_details": None, "output": output}


def job(id_: str) -> dict[str, Any]:
    return {
        "id": id_,
        "object": "fine_tuning.job",
        "created_at": 1,
        "status": "running",
    }


def jobs(query: dict[str, str]) -> dict[str, Any]:
    start = JOBS.index(query["after"]) + 1 if "after" in query else 0
    found = JOBS[start : start + 2]
    return {
        "object": "list",
        "data": [job(j) for j in found],
        "has_more": start + 2 < len(JOBS),
    }


def called(name: str, arguments: str) -> dict[str, Any]:
    """A chat completion that calls a function."""
    call = {"name": name, "arguments": arguments}
    tool_call = {"id": "call_1", "type": "function", "function": call}
    message = {"role": "assistant", "content": None, "tool_calls": [tool_call]}
    choice = {"index": 0, "message": message, "logprobs": None, "finish_reason": "tool_calls"}
    return {**completion(""), "choices": [choice]}


def page(*items: dict[str, Any], more: bool = False) -> dict[str, Any]:
    """A list."""
    return {"object": "list", "data": [*items], "has_more": more}


def thing(kind: str, id_: str, **members: Any) -> dict[str, Any]:
    """An object of a kind."""
    return {"id": id_, "object": kind, "created_at": 1, **members}


def deleted(kind: str, id_: str) -> dict[str, Any]:
    """What is left of an object."""
    return {"id": id_, "object": f"{kind}.deleted", "deleted": True}
