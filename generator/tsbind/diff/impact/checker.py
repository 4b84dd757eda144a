"""Runs mypy over a user's code against one generated package, in a process of its own."""

from __future__ import annotations

import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from tsbind.diff.impact.files import UNREADABLE
from tsbind.diff.impact.modules import Root
from tsbind.diff.impact.uses import Uses, uses_of
from tsbind.problems import TsbindError
from tsbind.scratch import scratch_folder

_PROBE = Path(__file__).with_name("probe.py")
_IMPORTED = re.compile(r"^ *(?:from|import) ([a-z]\w*(?:\.\w+)*)(?: import |$)", re.MULTILINE)
_TWICE = "found twice under different module names"


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One message of the type checker."""

    file: str
    line: int
    column: int
    code: str
    message: str
    end_line: int = 0
    end_column: int = 0


@dataclass(frozen=True, slots=True, order=True)
class NotChecked:
    """A file the checker did not look at, and why."""

    file: str
    reason: str


@dataclass
class Checked:
    """What the checker says of a code base."""

    findings: list[Finding] = field(default_factory=list[Finding])
    not_checked: list[NotChecked] = field(default_factory=list[NotChecked])
    uses: Uses = field(default_factory=Uses)
    files: int = 0


def check(roots: Sequence[Root], package: Path, name: str, cache: Path) -> Checked:
    """What mypy says of files when the folder ``package`` holds the module ``name``.

    ``cache`` is a folder for what the runs of one question share: the standard library and other
    packages, and nothing of either release. Raises `TsbindError` where mypy is missing.
    """
    if importlib.util.find_spec("mypy") is None:
        raise TsbindError("impact needs mypy", "Install tsbind[impact]")
    result = Checked()
    if not cache.exists():
        _prime(cache, package)
    with scratch_folder("cache") as folder:
        own = folder / "cache"
        shutil.copytree(cache, own)
        for root in roots:
            _Run(root, package, name, own, result).check()
    result.findings = sorted(set(result.findings))
    result.not_checked = sorted(set(result.not_checked))
    return result


@dataclass
class _Run:
    """One root: checked again without the files that keep the checker from the others."""

    root: Root
    package: Path
    name: str
    cache: Path
    result: Checked
    blocked: dict[str, str] = field(default_factory=dict[str, str])

    def check(self) -> None:
        for file in self.root.modules.values():
            if file.reason:
                self.blocked[str(file.path)] = file.reason
        answer = self._answer()
        while "blocked" in answer:
            fresh = self._blockers(answer["blocked"])
            if not fresh:
                self._apart(answer["blocked"])
                return
            self.blocked |= fresh
            answer = self._answer()
        checked = set(answer["checked"])
        for module, file in self.root.modules.items():
            if module not in checked:
                self.blocked.setdefault(str(file.path), "the type checker did not reach it")
        readable = {str(f.path) for f in self.root.modules.values()} - self.blocked.keys()
        self.result.files += len(readable)
        self.result.findings += [f for f in _findings(answer["messages"]) if f.file in readable]
        self.result.not_checked += [NotChecked(*row) for row in self.blocked.items()]
        self.result.uses.add(uses_of(answer, readable))

    def _blockers(self, messages: Iterable[dict[str, Any]]) -> dict[str, str]:
        """Files with an error that ends the run, and the error."""
        files = {str(file.path) for file in self.root.modules.values()}
        found: dict[str, str] = {}
        for message in messages:
            file = message["file"] and str(Path(message["file"]).resolve())
            if file in files - self.blocked.keys() and _TWICE not in message["text"]:
                found.setdefault(file, f"line {message['span'][0]}: {message['text']}")
        return found

    def _apart(self, messages: Sequence[dict[str, Any]]) -> None:
        """Where the files cannot be checked together, check each alone."""
        if len(self.root.modules) > 1 and any(_TWICE in m["text"] for m in messages):
            for module, file in self.root.modules.items():
                alone = replace(self.root, modules={module: file})
                _Run(alone, self.package, self.name, self.cache, self.result).check()
            return
        reason = next((m["text"] for m in messages if m["severity"] == "error"), "mypy stopped")
        for file in self.root.modules.values():
            self.result.not_checked.append(NotChecked(str(file.path), reason))

    def _answer(self) -> dict[str, Any]:
        sources = [
            {
                "path": str(file.path),
                "module": module,
                "base": str(self.root.base),
                "text": UNREADABLE if str(file.path) in self.blocked else file.checked_text,
            }
            for module, file in self.root.modules.items()
        ]
        search = [str(self.package), str(self.root.base), *map(str, self.root.search)]
        where = {"search": search, "package": self.name, "cache": str(self.cache)}
        return _probe({"sources": sources, **where})


def _prime(cache: Path, package: Path) -> None:
    """Have mypy look at what the generated package imports from elsewhere, once for all runs."""
    texts = (file.read_text(encoding="utf-8") for file in package.rglob("*.py"))
    imported = sorted({name for text in texts for name in _IMPORTED.findall(text)})
    lines = "".join(f"import {name}\n" for name in imported)
    source = {"path": None, "module": "prime", "base": None, "text": lines}
    cache.mkdir(parents=True)
    _probe({"sources": [source], "search": [], "package": "prime", "cache": str(cache)})


def _probe(request: dict[str, Any]) -> dict[str, Any]:
    """The answer to a request; raises `TsbindError` when mypy itself fails."""
    with scratch_folder("probe") as folder:
        asked, answered = folder / "request.json", folder / "answer.json"
        asked.write_text(json.dumps(request), encoding="utf-8")
        environment = {n: v for n, v in os.environ.items() if not n.startswith("MYPY")}
        done = subprocess.run(  # noqa: S603 -- our own script
            [sys.executable, "-P", str(_PROBE), str(asked), str(answered)],
            cwd=folder,
            env=environment,
            capture_output=True,
            text=True,
            encoding="utf-8",
            errors="replace",
            check=False,
        )
        if done.returncode or not answered.exists():
            reason = " ".join((done.stderr or done.stdout).split())[-300:]
            raise TsbindError(f"mypy could not check the code: {reason}", "Check the paths")
        answer: dict[str, Any] = json.loads(answered.read_text(encoding="utf-8"))
        return answer


def _findings(messages: Iterable[dict[str, Any]]) -> list[Finding]:
    return [
        Finding(
            str(Path(message["file"]).resolve()),
            message["span"][0],
            message["span"][1],
            message["code"],
            message["text"],
            *message["span"][2:],
        )
        for message in messages
        if message["severity"] == "error" and message["file"]
    ]
