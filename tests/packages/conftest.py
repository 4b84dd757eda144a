"""Clients of packages of other makers, of the same layout."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from client.recorder import Recorder
from support.releases import Release
from support.sweeps import by_default

WHOLE = {"groq-sdk@1.6.0": 17, "@anthropic-ai/sdk@1.12.0": 380}
"""Endpoints of the packages that are tried whole."""
SMALL = "groq-sdk@1.6.0"
CLOUDFLARE = "cloudflare@7.3.0"
SOME = ("brand_protection", "kv", "load_balancers", "logpush", "workers", "waiting_rooms")
"""Of Cloudflare's 2,747 endpoints those with which upstream does what it does nowhere else."""


@pytest.fixture(scope="session")
def cloudflare(client_of: Callable[..., Release]) -> Release:
    """Some resources of npm ``cloudflare``."""
    return client_of(CLOUDFLARE, *SOME)


@pytest.fixture(params=by_default([*WHOLE, CLOUDFLARE], SMALL), scope="session")
def other(request: pytest.FixtureRequest, client_of: Callable[..., Release]) -> Release:
    """Each of the packages."""
    only = SOME if request.param == CLOUDFLARE else ()
    return client_of(request.param, *only)


@pytest.fixture(scope="session")
def recorder() -> Iterator[Recorder]:
    """A server on loopback that keeps what it is asked and answers as it is told."""
    with Recorder() as server:
        yield server
