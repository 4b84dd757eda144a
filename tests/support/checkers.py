"""mypy and pyright, both strict, as they see a user's file beside generated packages."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest

from support.sweeps import EXHAUSTIVE

Findings = dict[int, list[str]]
"""Messages by line of ``user.py``."""
_REVEALED = re.compile(r'(?:Revealed type is|Type of .* is) "(.*)"', re.DOTALL)


Checker = Callable[[Path], tuple[Findings, Findings, list[str]]]
"""Notes and errors in ``user.py``, and what is wrong elsewhere in its project."""
PYRIGHT = ("pyright", "-p", ".", "--pythonpath", sys.executable)
FORMATTERS = [
    pytest.param(("black", "--check", "-q", "."), id="black"),
    pytest.param(("ruff", "check", "--isolated", "-q", "."), id="ruff"),
]
CHECKERS = [
    pytest.param(("mypy", "--strict", "--no-error-summary", "."), id="mypy"),
    pytest.param(PYRIGHT, id="pyright"),
]
COMMANDS = [*FORMATTERS, *CHECKERS]
"""What looks at a whole generated package (see `whole_package`)."""


def by_default_only(name: str, commands: Iterable[Any]) -> list[Any]:
    """``commands`` for ``parametrize``: that of this name by default, the others in the sweep."""
    return [
        pytest.param(*command.values, id=command.id, marks=() if command.id == name else EXHAUSTIVE)
        for command in commands
    ]


def whole_package(folder: Path, command: tuple[str, ...]) -> str:
    """What one of `COMMANDS` finds in the packages in ``folder``; empty when it finds nothing."""
    _set_up(folder)
    done = _run(folder, *command)
    return done.stdout + done.stderr if done.returncode else ""


def _set_up(folder: Path) -> None:
    settings = {"typeCheckingMode": "strict", "pythonVersion": "3.11", "include": ["."]}
    (folder / "pyrightconfig.json").write_text(json.dumps(settings))


def _run(folder: Path, *command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", *command], cwd=folder, capture_output=True, text=True, check=False
    )


def user_project(folder: Path, text: str) -> Path:
    """A project with ``text`` as its ``user.py``; the packages it uses are put beside that."""
    (folder / "user.py").write_text(text, "utf-8")
    _set_up(folder)
    return folder


def mypy(project: Path) -> tuple[Findings, Findings, list[str]]:
    """What mypy reveals in ``user.py``, its errors there, and its errors in the packages."""
    done = _run(project, "mypy", "--strict", "--no-error-summary", ".")
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


def pyright(project: Path) -> tuple[Findings, Findings, list[str]]:
    """What pyright says, as `mypy` does."""
    done = _run(project, *PYRIGHT, "--outputjson")
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


def assert_as_said(checker: Checker, project: Path) -> None:
    """``user.py`` is as its comments say, and there is nothing wrong with the packages.

    ``# -> T`` says which type is revealed in a line, ``# refused`` that it has an error.
    """
    notes, errors, elsewhere = checker(project)
    lines = (project / "user.py").read_text("utf-8").splitlines()
    expected = {
        n: line.partition("# -> ")[2] for n, line in enumerate(lines, 1) if "  # -> " in line
    }
    assert {n: plain(texts[0]) for n, texts in notes.items()} == expected
    refused = {n for n, line in enumerate(lines, 1) if line.endswith("# refused")}
    assert set(errors) == refused, errors
    assert elsewhere == []


def plain(text: str) -> str:
    """A revealed type in one spelling for both checkers."""
    found = _REVEALED.search(text)
    assert found, text
    name = re.sub(r"\b(?:[A-Za-z_0-9]+\.)+", "", found[1])
    return re.sub(r"Union\[(.*)\]", lambda m: m[1].replace(", ", " | "), name)
