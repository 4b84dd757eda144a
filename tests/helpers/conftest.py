"""Generated packages of real releases, made once a session."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from types import ModuleType

import pytest

from helpers.flavours import close_all
from support.once import emit_once, resolve_once
from tsbind.model.declarations import Package
from tsbind.sources import SourceTree

VERSIONS = ("4.52.0", "7.57.0")


@pytest.fixture(scope="session")
def model(openai_tree: Callable[[str], SourceTree]) -> Callable[[str], Package]:
    """The model of a version of npm `openai`."""
    return cache(lambda version: resolve_once(openai_tree(version))[0])


@pytest.fixture(scope="session")
def package(
    tmp_path_factory: pytest.TempPathFactory, openai_tree: Callable[[str], SourceTree]
) -> Callable[[str], ModuleType]:
    """The generated package of a version of npm `openai`, imported."""
    folder = tmp_path_factory.mktemp("generated")
    sys.path.insert(0, str(folder))

    def get(version: str) -> ModuleType:
        name = f"helped_{version.replace('.', '_')}"
        if name not in sys.modules:
            write(emit_once(openai_tree(version)).files, folder / name)
        return importlib.import_module(name)

    return get


def write(files: dict[str, str], folder: Path) -> None:
    for path, text in files.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")


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
