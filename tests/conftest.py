"""Fixtures for tests that need a real release of an upstream package."""

from __future__ import annotations

import ssl
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import cache

import pytest
from hypothesis import settings

from support.releases import Release, release_of
from support.sweeps import wants_sweeps
from tsbind.problems import TsbindError
from tsbind.sources import SourceTree, load
from tsbind.sources.cache import cache_folder

# A machine under load is slow, not wrong.
settings.register_profile("tsbind", deadline=None)
settings.load_profile("tsbind")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave sweeps out where nobody asks for them (see `wants_sweeps`)."""
    if wants_sweeps(config.getoption("markexpr"), config.args):
        return
    kept = [item for item in items if not item.get_closest_marker("exhaustive")]
    if len(kept) < len(items):
        left_out = [item for item in items if item.get_closest_marker("exhaustive")]
        config.hook.pytest_deselected(items=left_out)
        items[:] = kept


@pytest.fixture(scope="session", autouse=True)
def _certificates_are_read_once() -> Iterator[None]:
    """Reading them takes 20 ms a client; the servers of the tests speak no TLS."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ssl, "create_default_context", cache(ssl.create_default_context))
        yield


@cache
def _tree(spec: str) -> SourceTree:
    return load(spec)


@pytest.fixture(scope="session")
def cache_dir() -> str:
    """The download cache that all tests marked ``registry`` share: TSBIND_CACHE or the user's."""
    return str(cache_folder())


@pytest.fixture(scope="session")
def release() -> Callable[[str], SourceTree]:
    """Load ``NAME@VERSION``, once a session; skips with the reason where it cannot be had."""

    def get(spec: str) -> SourceTree:
        try:
            return _tree(spec)
        except TsbindError as error:
            pytest.skip(f"needs {spec} from the npm registry: {error}")

    return get


@pytest.fixture(scope="session")
def openai_tree(release: Callable[[str], SourceTree]) -> Callable[[str], SourceTree]:
    """Load that version of npm ``openai`` (see `release`)."""
    return lambda version: release(f"openai@{version}")


@pytest.fixture(scope="session")
def client_of(
    release: Callable[[str], SourceTree], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Callable[..., Release]]:
    """Generate and import the client of ``NAME@VERSION``, once a session for each selection."""
    made: dict[tuple[str, ...], Release] = {}
    with ExitStack() as stack:

        def get(spec: str, *only: str) -> Release:
            if (spec, *only) not in made:
                folder = tmp_path_factory.mktemp("release")
                made[spec, *only] = release_of(release(spec), folder, stack, only)
            return made[spec, *only]

        yield get
