"""Every operation, sync and async, against a server that looks at what it is asked."""

from __future__ import annotations

import asyncio
import inspect
from functools import reduce

import pytest

from client.exercise import exercise, exercise_async
from client.recorder import Recorder
from client.trial import trials
from support.releases import Release

pytestmark = pytest.mark.registry

COUNTS = {"4.52.0": 65, "7.57.0": 389}


def test_every_operation_is_tried(any_release: Release) -> None:
    index = any_release.generated.types.index
    tried = {trial.accessor for trial in trials(any_release.model, index, 1)}

    assert len(tried) == COUNTS[any_release.model.source.version]


def test_sync(any_release: Release, recorder: Recorder) -> None:
    calls = trials(any_release.model, any_release.generated.types.index, 1)

    with any_release.client(base_url=recorder.url, max_retries=0) as client:
        assert exercise(client, calls, recorder) == []


def test_async(any_release: Release, recorder: Recorder) -> None:
    async def run() -> list[str]:
        calls = trials(any_release.model, any_release.generated.types.index, 2)
        async with any_release.client("Async", base_url=recorder.url, max_retries=0) as client:
            return await exercise_async(client, calls, recorder)

    assert asyncio.run(run()) == []


def test_async_methods_are_coroutines(any_release: Release) -> None:
    root = any_release.client("Async")
    for trial in trials(any_release.model, any_release.generated.types.index, 1):
        method = reduce(getattr, trial.accessor, root)
        assert inspect.iscoroutinefunction(inspect.unwrap(method)) is (trial.kind != "page")
