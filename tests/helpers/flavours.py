"""The two flavours of a client under one face, so that a test is written once."""

from __future__ import annotations

import asyncio
import inspect
import random
from collections.abc import Awaitable, Callable
from types import ModuleType
from typing import Any

import pytest

_OPEN: list[Any] = []
"""The clients of the test at hand; they are closed in the loop they were used in."""
FLAVOURS = pytest.mark.parametrize("flavour", ["sync", "async"])


def client(api: ModuleType, flavour: str, url: str, **options: Any) -> Any:
    """A client of that flavour."""
    kind = api.OpenAI if flavour == "sync" else api.AsyncOpenAI
    made = kind(**{"api_key": "key", "base_url": url, "max_retries": 0, **options})
    _OPEN.append(made)
    return made


def close_all() -> None:
    """Close the clients of the sync flavour."""
    while _OPEN:
        _OPEN.pop().close()


async def _closed(work: Awaitable[Any]) -> Any:
    try:
        return await work
    finally:
        while _OPEN:
            await _OPEN.pop().close()


def call(flavour: str, action: Callable[[], Any]) -> Any:
    """What `action` gives, awaited in the async flavour."""
    if flavour == "sync":
        return action()

    async def run() -> Any:
        result = action()
        return await result if inspect.isawaitable(result) else result

    return asyncio.run(_closed(run()))


def follow(
    flavour: str, manager: Any, each: Callable[[Any, Any], None], last: Callable[[Any], Any]
) -> Any:
    """Take every event of a stream; `each` sees the stream and the event, `last` the stream."""
    if flavour == "sync":
        with manager as stream:
            for event in stream:
                each(stream, event)
            return last(stream)

    async def run() -> Any:
        async with manager as stream:
            async for event in stream:
                each(stream, event)
            result = last(stream)
            return await result if inspect.isawaitable(result) else result

    return asyncio.run(_closed(run()))


def split(chunks: list[bytes], seed: int) -> list[bytes]:
    """The same bytes cut in other places."""
    whole = b"".join(chunks)
    chance = random.Random(seed)
    places = sorted({chance.randrange(1, len(whole)) for _ in range(len(chunks) * 3)})
    ends = [*places, len(whole)]
    return [whole[a:b] for a, b in zip([0, *places], ends, strict=True)]
