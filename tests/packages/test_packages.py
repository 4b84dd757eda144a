"""Packages of other makers: whole under the checkers, every endpoint called.

``docs/other-packages.md`` says what each of them needed.
"""

from __future__ import annotations

import asyncio
import importlib
import pkgutil
from collections.abc import Callable
from urllib.parse import unquote

import pytest

from client.exercise import exercise, exercise_async
from client.recorder import Answer, Recorder
from client.trial import trials
from packages.conftest import SMALL, WHOLE
from support.checkers import COMMANDS, by_default_only, whole_package
from support.releases import Release
from support.sweeps import by_default

pytestmark = [pytest.mark.registry, pytest.mark.slow]


@pytest.mark.parametrize("spec", by_default(WHOLE, SMALL))
def test_every_endpoint_is_read(spec: str, client_of: Callable[..., Release]) -> None:
    operations = client_of(spec).model.operations

    assert len([o for o in operations if o.kind == "endpoint"]) == WHOLE[spec]


def test_every_module_can_be_imported(other: Release) -> None:
    root = other.package.root
    names = [m.name for m in pkgutil.walk_packages(root.__path__, f"{root.__name__}.")]

    for name in names:
        importlib.import_module(name)

    assert len(names) > 100


@pytest.mark.parametrize("spec", by_default(WHOLE, SMALL))
@pytest.mark.parametrize("command", by_default_only("mypy", COMMANDS))
def test_nothing_is_found(
    spec: str, command: tuple[str, ...], client_of: Callable[..., Release]
) -> None:
    """Parts of cloudflare take another minute: ``scripts/other_sdks.py`` looks at such."""
    assert whole_package(client_of(spec).folder, command) == ""


def test_sync(other: Release, recorder: Recorder) -> None:
    calls = trials(other.model, other.generated.types.index, 1)

    with other.client(base_url=recorder.url, max_retries=0) as client:
        assert exercise(client, calls, recorder) == []


def test_async(other: Release, recorder: Recorder) -> None:
    async def run() -> list[str]:
        calls = trials(other.model, other.generated.types.index, 2)
        async with other.client("Async", base_url=recorder.url, max_retries=0) as client:
            return await exercise_async(client, calls, recorder)

    assert asyncio.run(run()) == []


@pytest.mark.exhaustive
def test_queries_of_cloudflare(cloudflare: Release, recorder: Recorder) -> None:
    recorder.answer = Answer(b'{"result": []}')
    with cloudflare.client(base_url=recorder.url) as client:
        client.kv.namespaces.list(
            account_id="a", extra_query={"tag": ["x", "y"], "sort": {"by": "id"}}
        )

    assert recorder.request is not None
    assert unquote(recorder.request.target).endswith("?tag=x&tag=y&sort.by=id")
