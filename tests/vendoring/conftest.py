"""A server that vendored parts call."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from client.recorder import Recorder


@pytest.fixture(scope="session")
def recorder() -> Iterator[Recorder]:
    """A server on loopback that keeps what it is asked and answers as it is told."""
    with Recorder() as server:
        yield server
