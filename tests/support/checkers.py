"""mypy and pyright, both strict, as they see a user's file beside generated packages."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

Findings = dict[int, list[str]]
"""Messages by line of ``user.py``."""
_REVEALED = re.compile(r'(?:Revealed type is|Type of .* is) "(.*)"', re.DOTALL)


COMMANDS = [
    pytest.param(("black", "--check", "-q", "."), id="black"),
    pytest.param(("ruff", "check", "--isolated", "-q", "."), id="ruff"),
    pytest.param(("mypy", "--strict", "--no-error-summary", "."), id="mypy"),
    pytest.param(("pyright", "-p", ".", "--pythonpath", sys.executable), id="pyright"),
]
"""What looks at a whole generated package (see `whole_package`)."""


def whole_package(folder: Path, command: tuple[str, ...]) -> str:
    """What one of `COMMANDS` finds in the packages in ``folder``; empty when it finds nothing."""
    settings = {"typeCheckingMode": "strict", "pythonVersion": "3.11", "include": ["."]}
    (folder / "pyrightconfig.json").write_text(json.dumps(settings))
    done = subprocess.run(
        [sys.executable, "-m", *command], cwd=folder, capture_output=True, text=True, check=False
    )
    return done.stdout + done.stderr if done.returncode else ""


def mypy(project: Path, package: str) -> tuple[Findings, Findings, list[str]]:
    done = subprocess.run(
        [sys.executable, "-m", "mypy", "--strict", "--no-error-summary", "user.py", package],
        cwd=project,
        capture_output=True,
        text=True,
        check=False,
    )
    notes, errors, elsewhere = Findings(), Findings(), list[str]()
    for line in done.stdout.splitlines():
        found = re.match(r"(.+?):(\d+): (note|error): (.*)", line)
        assert found, line
        path, number, kind, text = found.groups()
        if path != "user.py":
            elsewhere.append(line)
        elif kind == "error" or _REVEALED.search(text):
            (errors if kind == "error" else notes).setdefault(int(number), []).append(text)
    return notes, errors, elsewhere


def pyright(project: Path, _: str) -> tuple[Findings, Findings, list[str]]:
    command = [sys.executable, "-m", "pyright", "--pythonpath", sys.executable]
    command += ["--outputjson", "-p", str(project)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    notes, errors, elsewhere = Findings(), Findings(), list[str]()
    for item in json.loads(done.stdout)["generalDiagnostics"]:
        number = item["range"]["start"]["line"] + 1
        if Path(item["file"]).name != "user.py":
            elsewhere.append(f"{item['file']}:{number}: {item['message']}")
        elif item["severity"] == "information":
            notes.setdefault(number, []).append(item["message"])
        else:
            errors.setdefault(number, []).append(item["message"])
    return notes, errors, elsewhere


def plain(text: str) -> str:
    """A revealed type in one spelling for both checkers."""
    found = _REVEALED.search(text)
    assert found, text
    name = re.sub(r"\b(?:[A-Za-z_0-9]+\.)+", "", found[1])
    return re.sub(r"Union\[(.*)\]", lambda m: m[1].replace(", ", " | "), name)
