"""Fixtures for tests that need a real release of an upstream package."""

from __future__ import annotations

import gc
import ssl
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import cache
from pathlib import Path

import pytest
from hypothesis import settings

from support.releases import Release, release_of
from support.sockets import open_sockets
from support.sweeps import wants_sweeps
from tsbind.problems import TsbindError
from tsbind.sources import SourceTree, load
from tsbind.sources.cache import cache_folder

# It asserts for tests: what it compares is shown as it is for theirs.
pytest.register_assert_rewrite("support.checkers")

# A machine under load is slow, not wrong. CI takes `fixed`: the same examples each time, so that a
# change is not refused for what it did not do; other runs, and those of each week, try new ones.
settings.register_profile("tsbind", deadline=None)
settings.register_profile("fixed", deadline=None, derandomize=True)
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


@pytest.fixture(autouse=True)
def _sockets_are_collected() -> Iterator[None]:
    """A socket that a test leaves open is told of in that test, not in the one that runs when
    Python happens to collect it. Collecting takes 0.2 s, so only after tests with more sockets."""
    before = open_sockets()
    yield
    if open_sockets() > before:
        gc.collect()  # the client, whose finalizer lets its connections go
        gc.collect()  # and these


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
def shared_folder(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of this run, the same in all its processes."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if hasattr(request.config, "workerinput") else own


@pytest.fixture(scope="session")
def client_of(
    release: Callable[[str], SourceTree], shared_folder: Path
) -> Iterator[Callable[..., Release]]:
    """Generate and import the client of ``NAME@VERSION``, once a session for each selection."""
    made: dict[tuple[str, ...], Release] = {}
    with ExitStack() as stack:

        def get(spec: str, *only: str) -> Release:
            if (spec, *only) not in made:
                made[spec, *only] = release_of(release(spec), shared_folder, stack, only)
            return made[spec, *only]

        yield get
