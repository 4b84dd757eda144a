"""Fixtures of the client runtime's tests."""

from __future__ import annotations

import pytest
from client_runtime.halves import Half


@pytest.fixture(params=["sync", "async"])
def half(request: pytest.FixtureRequest) -> Half:
    return Half(request.param)


@pytest.fixture
def quick_retries(monkeypatch: pytest.MonkeyPatch) -> None:
    """Backoff in thousandths of a second."""
    from acme._runtime import retries

    monkeypatch.setattr(retries, "INITIAL_DELAY", 0.001)
