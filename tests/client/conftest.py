"""Clients generated from real releases, and a server to call."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from client.recorder import Recorder
from support.releases import Release

VERSIONS = ("4.52.0", "7.57.0")


@pytest.fixture(params=VERSIONS, scope="session")
def any_release(request: pytest.FixtureRequest, client_of: Callable[..., Release]) -> Release:
    """Each of the versions of npm ``openai``."""
    return client_of(f"openai@{request.param}")


@pytest.fixture(scope="session")
def recorder() -> Iterator[Recorder]:
    """A server on loopback that keeps what it is asked and answers as it is told."""
    with Recorder() as server:
        yield server
