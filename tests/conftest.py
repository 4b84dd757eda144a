"""Fixtures for tests that need a real release of an upstream package."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import pytest
from hypothesis import settings

from tsbind.problems import TsbindError
from tsbind.sources import SourceTree, load
from tsbind.sources.cache import cache_folder

# A machine under load is slow, not wrong.
settings.register_profile("tsbind", deadline=None)
settings.load_profile("tsbind")


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
