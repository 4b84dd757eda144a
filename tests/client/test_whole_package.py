"""The whole generated package, client and helpers included, under formatter and checkers."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from support.releases import Release

pytestmark = [pytest.mark.registry, pytest.mark.slow]

COMMANDS = [
    pytest.param(("black", "--check", "-q", "."), id="black"),
    pytest.param(("ruff", "check", "--isolated", "."), id="ruff"),
    pytest.param(("mypy", "--strict", "."), id="mypy"),
    pytest.param(("pyright", "-p", ".", "--pythonpath", sys.executable), id="pyright"),
]


@pytest.mark.parametrize("command", COMMANDS)
def test_nothing_is_found(any_release: Release, command: tuple[str, ...]) -> None:
    settings = {"typeCheckingMode": "strict", "pythonVersion": "3.11", "include": ["."]}
    (any_release.folder / "pyrightconfig.json").write_text(json.dumps(settings))
    done = subprocess.run(
        [sys.executable, "-m", *command],
        cwd=any_release.folder,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
