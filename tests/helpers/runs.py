"""Every helper that does not stream: what it is answered, and what comes of it."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import struct
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import Any

from client_runtime.loopback import answer
from helpers.scripts import FINAL_RESPONSE, TEXT, TOOLS, completion, run
from helpers.scripts.agents import SESSION_ID, TURN_ID, session, turn
from helpers.scripts.chat import choice
from helpers.streams import MESSAGES, OUTPUTS, RUN, said

JSON = dict[str, Any]


@dataclass(frozen=True)
class Run:
    """One helper, run once."""

    act: Callable[[Any], Any]
    """From a client to what the helper gives, perhaps awaited."""
    answers: list[bytes]
    expected: Any
    requests: tuple[str, ...] = ()
    """Method and path of each request, where it matters."""
    show: Callable[[Any], Any] = field(default=said)


def _file(status: str) -> JSON:
    return {"id": "file_1", "object": "file", "bytes": 3, "created_at": 1, "filename": "a",
            "purpose": "assistants", "status": status}  # fmt: skip


def _stored(status: str) -> JSON:
    return {"id": "file_1", "object": "vector_store.file", "created_at": 1, "status": status,
            "last_error": None, "usage_bytes": 0, "vector_store_id": "vs_1"}  # fmt: skip


def _batch(status: str) -> JSON:
    ended = int(status == "completed")
    counts = {"in_progress": 1 - ended, "completed": ended, "failed": 0, "cancelled": 0, "total": 1}
    return {"id": "batch_1", "object": "vector_store.files_batch", "created_at": 1,
            "status": status, "vector_store_id": "vs_1", "file_counts": counts}  # fmt: skip


def _soon(body: JSON) -> bytes:
    return answer(body, openai_poll_after_ms="1")


def _stores(made: Any) -> Any:
    return made.vector_stores if hasattr(made, "vector_stores") else made.beta.vector_stores


def _completions(made: Any) -> Any:
    found = made.chat.completions
    return found if hasattr(found, "run_tools") else made.beta.chat.completions


@dataclass
class Trip:
    """What `TEXT` says."""

    city: str
    days: int


def weather(city: str) -> str:
    """The weather of a city."""
    return f"sunny in {city}"


_ENDED = run("completed")
_POLLED = [_soon(run("queued")), _soon(run("in_progress")), answer(_ENDED)]
_IN = {"vector_store_id": "vs_1"}
_STORED = [_soon(_stored("in_progress")), answer(_stored("completed"))]
_BATCHED = [_soon(_batch("in_progress")), answer(_batch("completed"))]
_FILES = {
    "createAndPoll": Run(
        lambda c: _stores(c).files.create_and_poll("file_1", **_IN),
        [_soon(_stored("in_progress")), *_STORED],
        _stored("completed"),
    ),
    "poll": Run(lambda c: _stores(c).files.poll("file_1", **_IN), _STORED, _stored("completed")),
    "upload": Run(
        lambda c: _stores(c).files.upload(**_IN, file=b"abc"),
        [answer(_file("processed")), answer(_stored("in_progress"))],
        _stored("in_progress"),
        ("POST /v1/files", "POST /v1/vector_stores/vs_1/files"),
    ),
    "uploadAndPoll": Run(
        lambda c: _stores(c).files.upload_and_poll(**_IN, file=b"abc"),
        [answer(_file("processed")), answer(_stored("in_progress")), *_STORED],
        _stored("completed"),
    ),
}
_BATCHES = {
    "createAndPoll": Run(
        lambda c: _stores(c).file_batches.create_and_poll("vs_1", file_ids=["file_1"]),
        [_soon(_batch("in_progress")), *_BATCHED],
        _batch("completed"),
    ),
    "poll": Run(
        lambda c: _stores(c).file_batches.poll("batch_1", **_IN), _BATCHED, _batch("completed")
    ),
    "uploadAndPoll": Run(
        lambda c: _stores(c).file_batches.upload_and_poll("vs_1", files=[b"abc"]),
        [answer(_file("processed")), _soon(_batch("in_progress")), *_BATCHED],
        _batch("completed"),
    ),
}
_TOOL_RUN = Run(
    lambda c: _completions(c).run_tools(model="m", messages=MESSAGES, tools=[weather]).until_done(),
    [answer(TOOLS[1]), answer(TEXT[1])],
    TEXT[1],
)
_CALLED = completion(
    choice({"function_call": {"name": "weather", "arguments": '{"city": "Oslo"}'}}, "function_call")
)


def _signed() -> tuple[str, dict[str, str]]:
    payload = json.dumps({"id": "evt_1", "object": "event", "type": "response.completed",
                          "created_at": 1, "data": {"id": "resp_1"}})  # fmt: skip
    stamp = str(int(time.time()))
    text = f"wh_1.{stamp}.{payload}".encode()
    signature = base64.b64encode(hmac.new(b"key", text, hashlib.sha256).digest()).decode()
    headers = {"webhook-id": "wh_1", "webhook-timestamp": stamp}
    return payload, {**headers, "webhook-signature": f"v1,{signature}"}


def _artifacts(made: Any) -> Any:
    package = type(made).__module__.partition(".")[0]
    ended = import_module(f"{package}.types.beta.agents.sessions").Turn.from_dict(turn("completed"))
    result = import_module(package).AgentTurnResult(ended, [])
    return made.beta.agents.sessions.artifacts.for_result(result).retrieve("/workspace/x")


_ARTIFACT = {"id": "a1", "object": "agent.session.artifact", "created_at": 1, "size_bytes": 3,
             "environment_id": "env", "path": "/workspace/x", "session_id": SESSION_ID,
             "turn_id": TURN_ID}  # fmt: skip
_PLACED = {"environment_id": "env_1", "object": "agent.environment.file", "path": "/workspace/x",
           "size_bytes": 1}  # fmt: skip
def _video(status: str) -> JSON:
    return {"id": "video_1", "object": "video", "status": status, "created_at": 1}


def _uploading(status: str) -> JSON:
    return {"id": "up_1", "object": "upload", "status": status, "bytes": 5, "created_at": 1,
            "expires_at": 2, "filename": "a", "purpose": "batch"}  # fmt: skip


def _part(id_: str) -> bytes:
    return answer({"id": id_, "object": "upload.part", "created_at": 1, "upload_id": "up_1"})


def _directory(made: Any) -> Any:
    folder = Path(tempfile.mkdtemp())
    for name in ("b.txt", "a/x.py", "a/y.md"):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(name)
    return made.beta.agents.environments.files.prepare_directory(
        folder, destination="/workspace/in", include=["*.txt", "**/*.py", "b.*"]
    )


_ROW = {"object": "embedding", "index": 0}
_EMBEDDED: JSON = {"object": "list", "model": "m", "usage": {"prompt_tokens": 1, "total_tokens": 1}}

RUNS: dict[str, Run] = {
    "files.waitForProcessing": Run(
        lambda c: c.files.wait_for_processing("file_1", poll_interval=0.01),
        [answer(_file("uploaded")), answer(_file("processed"))],
        _file("processed"),
    ),
    "beta.threads.createAndRunPoll": Run(
        lambda c: c.beta.threads.create_and_run_poll(assistant_id="asst_1"),
        _POLLED,
        _ENDED,
        ("POST /v1/threads/runs", *["GET /v1/threads/thread_1/runs/run_1"] * 2),
    ),
    "beta.threads.runs.createAndPoll": Run(
        lambda c: c.beta.threads.runs.create_and_poll(thread_id="thread_1", assistant_id="asst_1"),
        _POLLED,
        _ENDED,
    ),
    "beta.threads.runs.poll": Run(lambda c: c.beta.threads.runs.poll(**RUN), _POLLED, _ENDED),
    "beta.threads.runs.submitToolOutputsAndPoll": Run(
        lambda c: c.beta.threads.runs.submit_tool_outputs_and_poll(**RUN, tool_outputs=OUTPUTS),
        _POLLED,
        _ENDED,
    ),
    **{f"{o}ectorStores.files.{n}": r for o in ("beta.v", "v") for n, r in _FILES.items()},
    **{f"{o}ectorStores.fileBatches.{n}": r for o in ("beta.v", "v") for n, r in _BATCHES.items()},
    "beta.chat.completions.runTools": _TOOL_RUN,
    "chat.completions.runTools": _TOOL_RUN,
    "beta.chat.completions.runFunctions": Run(
        lambda c: c.beta.chat.completions.run_functions(
            model="m", messages=MESSAGES, functions=[weather]
        ).until_done(),
        [answer(_CALLED), answer(TEXT[1])],
        TEXT[1],
    ),
    "chat.completions.parse": Run(
        lambda c: c.chat.completions.parse(model="m", messages=MESSAGES, response_format=Trip),
        [answer(TEXT[1])],
        TEXT[1],
    ),
    "responses.parse": Run(
        lambda c: c.responses.parse(model="m", input="x"), [answer(FINAL_RESPONSE)], FINAL_RESPONSE
    ),
    "webhooks.unwrap": Run(
        lambda c: c.webhooks.unwrap(*_signed(), secret="key"), [answer()], json.loads(_signed()[0])
    ),
    "webhooks.verifySignature": Run(
        lambda c: c.webhooks.verify_signature(*_signed(), secret="key"), [answer()], None
    ),
    "beta.agents.environments.files.prepare": Run(
        lambda c: c.beta.agents.environments.files.prepare({"/workspace/x": b"abc"}),
        [answer(_file("processed"))],
        [{"type": "file_id", "file_id": "file_1", "path": "/workspace/x"}],
        show=lambda made: made.files,
    ),
    "beta.agents.environments.files.prepareDirectory": Run(
        _directory,
        [answer(_file("processed"))] * 2,
        ["/workspace/in/b.txt", "/workspace/in/a/x.py"],
        ("POST /v1/files",) * 2,
        show=lambda made: [file["path"] for file in made.files],
    ),
    "files.retrieveContent": Run(
        lambda c: c.files.retrieve_content("file_1"),
        [answer("hello")],
        "hello",
        ("GET /v1/files/file_1/content",),
    ),
    "uploads.uploadFileChunked": Run(
        lambda c: c.uploads.upload_file_chunked(
            file=b"abcde",
            filename="a",
            bytes=5,
            mime_type="text/plain",
            purpose="batch",
            part_size=2,
        ),
        [answer(_uploading("pending")), *map(_part, "xyz"), answer(_uploading("completed"))],
        _uploading("completed"),
        (
            "POST /v1/uploads",
            *["POST /v1/uploads/up_1/parts"] * 3,
            "POST /v1/uploads/up_1/complete",
        ),
    ),
    "videos.createAndPoll": Run(
        lambda c: c.videos.create_and_poll(prompt="p"),
        [answer(_video("queued")), _soon(_video("in_progress")), answer(_video("failed"))],
        _video("failed"),
        ("POST /v1/videos", *["GET /v1/videos/video_1"] * 2),
    ),
    "videos.poll": Run(
        lambda c: c.videos.poll("video_1"),
        [_soon(_video("in_progress")), answer(_video("completed"))],
        _video("completed"),
        ("GET /v1/videos/video_1",) * 2,
    ),
    "beta.agents.environments.files.upload": Run(
        lambda c: c.beta.agents.environments.files.upload("env_1", file=b"a", path="/workspace/x"),
        [answer(_file("processed")), answer(_PLACED)],
        _PLACED,
        show=lambda made: made.file.to_dict(),
    ),
    "beta.agents.sessions.artifacts.forResult": Run(
        _artifacts,
        [answer({"object": "list", "data": [_ARTIFACT], "has_more": False})],
        _ARTIFACT,
    ),
    "beta.agents.sessions.create": Run(
        lambda c: c.beta.agents.sessions.create(
            environment={"type": "none"}, agent={"model": "m"}, input="Hi"
        ),
        [answer(session("in_progress"))],
        session("in_progress"),
        ("POST /v1/agents/sessions",),
    ),
    "embeddings.create": Run(
        lambda c: c.embeddings.create(model="m", input="x"),
        [
            answer(
                {
                    **_EMBEDDED,
                    "data": [
                        {**_ROW, "embedding": base64.b64encode(struct.pack("<f", 0.5)).decode()}
                    ],
                }
            )
        ],
        {**_EMBEDDED, "data": [{**_ROW, "embedding": [0.5]}]},
    ),
}
"""By upstream's accessor."""
