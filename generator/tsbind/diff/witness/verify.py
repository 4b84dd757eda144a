"""Checks programs against both generated packages: one run of mypy and one of Python a release.

The programs come from the models and use the generated package; nothing of upstream's code, or
of a user's, is run.
"""

from __future__ import annotations

import importlib.util
import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tsbind.diff.impact.assessment import write_package
from tsbind.diff.impact.checker import check
from tsbind.diff.impact.files import read_files
from tsbind.diff.impact.modules import roots_of
from tsbind.diff.witness import runner
from tsbind.diff.witness.program import CHECK, MODEL, PACKAGE, RUN, Program
from tsbind.diff.witness.requests import ADDRESS
from tsbind.diff.witness.server import Knowledge, serving, watched_headers
from tsbind.model.declarations import Package
from tsbind.problems import TsbindError
from tsbind.scratch import scratch_folder

_KEPT = ("PATH", "HOME", "SYSTEMROOT", "TEMP", "TMP", "LANG")
_LONGEST = 600


def unshown(
    programs: Sequence[Program], old: Package, new: Package, folder: Path | None = None
) -> list[Program]:
    """The programs that are no witness: not written, or of the same effect with both releases.

    Works below ``folder``, or in a temporary one. Raises `TsbindError` when a program needs mypy
    or httpx2 and there is none.
    """
    if folder is None:
        with scratch_folder("witness") as own:
            return unshown(programs, old, new, own)
    written = [program for program in programs if program.written]
    if not written:
        return list(programs)
    with serving(Knowledge(old, watched_headers(old, new))) as address:
        before = _Judge("old", old, folder / "old", address).refused(written)
        after = _Judge("new", new, folder / "new", address).refused(written)
    shown = {id(p) for n, p in enumerate(written) if _is_shown(p, n in before, n in after)}
    return [program for program in programs if id(program) not in shown]


def _is_shown(program: Program, before: bool, after: bool) -> bool:
    """Who reads is broken by what the newer release gives; who sends by what it takes."""
    if program.how == MODEL:
        return True
    if program.side == "responses" and program.how == RUN:
        return before and not after
    return after and not before


@dataclass(frozen=True, slots=True)
class _Judge:
    """One release at work below a folder."""

    side: str
    package: Package
    folder: Path
    address: str

    def refused(self, programs: Sequence[Program]) -> set[int]:
        """Indexes of the programs that this release refuses."""
        write_package(self.package, PACKAGE, self.folder / "package")
        by_way = {
            how: {n: getattr(p, self.side) for n, p in enumerate(programs) if p.how == how}
            for how in (CHECK, RUN)
        }
        return self._checked(by_way[CHECK]) | self._run(by_way[RUN])

    def _checked(self, texts: dict[int, str]) -> set[int]:
        if not texts:
            return set()
        folder = self.folder / "programs"
        folder.mkdir()
        files: dict[str, int] = {}
        for number, text in texts.items():
            file = folder / f"program_{number}.py"
            file.write_text(text, encoding="utf-8")
            files[str(file.resolve())] = number
        roots = roots_of(read_files([folder]), PACKAGE)
        checked = check(roots, self.folder / "package", PACKAGE, self.folder.parent / "cache")
        refused = {row.file for row in checked.findings} | {r.file for r in checked.not_checked}
        return {files[file] for file in refused & files.keys()}

    def _run(self, texts: dict[int, str]) -> set[int]:
        if not texts:
            return set()
        if importlib.util.find_spec("httpx2") is None:
            raise TsbindError("running programs needs httpx2", "Install httpx2")
        file = self.folder / "programs.json"
        file.write_text(json.dumps(list(texts.values())), encoding="utf-8")
        # Credentials and settings of the person are no business of the programs.
        environment = {name: os.environ[name] for name in _KEPT if name in os.environ}
        done = subprocess.run(  # noqa: S603 -- our own script
            [sys.executable, str(runner.__file__), str(self.folder / "package"), str(file)],
            env={**environment, ADDRESS: self.address, "NO_PROXY": "127.0.0.1"},
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
            timeout=_LONGEST,
        )
        if done.returncode:
            reason = " ".join(done.stderr.split())[-300:]
            raise TsbindError(f"the programs could not be run: {reason}", "Report this")
        numbers = list(texts)
        return {numbers[index] for index in json.loads(done.stdout.splitlines()[-1])}
