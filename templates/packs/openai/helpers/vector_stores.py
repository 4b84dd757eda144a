"""Files of vector stores: uploaded, attached, and waited for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from .._runtime.errors import BaseError
from .._runtime.omit import Omit
from .polling import poll
from .steps import Steps, run, run_on

_ENDED = ("completed", "failed", "cancelled")
_EXTRA = ("extra_headers", "extra_query", "timeout")


class UploadError(BaseError):
    """Some files were not uploaded: `errors` says which, by their place; `file_ids` were."""

    errors: dict[int, Exception]
    file_ids: list[str]

    def __init__(self, errors: dict[int, Exception], file_ids: list[str]) -> None:
        told = "; ".join(f"file {place}: {error}" for place, error in errors.items())
        super().__init__(f"{len(errors)} of the files were not uploaded: {told}")
        self.errors = errors
        self.file_ids = file_ids


def create_and_poll(
    resource: Any,
    given: Mapping[str, Any],
    poll_interval_ms: Any,
    max_wait_seconds: Any,
) -> Any:
    """A new file or batch of files, when it is processed, well or not."""
    return run_on(
        resource, _create(resource, given, poll_interval_ms, max_wait_seconds)
    )


def poll_file(
    files: Any, given: Mapping[str, Any], poll_interval_ms: Any, max_wait_seconds: Any
) -> Any:
    """The file, when it is processed, well or not."""
    return run_on(files, _poll(files, given, poll_interval_ms, max_wait_seconds))


def upload(files: Any, file: Any, given: Mapping[str, Any]) -> Any:
    """A new file of a vector store, uploaded and attached."""
    return run_on(files, _upload(files, file, given))


def upload_and_poll(
    files: Any,
    file: Any,
    given: Mapping[str, Any],
    poll_interval_ms: Any,
    max_wait_seconds: Any,
) -> Any:
    """A new file of a vector store, uploaded, attached and processed, well or not."""

    def steps() -> Steps[Any]:
        uploaded = yield files._client.files.create(file=file, purpose="assistants")
        request = {**given, "file_id": uploaded.id}
        return (yield from _create(files, request, poll_interval_ms, max_wait_seconds))

    return run_on(files, steps())


def upload_batch(
    batches: Any,
    uploads: Iterable[Any],
    file_ids: Iterable[str],
    max_concurrency: int,
    given: Mapping[str, Any],
    poll_interval_ms: Any,
) -> Any:
    """A new batch of files, uploaded a few at a time, attached and processed.

    Raises `UploadError`, which tells of every file that failed, before anything is attached.
    """
    from .._runtime.resource import AsyncAPIResource

    if max_concurrency < 1:
        raise ValueError("`max_concurrency` must be at least 1")
    listed = list(uploads)
    known = list(file_ids)
    if not listed and not known:
        raise ValueError("No files were given: neither `files` nor `file_ids`")
    if isinstance(batches, AsyncAPIResource):
        return _upload_batch_async(
            batches, listed, known, max_concurrency, given, poll_interval_ms
        )
    results = _upload_all(batches._client.files, listed, max_concurrency)
    request = {**given, "file_ids": [*known, *_ids(results)]}
    return run(_create(batches, request, poll_interval_ms, None))


async def _upload_batch_async(  # noqa: PLR0913
    batches: Any,
    uploads: list[Any],
    file_ids: list[str],
    max_concurrency: int,
    given: Mapping[str, Any],
    poll_interval_ms: Any,
) -> Any:
    results = await _upload_all_async(batches._client.files, uploads, max_concurrency)
    request = {**given, "file_ids": [*file_ids, *_ids(results)]}
    return await run_on(batches, _create(batches, request, poll_interval_ms, None))


def _upload_all(files: Any, uploads: list[Any], max_concurrency: int) -> list[Any]:
    def one(file: Any) -> Any:
        try:
            return files.create(file=file, purpose="assistants")
        except Exception as error:  # noqa: BLE001: reported with the others
            return error

    if not uploads:
        return []
    with ThreadPoolExecutor(max_workers=min(max_concurrency, len(uploads))) as pool:
        return list(pool.map(one, uploads))


async def _upload_all_async(
    files: Any, uploads: list[Any], max_concurrency: int
) -> list[Any]:
    import anyio

    results: list[Any] = [None] * len(uploads)
    waiting = iter(enumerate(uploads))

    async def worker() -> None:
        for place, file in waiting:
            try:
                results[place] = await files.create(file=file, purpose="assistants")
            except Exception as error:  # noqa: BLE001: reported with the others
                results[place] = error

    async with anyio.create_task_group() as group:
        for _ in range(min(max_concurrency, len(uploads))):
            group.start_soon(worker)
    return results


def _ids(results: list[Any]) -> list[str]:
    errors = {i: r for i, r in enumerate(results) if isinstance(r, Exception)}
    ids = [r.id for r in results if not isinstance(r, Exception)]
    if errors:
        raise UploadError(errors, ids)
    return ids


def _upload(files: Any, file: Any, given: Mapping[str, Any]) -> Steps[Any]:
    uploaded = yield files._client.files.create(file=file, purpose="assistants")
    return (yield files.create(**{**given, "file_id": uploaded.id}))


def _create(
    resource: Any,
    given: Mapping[str, Any],
    poll_interval_ms: Any,
    max_wait_seconds: Any,
) -> Steps[Any]:
    made = yield resource.create(**given)
    rest = {name: given[name] for name in _EXTRA if name in given}
    ids = {_id_name(resource): made.id, "vector_store_id": given["vector_store_id"]}
    return (
        yield from _poll(resource, {**ids, **rest}, poll_interval_ms, max_wait_seconds)
    )


def _poll(
    resource: Any,
    given: Mapping[str, Any],
    poll_interval_ms: Any,
    max_wait_seconds: Any,
) -> Steps[Any]:
    value = yield from poll(
        resource,
        "retrieve",
        given,
        poll_interval_ms,
        done=lambda value: value.status in _ENDED,
        max_wait_seconds=(
            None if isinstance(max_wait_seconds, Omit) else max_wait_seconds
        ),
    )
    return value


def _id_name(resource: Any) -> str:
    return "batch_id" if "Batch" in type(resource).__name__ else "file_id"
