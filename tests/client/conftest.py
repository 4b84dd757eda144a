"""Clients generated from real releases, once a session, and a server to call."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest

from client.recorder import Recorder
from support.emitted import Package as Imported
from support.emitted import imported
from tsbind.generate import Generated, emit
from tsbind.model.declarations import Package
from tsbind.resolve import resolve
from tsbind.sources import SourceTree

VERSIONS = ("4.52.0", "7.57.0")


@dataclass(frozen=True)
class Release:
    """A release as modelled, as generated and as imported."""

    model: Package
    generated: Generated
    package: Imported
    folder: Path


@pytest.fixture(scope="session")
def client_of(
    openai_tree: Callable[[str], SourceTree], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Callable[[str], Release]]:
    """The client of a version of npm ``openai``."""
    made: dict[str, Release] = {}
    with ExitStack() as stack:

        def get(version: str) -> Release:
            if version not in made:
                model, _ = resolve(openai_tree(version))
                generated = emit(model)
                folder = tmp_path_factory.mktemp("client")
                name = f"client_{version.replace('.', '_')}"
                package = stack.enter_context(imported(generated.files, folder, name))
                made[version] = Release(model, generated, package, folder)
            return made[version]

        yield get


@pytest.fixture(params=VERSIONS, scope="session")
def any_release(request: pytest.FixtureRequest, client_of: Callable[[str], Release]) -> Release:
    """Each of the versions."""
    return client_of(request.param)


@pytest.fixture(scope="session")
def recorder() -> Iterator[Recorder]:
    """A server on loopback that keeps what it is asked and answers as it is told."""
    with Recorder() as server:
        yield server
