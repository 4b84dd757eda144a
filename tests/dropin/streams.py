"""What the API of this folder streams."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from dropin.objects import TEXT, response


def _chunk(delta: dict[str, Any], reason: str | None = None) -> dict[str, Any]:
    choice = {"index": 0, "delta": delta, "logprobs": None, "finish_reason": reason}
    head = {
        "id": "chatcmpl-1",
        "object": "chat.completion.chunk",
        "created": 1,
        "model": "m",
    }
    return {**head, "choices": [choice]}


def _delta(number: int, text: str) -> dict[str, Any]:
    place = {"item_id": "msg_1", "output_index": 0, "content_index": 0, "logprobs": []}
    kind = "response.output_text.delta"
    return {"type": kind, "sequence_number": number, "delta": text, **place}


def _message_delta(text: str) -> dict[str, Any]:
    content = [{"index": 0, "type": "text", "text": {"value": text}}]
    return {"id": "msg_1", "object": "thread.message.delta", "delta": {"content": content}}


def _said(texts: tuple[str, ...]) -> list[dict[str, Any]]:
    return [{"type": "text", "text": {"value": "".join(texts), "annotations": []}}]


CHUNKS = [
    _chunk({"role": "assistant", "content": ""}),
    *(_chunk({"content": text}) for text in TEXT),
    _chunk({}, "stop"),
]
PLACE = {"item_id": "msg_1", "output_index": 0, "content_index": 0}
SPEAKING = {"id": "msg_1", "type": "message", "role": "assistant", "status": "in_progress"}
EVENTS = [
    {
        "type": "response.created",
        "sequence_number": 0,
        "response": response("", "in_progress"),
    },
    {
        "type": "response.output_item.added",
        "sequence_number": 1,
        "output_index": 0,
        "item": {**SPEAKING, "content": []},
    },
    {
        "type": "response.content_part.added",
        "sequence_number": 2,
        **PLACE,
        "part": {"type": "output_text", "text": "", "annotations": []},
    },
    *(_delta(number, text) for number, text in enumerate(TEXT, 3)),
    {
        "type": "response.completed",
        "sequence_number": 9,
        "response": response("".join(TEXT)),
    },
]


RUN = {"id": "run_1", "object": "thread.run", "thread_id": "thread_1", "status": "completed"}
MESSAGE = {"id": "msg_1", "object": "thread.message", "role": "assistant", "thread_id": "thread_1"}
STORY = [
    ("thread.run.created", {**RUN, "status": "queued"}),
    ("thread.message.created", {**MESSAGE, "status": "in_progress", "content": []}),
    *(("thread.message.delta", _message_delta(text)) for text in TEXT),
    ("thread.message.completed", {**MESSAGE, "status": "completed", "content": _said(TEXT)}),
    ("thread.run.completed", RUN),
]


PICTURE = {"b64_json": "UE5H", "created_at": 1, "size": "1024x1024", "quality": "low"}
PICTURE |= {"background": "opaque", "output_format": "png"}
USED = {"input_tokens": 1, "output_tokens": 2, "total_tokens": 3}
PICTURES = [
    {"type": "image_generation.partial_image", "partial_image_index": 0, **PICTURE},
    {"type": "image_generation.completed", "usage": USED, **PICTURE},
]
SPOKEN = [
    {"type": "transcript.text.delta", "delta": "what was "},
    {"type": "transcript.text.done", "text": "what was said"},
]


def stream(path: str) -> str:
    """The event stream of a path, all but its end."""
    if path.endswith("/completions") and "chat" not in path:
        head = {**_chunk({}), "object": "text_completion"}
        return _lines({**head, "choices": [_text(text)]} for text in TEXT)
    if "images" in path:
        return _lines(PICTURES)
    if "transcriptions" in path:
        return _lines(SPOKEN)
    return _said_of(path)


def _lines(events: Iterable[dict[str, Any]]) -> str:
    return "".join(f"data: {json.dumps(event)}\n\n" for event in events)


def _text(text: str) -> dict[str, Any]:
    return {"index": 0, "text": text, "logprobs": None, "finish_reason": None}


def _said_of(path: str) -> str:
    if "threads" in path:
        return "".join(f"event: {e}\ndata: {json.dumps(data)}\n\n" for e, data in STORY)
    return _lines(CHUNKS if "chat" in path else EVENTS)
