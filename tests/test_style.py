"""The generator itself: linted, formatted and strictly typed, as `.ci/lint` says, too."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from support.checkers import by_default_only

ROOT = Path(__file__).resolve().parents[1]

CHECKS = [
    pytest.param(("ruff", "check", "generator", "tests", "scripts", "benchmarks"), id="ruff"),
    pytest.param(
        ("black", "--check", "-q", "generator", "tests", "scripts", "benchmarks"), id="black"
    ),
    pytest.param(("mypy",), id="mypy"),
    pytest.param(("pyright", "--pythonpath", sys.executable), id="pyright"),
]


@pytest.mark.slow
@pytest.mark.parametrize("command", by_default_only("ruff", CHECKS))
def test_the_generator_passes(command: tuple[str, ...]) -> None:
    done = subprocess.run(
        (sys.executable, "-m", *command), cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


FORBIDDEN = ("registry.npmjs", "pypi.org", "files.pythonhosted", "/work/", "/tmp/w/")


def test_no_committed_file_names_a_registry_or_a_machine() -> None:
    listed = subprocess.run(
        ("git", "ls-files", "-z"), cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.split("\0")
    found = [
        f"{path}: {word}"
        for path in listed
        if path and path != "tests/test_style.py" and not path.startswith("generated/")
        for word in FORBIDDEN
        if word.encode() in (ROOT / path).read_bytes()
    ]
    assert found == []
