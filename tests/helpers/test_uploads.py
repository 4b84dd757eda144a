"""Files and vector stores: uploaded with bounded concurrency, polled until processed."""

from __future__ import annotations

import json
import threading
import time
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from client_runtime.loopback import Server, answer
from helpers.flavours import FLAVOURS, call, client

pytestmark = [
    pytest.mark.registry,
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
]


def file_object(status: str, id_: str = "file_1") -> dict[str, Any]:
    return {"id": id_, "object": "file", "bytes": 3, "created_at": 1, "filename": "a",
            "purpose": "assistants", "status": status}  # fmt: skip


def store_file(status: str) -> dict[str, Any]:
    return {"id": "file_1", "object": "vector_store.file", "created_at": 1, "status": status,
            "last_error": None, "usage_bytes": 0, "vector_store_id": "vs_1"}  # fmt: skip


def batch(status: str) -> dict[str, Any]:
    counts = {"in_progress": 0, "completed": 2, "failed": 0, "cancelled": 0, "total": 2}
    return {"id": "batch_1", "object": "vector_store.files_batch", "created_at": 1,
            "status": status, "vector_store_id": "vs_1", "file_counts": counts}  # fmt: skip


def stores(made: Any) -> Any:
    return made.vector_stores if hasattr(made, "vector_stores") else made.beta.vector_stores


@FLAVOURS
def test_wait_for_processing(api: ModuleType, flavour: str) -> None:
    with Server(answer(file_object("uploaded")), answer(file_object("processed"))) as server:
        files = client(api, flavour, server.url).files
        done = call(flavour, lambda: files.wait_for_processing("file_1", poll_interval=0.01))
        assert done.to_dict() == file_object("processed")
        assert [r.target for r in server.requests] == ["/v1/files/file_1"] * 2


@FLAVOURS
def test_waiting_ends(api: ModuleType, flavour: str) -> None:
    with Server(answer(file_object("uploaded"))) as server:
        files = client(api, flavour, server.url).files
        with pytest.raises(TimeoutError, match="Gave up waiting") as caught:
            call(
                flavour,
                lambda: files.wait_for_processing(
                    "file_1", poll_interval=0.02, max_wait_seconds=0.05
                ),
            )
    assert isinstance(caught.value, api.OpenAIError)
    assert caught.value.last.status == "uploaded"


@FLAVOURS
def test_a_file_uploaded_attached_and_processed(api: ModuleType, flavour: str) -> None:
    waiting = answer(store_file("in_progress"), openai_poll_after_ms="10")
    with Server(
        answer(file_object("processed")), waiting, waiting, answer(store_file("completed"))
    ) as server:
        files = stores(client(api, flavour, server.url)).files
        done = call(
            flavour, lambda: files.upload_and_poll(vector_store_id="vs_1", file=("a.txt", b"abc"))
        )
        assert done.to_dict() == store_file("completed")
        assert [(r.method, r.target) for r in server.requests] == [
            ("POST", "/v1/files"),
            ("POST", "/v1/vector_stores/vs_1/files"),
            ("GET", "/v1/vector_stores/vs_1/files/file_1"),
            ("GET", "/v1/vector_stores/vs_1/files/file_1"),
        ]
        assert b'filename="a.txt"' in server.requests[0].body
        assert server.requests[1].json == {"file_id": "file_1"}


@FLAVOURS
def test_upload_and_create_and_poll(api: ModuleType, flavour: str) -> None:
    with Server(answer(file_object("processed")), answer(store_file("in_progress"))) as server:
        files = stores(client(api, flavour, server.url)).files
        made = call(flavour, lambda: files.upload(vector_store_id="vs_1", file=b"abc"))
        assert made.status == "in_progress"
    with Server(answer(store_file("in_progress")), answer(store_file("failed"))) as server:
        files = stores(client(api, flavour, server.url)).files
        made = call(
            flavour,
            lambda: files.create_and_poll("file_1", vector_store_id="vs_1", poll_interval_ms=1),
        )
        assert made.status == "failed"
        assert server.requests[0].json == {"file_id": "file_1"}


@FLAVOURS
def test_batches_are_polled(api: ModuleType, flavour: str) -> None:
    with Server(answer(batch("in_progress")), answer(batch("completed"))) as server:
        batches = stores(client(api, flavour, server.url)).file_batches
        done = call(flavour, lambda: batches.create_and_poll("vs_1", file_ids=["file_1", "file_2"]))
        assert done.to_dict() == batch("completed")
        assert server.requests[1].target == "/v1/vector_stores/vs_1/file_batches/batch_1"
        again = call(
            flavour,
            lambda: stores(client(api, flavour, server.url)).file_batches.poll(
                "batch_1", vector_store_id="vs_1"
            ),
        )
        assert again.status == "completed"


