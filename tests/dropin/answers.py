"""What the API of this folder answers, by path."""

from __future__ import annotations

import base64
import re
import struct
from collections.abc import Callable
from typing import Any

from dropin.objects import TEXT, called, completion, deleted, jobs, page, response, thing

Given = dict[str, Any]
FILE = thing("file", "file-1", bytes=3, filename="a.jsonl", purpose="fine-tune", status="processed")
MODEL = {"id": "m", "object": "model", "created": 1, "owned_by": "us"}
COUNTS = {"in_progress": 0, "completed": 1, "failed": 0, "cancelled": 0, "total": 1}
STARTED = {**COUNTS, "in_progress": 1, "completed": 0}
STORE = thing(
    "vector_store", "vs_1", name="docs", status="completed", file_counts=COUNTS, usage_bytes=1
)
BATCH = thing(
    "batch", "batch_1", endpoint="/v1/responses", input_file_id="file-1", completion_window="24h"
)
FLAGS = {"harassment": False, "self-harm/intent": True}
TYPES = {"harassment": ["text"], "self-harm/intent": ["text", "image"]}
SCORES = {"harassment": 0.1, "self-harm/intent": 0.9}
MODERATION = {"flagged": True, "categories": FLAGS, "category_scores": SCORES}
VERDICT = {**MODERATION, "category_applied_input_types": TYPES}
IMAGES = {"created": 1, "data": [{"b64_json": "UE5H"}, {"url": "http://x.test/i.png"}]}
FOUND = {"file_id": "file-1", "filename": "a.txt", "score": 0.5, "attributes": {"a": "b"}}
HIT = {**FOUND, "content": [{"type": "text", "text": "found"}]}
ASSISTANT = thing(
    "assistant", "asst_1", model="m", name="Math", tools=[{"type": "code_interpreter"}]
)
TEXT_BLOCK = {"type": "text", "text": {"value": "4", "annotations": []}}
MESSAGE = thing(
    "thread.message", "msg_1", thread_id="thread_1", role="assistant", content=[TEXT_BLOCK]
)
UPLOAD = thing("upload", "upload_1", bytes=6, filename="big.bin", purpose="batch", status="pending")
ITEM = {"id": "msg_9", "type": "message", "role": "user", "status": "completed"}
WORDS = {"type": "input_text", "text": "hello"}


def answer(path: str, query: dict[str, str], given: Given, nth: int) -> Any:
    """The answer to a request; ``nth`` says how often the path was asked, from 0."""
    name = path.removeprefix("/v1/")
    for pattern, found in _ANSWERS.items():
        if re.fullmatch(pattern, name):
            return found(query, given, nth) if callable(found) else found
    raise LookupError(name)


def _embeddings(_: dict[str, str], given: Given, __: int) -> Any:
    vector: Any = [0.5, -0.25, 0.125]
    if given.get("encoding_format") == "base64":
        vector = base64.b64encode(struct.pack("<3f", *vector)).decode()
    texts = given["input"] if isinstance(given["input"], list) else [given["input"]]
    data = [{"object": "embedding", "index": i, "embedding": vector} for i, _ in enumerate(texts)]
    usage = {"prompt_tokens": 2, "total_tokens": 2}
    return {"object": "list", "model": given["model"], "data": data, "usage": usage}


def _chat(_: dict[str, str], given: Given, __: int) -> Any:
    shape = given.get("response_format", {}).get("type")
    if shape == "json_schema":
        return completion('{"name": "Ada", "born": 1815, "friends": [{"name": "Charles"}]}')
    last = given["messages"][-1]
    if given.get("tools") and last["role"] == "user":
        return called("weather", '{"city": "Paris"}')
    return completion("".join(TEXT))


def _responses(_: dict[str, str], given: Given, __: int) -> Any:
    if given.get("text", {}).get("format", {}).get("type") == "json_schema":
        return response('{"name": "Ada", "born": 1815, "friends": []}')
    return response("".join(TEXT))


def _finetuning(query: dict[str, str], given: Given, _: int) -> Any:
    return jobs(query) if query or not given else thing("fine_tuning.job", "ftjob-9", **_RUNNING)


def _run(_: dict[str, str], __: Given, nth: int) -> Any:
    status = ("queued", "in_progress", "completed")[min(nth, 2)]
    return thing("thread.run", "run_1", thread_id="thread_1", status=status, assistant_id="asst_1")


