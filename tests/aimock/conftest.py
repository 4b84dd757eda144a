"""``llmock`` of the npm package ``@copilotkit/aimock``: a server that nobody here wrote."""

from __future__ import annotations

import socket
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import pytest

from support.emitted import Package
from support.listening import wait_until_listening
from support.npm import installed
from support.releases import Release

MOCK = "@copilotkit/aimock@1.43.0"
FIXTURES = Path(__file__).parent / "fixtures.json"


@pytest.fixture(scope="session")
def mock_url(tmp_path_factory: pytest.TempPathFactory, cache_dir: str) -> Iterator[str]:
    """The base URL of a running mock."""
    command = installed(MOCK, "llmock", Path(cache_dir).parent / "tsbind-aimock")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    log = tmp_path_factory.mktemp("aimock") / "log"
    with log.open("wb") as output, _running([str(command), "-p", str(port)], output) as process:
        wait_until_listening(process, port, log)
        yield f"http://127.0.0.1:{port}/v1"


@contextmanager
def _running(command: list[str], output: IO[bytes]) -> Iterator[subprocess.Popen[bytes]]:
    process = subprocess.Popen(
        [*command, "-f", str(FIXTURES)],
        stdout=output,
        stderr=subprocess.STDOUT,
    )
    try:
        yield process
    finally:
        process.terminate()
        process.wait(10)


@pytest.fixture(scope="session")
def bindings(client_of: Callable[..., Release]) -> Package:
    """The client of npm openai 7.57.0."""
    return client_of("openai@7.57.0").package
