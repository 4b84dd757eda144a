"""Videos, waited for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .polling import poll
from .steps import Steps, run_on

_ENDED = ("completed", "failed")
_EXTRA = ("extra_headers", "extra_query", "timeout")


def poll_video(videos: Any, given: Mapping[str, Any], poll_interval_ms: Any) -> Any:
    """The video once it is made, well or not."""
    return run_on(videos, _poll(videos, given, poll_interval_ms))


def create_and_poll(
    videos: Any, given: Mapping[str, Any], poll_interval_ms: Any
) -> Any:
    """A new video once it is made, well or not."""

    def steps() -> Steps[Any]:
        made = yield videos.create(**given)
        rest = {name: given[name] for name in _EXTRA if name in given}
        request = {"video_id": made.id, **rest}
        return (yield from _poll(videos, request, poll_interval_ms))

    return run_on(videos, steps())


def _poll(videos: Any, given: Mapping[str, Any], poll_interval_ms: Any) -> Steps[Any]:
    video = yield from poll(
        videos,
        "retrieve",
        given,
        poll_interval_ms,
        done=lambda video: video.status in _ENDED,
    )
    return video