class Uploads:
    """A server of uploads: how many run at once, and some that fail."""

    def __init__(self, failing: set[bytes] = frozenset()) -> None:  # type: ignore[assignment]
        self.failing = failing
        self.lock = threading.Lock()
        self.now = self.most = self.count = 0
        self.server: Server | None = None

    def __call__(self, connection: Any) -> None:
        assert self.server is not None
        with self.lock:
            self.now += 1
            self.most = max(self.most, self.now)
            self.count += 1
            number = self.count
            request = self.server.requests[-1]
        time.sleep(0.03)
        with self.lock:
            self.now -= 1
        if request.target.endswith("/file_batches"):
            self.batch = json.loads(request.body)
            connection.sendall(answer(batch("completed")))
        elif request.method == "GET":
            connection.sendall(answer(batch("completed")))
        elif number in self.failing:
            connection.sendall(answer({"error": {"message": f"no room {number}"}}, status=400))
        else:
            connection.sendall(answer(file_object("processed", f"new_{number}")))


@FLAVOURS
def test_a_batch_is_uploaded_a_few_at_a_time(api: ModuleType, flavour: str) -> None:
    uploads = Uploads()
    with Server(uploads) as server:
        uploads.server = server
        batches = stores(client(api, flavour, server.url)).file_batches
        done = call(
            flavour,
            lambda: batches.upload_and_poll(
                "vs_1",
                files=[b"a", b"b", b"c", b"d", b"e", b"f"],
                file_ids=["old"],
                max_concurrency=3,
            ),
        )
        assert done.status == "completed"
    assert uploads.most <= 3
    assert uploads.batch["file_ids"][0] == "old"
    assert len(uploads.batch["file_ids"]) == 7


@FLAVOURS
def test_every_upload_that_failed_is_told(api: ModuleType, flavour: str) -> None:
    uploads = Uploads(failing={2, 4})  # type: ignore[arg-type]
    with Server(uploads) as server:
        uploads.server = server
        batches = stores(client(api, flavour, server.url)).file_batches
        with pytest.raises(api.OpenAIError, match="2 of the files were not uploaded") as caught:
            call(
                flavour,
                lambda: batches.upload_and_poll(
                    "vs_1", files=[b"a", b"b", b"c", b"d", b"e"], max_concurrency=1
                ),
            )
    assert sorted(caught.value.errors) == [1, 3]
    assert caught.value.file_ids == ["new_1", "new_3", "new_5"]
    assert not any(r.target.endswith("file_batches") for r in server.requests)


@FLAVOURS
def test_a_batch_of_nothing_is_refused(api: ModuleType, flavour: str) -> None:
    batches = stores(client(api, flavour, "http://127.0.0.1:9")).file_batches
    with pytest.raises(ValueError, match="No files were given"):
        call(flavour, lambda: batches.upload_and_poll("vs_1", files=[]))
    with pytest.raises(ValueError, match="at least 1"):
        call(flavour, lambda: batches.upload_and_poll("vs_1", files=[b"a"], max_concurrency=0))


@FLAVOURS
def test_a_file_uploaded_in_parts(newest: ModuleType, flavour: str, tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(b"abcde")
    made = {"id": "up_1", "object": "upload", "status": "pending", "bytes": 5, "created_at": 1,
            "expires_at": 2, "filename": "a.jsonl", "purpose": "batch"}  # fmt: skip
    part = {"object": "upload.part", "created_at": 1, "upload_id": "up_1"}
    parts = [answer({**part, "id": id_}) for id_ in ("p1", "p2")]
    with Server(answer(made), *parts, answer(made)) as server:
        uploads = client(newest, flavour, server.url).uploads
        options = {"mime_type": "text/plain", "purpose": "batch", "part_size": 3, "md5": "m"}
        call(flavour, lambda: uploads.upload_file_chunked(file=str(path), **options))
        first, *sent, last = server.requests
    assert first.json == {
        "filename": "a.jsonl",
        "bytes": 5,
        "mime_type": "text/plain",
        "purpose": "batch",
    }
    assert [b"abc" in sent[0].body, b"de" in sent[1].body] == [True, True]
    assert last.json == {"part_ids": ["p1", "p2"], "md5": "m"}


def test_what_cannot_be_uploaded_in_parts(newest: ModuleType) -> None:
    uploads = client(newest, "sync", "http://127.0.0.1:9").uploads
    kind = {"mime_type": "text/plain", "purpose": "batch"}
    with pytest.raises(TypeError, match="`filename` must be given"):
        uploads.upload_file_chunked(file=b"abc", **kind)
    with pytest.raises(TypeError, match="`bytes` must be given"):
        uploads.upload_file_chunked(file=b"abc", filename="a", **kind)
    with pytest.raises(ValueError, match="at least 1"):
        uploads.upload_file_chunked(file=b"", filename="a", bytes=0, part_size=0, **kind)
    with pytest.raises(FileNotFoundError):
        uploads.upload_file_chunked(file="nowhere", **kind)
