"""Files: waited for until they are processed, and read as text."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .polling import poll
from .steps import Steps, run_on

_ENDED = ("processed", "error", "deleted")


def wait_for_processing(
    files: Any, file_id: str, poll_interval: float, max_wait_seconds: float
) -> Any:
    """The file once it is processed, well or not; raises `PollTimeoutError`."""
    return run_on(files, _wait(files, file_id, poll_interval, max_wait_seconds))


def text_of(files: Any, given: Mapping[str, Any]) -> Any:
    """The content of a file as text."""

    def steps() -> Steps[Any]:
        content = yield files.content(**given)
        return content.text

    return run_on(files, steps())


def _wait(
    files: Any, file_id: str, poll_interval: float, max_wait_seconds: float
) -> Steps[Any]:
    file = yield from poll(
        files,
        "retrieve",
        {"file_id": file_id},
        poll_interval * 1000,
        done=lambda file: file.status in _ENDED,
        max_wait_seconds=max_wait_seconds,
    )
    return file
