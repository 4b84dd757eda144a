"""Generated packages of real releases, made once a session."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from types import ModuleType

import pytest

from helpers.flavours import close_all
from support.once import resolve_once
from support.releases import Release
from tsbind.model.declarations import Package
from tsbind.sources import SourceTree

VERSIONS = ("4.52.0", "7.57.0")


@pytest.fixture(scope="session")
def model(openai_tree: Callable[[str], SourceTree]) -> Callable[[str], Package]:
    """The model of a version of npm `openai`."""
    return cache(lambda version: resolve_once(openai_tree(version))[0])


@pytest.fixture(scope="session")
def package(client_of: Callable[..., Release]) -> Callable[[str], ModuleType]:
    """The generated package of a version of npm `openai`, imported."""
    return lambda version: client_of(f"openai@{version}").package.root


@pytest.fixture(params=VERSIONS)
def api(request: pytest.FixtureRequest, package: Callable[[str], ModuleType]) -> ModuleType:
    """The package of each version."""
    return package(request.param)


@pytest.fixture(autouse=True)
def closed() -> Iterator[None]:
    """Close what a test of the sync flavour left open."""
    yield
    close_all()


@pytest.fixture
def newest(package: Callable[[str], ModuleType]) -> ModuleType:
    """The package of the newest version."""
    return package(VERSIONS[-1])
