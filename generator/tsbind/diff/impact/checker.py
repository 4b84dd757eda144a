"""Runs mypy over a user's code against one generated package."""

from __future__ import annotations

import importlib.util
import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tsbind.problems import TsbindError

_OPTIONS = (
    # No configuration of the code base: a plugin named there would be run.
    "--config-file=",
    "--output=json",
    "--follow-imports=silent",
    "--check-untyped-defs",
    # A comparison with a value that went is never true.
    "--strict-equality",
    "--enable-error-code=deprecated",
    "--no-error-summary",
)
_CRASHED = 2


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One message of the type checker."""

    file: str
    line: int
    column: int
    code: str
    message: str
    end_line: int = 0
    """The last line of the expression or statement it is about."""


def check(paths: Sequence[Path], package: Path, cache: Path) -> list[Finding]:
    """What mypy says of ``paths`` when the folder ``package`` is on its path.

    Raises `TsbindError` where mypy is missing or cannot read the code.
    """
    if importlib.util.find_spec("mypy") is None:
        raise TsbindError("impact needs mypy", "Install tsbind[impact]")
    command = [sys.executable, "-m", "mypy", *_OPTIONS, f"--cache-dir={cache}", "--"]
    environment = {**os.environ, "MYPYPATH": str(package)}
    done = subprocess.run(  # noqa: S603 -- mypy itself, with the user's own paths as arguments
        [*command, *map(str, paths)],
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    findings = [_finding(line) for line in done.stdout.splitlines() if line.startswith("{")]
    if done.returncode == _CRASHED and not findings:
        reason = " ".join((done.stderr or done.stdout).split())[:300]
        raise TsbindError(f"mypy could not check the code: {reason}", "Check the paths")
    return sorted({f for f in findings if f is not None})


def _finding(line: str) -> Finding | None:
    data: dict[str, Any] = json.loads(line)
    if data["severity"] != "error":
        return None
    code = data["code"] or ""
    end = data.get("end_line") or data["line"]
    return Finding(data["file"], data["line"], data["column"], code, data["message"], end)
