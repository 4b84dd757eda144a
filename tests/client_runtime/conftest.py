"""Fixtures of the client runtime's tests; makes `acme` importable for them."""

from __future__ import annotations

import pytest

from client_runtime.installed import install

install()

from client_runtime.halves import Half  # noqa: E402 - needs `acme`


@pytest.fixture(params=["sync", "async"])
def half(request: pytest.FixtureRequest) -> Half:
    return Half(request.param)


@pytest.fixture
def quick_retries(monkeypatch: pytest.MonkeyPatch) -> None:
    """Backoff in thousandths of a second."""
    monkeypatch.setattr("acme._runtime.exchange.INITIAL_DELAY", 0.001)
