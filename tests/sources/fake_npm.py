"""An ``npm`` that answers from a folder, and notes how it was called."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

FAKE_NPM = """\
#!{python} -S
import json, os, pathlib, shutil, sys, time
home = pathlib.Path({home!r})
arguments = sys.argv[1:]
with open(home / "calls", "a") as calls:
    calls.write(json.dumps({{"arguments": arguments, "files": os.listdir(".")}}) + "\\n")
answers = json.loads((home / "answers.json").read_text())
answer = answers.get(" ".join([arguments[0], *arguments[arguments.index("--") + 1:]][:2]), None)
if answer is None:
    error = {{"code": "E404", "summary": "Not Found"}}
    answer = {{"stdout": json.dumps({{"error": error}}), "code": 1}}
time.sleep(answer.get("sleep", 0))
if answer.get("tarball"):
    shutil.copy(answer["tarball"], "thing.tgz")
sys.stderr.write(answer.get("stderr", ""))
sys.stdout.write(answer.get("stdout", ""))
sys.exit(answer.get("code", 0))
"""


class FakeNpm:
    """What the fake npm says, by command and package, and how it was called."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.answers: dict[str, dict[str, Any]] = {}
        self._save()

    def says(self, command: str, answer: Any = None, **more: Any) -> None:
        stdout = {} if answer is None else {"stdout": json.dumps(answer)}
        self.answers[command] = {**stdout, **more}
        self._save()

    def fails(self, command: str, code: str, summary: str = "It failed") -> None:
        self.says(command, {"error": {"code": code, "summary": summary}}, code=1)

    def publishes(self, spec: str, data: bytes, **said: str) -> None:
        tarball = self.home / f"{spec.replace('/', '-')}.tgz"
        tarball.write_bytes(data)
        self.says(f"view {spec}", said)
        self.says(f"pack {spec}", [{"filename": "thing.tgz"}], tarball=str(tarball))

    def _save(self) -> None:
        (self.home / "answers.json").write_text(json.dumps(self.answers))

    @property
    def calls(self) -> list[dict[str, Any]]:
        file = self.home / "calls"
        return [json.loads(line) for line in file.read_text().splitlines()] if file.exists() else []