def _store_file(_: dict[str, str], __: Given, nth: int) -> Any:
    return _in_store("file-1", "completed" if nth else "in_progress")


def _in_store(id_: str, status: str) -> Any:
    return thing("vector_store.file", id_, status=status, vector_store_id="vs_1", usage_bytes=1)


def _store_batch(_: dict[str, str], __: Given, nth: int) -> Any:
    status = "completed" if nth else "in_progress"
    parts: Any = {"status": status, "vector_store_id": "vs_1"}
    parts["file_counts"] = COUNTS if nth else STARTED
    return thing("vector_store.files_batch", "vsfb_1", **parts)


def _batches(_: dict[str, str], given: Given, __: int) -> Any:
    return {**BATCH, "status": "validating"} if given else page({**BATCH, "status": "completed"})


def _messages(_: dict[str, str], given: Given, __: int) -> Any:
    return MESSAGE if given else page(MESSAGE)


def _echo(query: dict[str, str], given: Given, _: int) -> Any:
    return {"given": given, "query": query}


_RUNNING = {"status": "running"}
_EVENT = thing("fine_tuning.job.event", "ftevent-1", level="info", message="Step 1", type="message")
_ANSWERS: dict[str, Callable[[dict[str, str], Given, int], Any] | Any] = {
    "responses": _responses,
    "responses/resp_1": response("".join(TEXT)),
    "responses/resp_1/cancel": response("", "cancelled"),
    "responses/resp_1/input_items": page({**ITEM, "content": [WORDS]}),
    "chat/completions": _chat,
    "completions": {**completion(""), "object": "text_completion", "choices": []},
    "fine_tuning/jobs": _finetuning,
    "fine_tuning/jobs/ftjob-1": thing("fine_tuning.job", "ftjob-1", **_RUNNING),
    "fine_tuning/jobs/ftjob-1/cancel": thing("fine_tuning.job", "ftjob-1", status="cancelled"),
    "fine_tuning/jobs/ftjob-1/events": page(_EVENT),
    "files": FILE,
    "files/file-1": FILE,
    "files/file-1/content": b'{"a": 1}\n{"b": 2}\n',
    "audio/transcriptions": {"text": "what was said"},
    "audio/translations": {"text": "what was meant"},
    "audio/speech": bytes(range(256)),
    "images/generations": IMAGES,
    "images/edits": IMAGES,
    "images/variations": IMAGES,
    "models": page(MODEL, {**MODEL, "id": "n"}),
    "models/m": deleted("model", "m"),
    "models/ft:m:org::1": {**MODEL, "id": "ft:m:org::1"},
    "embeddings": _embeddings,
    "moderations": {"id": "modr-1", "model": "omni", "results": [VERDICT]},
    "batches": _batches,
    "batches/batch_1": {**BATCH, "status": "completed", "output_file_id": "file-1"},
    "batches/batch_1/cancel": {**BATCH, "status": "cancelling"},
    "vector_stores": STORE,
    "vector_stores/vs_1": deleted("vector_store", "vs_1"),
    "vector_stores/vs_1/search": {**page(HIT), "search_query": "q", "next_page": None},
    "vector_stores/vs_1/files": _in_store("file-1", "in_progress"),
    "vector_stores/vs_1/files/file-1": _store_file,
    "vector_stores/vs_1/file_batches": _store_batch({}, {}, 0),
    "vector_stores/vs_1/file_batches/vsfb_1": _store_batch,
    "assistants": ASSISTANT,
    "threads": thing("thread", "thread_1", metadata={"a": "b"}),
    "threads/thread_1/messages": _messages,
    "threads/thread_1/runs": _run({}, {}, 0),
    "threads/thread_1/runs/run_1": _run,
    "uploads": UPLOAD,
    "uploads/upload_1/parts": thing("upload.part", "part_1", upload_id="upload_1"),
    "uploads/upload_1/complete": {**UPLOAD, "status": "completed", "file": FILE},
    "conversations": thing("conversation", "conv_1", metadata={"topic": "demo"}),
    "conversations/conv_1": deleted("conversation", "conv_1"),
    "conversations/conv_1/items": page({**ITEM, "content": [WORDS]}),
    "foo": _echo,
}
