"""Runs the steps of workflows and composite actions as a code host would, as far as that goes.

Expressions are those of this repository's files: ``inputs.*`` and ``runner.temp``. Actions of
others are not run: what they would do (a checkout, a Python, a pull request) is the test's part.
"""

from __future__ import annotations

import os
import re
import subprocess
import venv
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parents[2]
_EXPRESSION = re.compile(r"\$\{\{ *([\w.-]+) *\}\}")


@dataclass(frozen=True)
class Runner:
    """A workspace with a repository in it, and a Python of its own."""

    workspace: Path
    temporary: Path
    installed: set[str] = field(default_factory=set)
    """The installing steps that were run: again they would put the same into the same Python."""

    def prepare(self) -> None:
        """What the actions for checkout and Python do: folders, and a fresh environment."""
        self.temporary.mkdir()
        venv.create(self.temporary / "python", with_pip=True)

    def action(self, inputs: dict[str, str]) -> list[subprocess.CompletedProcess[str]]:
        """Run this repository's own action; every step that was run, the last perhaps failed."""
        action = yaml.safe_load((ROOT / "action.yml").read_text())
        values: dict[str, str] = {n: known["default"] for n, known in action["inputs"].items()}
        assert inputs.keys() <= values.keys()
        values |= {name: self._text(value, {}) for name, value in inputs.items()}
        done: list[subprocess.CompletedProcess[str]] = []
        for step in action["runs"]["steps"]:
            if "run" in step and step["run"] not in self.installed:
                done.append(self._run(step, values))
                if done[-1].returncode:
                    break
                if step["run"].startswith("pip install "):
                    self.installed.add(step["run"])
        return done

    def _run(
        self, step: dict[str, Any], inputs: dict[str, str]
    ) -> subprocess.CompletedProcess[str]:
        path = f"{self.temporary / 'python/bin'}{os.pathsep}{os.environ['PATH']}"
        environment = {
            **{name: value for name, value in os.environ.items() if name != "PYTHONPATH"},
            "PATH": path,
            "GITHUB_ACTIONS": "true",
            "GITHUB_ACTION_PATH": str(ROOT),
            **{name: self._text(value, inputs) for name, value in step.get("env", {}).items()},
        }
        folder = self.workspace / self._text(step.get("working-directory", "."), inputs)
        assert step["shell"] == "sh"
        script = self.temporary / "step.sh"
        script.write_text(step["run"])
        return subprocess.run(
            ["sh", "-e", str(script)],
            cwd=folder, env=environment, capture_output=True, text=True, check=False,
        )  # fmt: skip

    def _text(self, value: str, inputs: dict[str, str]) -> str:
        known = {"runner.temp": str(self.temporary)}
        known |= {f"inputs.{name}": given for name, given in inputs.items()}
        return _EXPRESSION.sub(lambda match: known[match[1]], value)


def job_steps(workflow: str, job: str) -> list[dict[str, Any]]:
    """The steps of a job of one of this repository's workflows."""
    document = yaml.safe_load((ROOT / ".github/workflows" / workflow).read_text())
    steps: list[dict[str, Any]] = document["jobs"][job]["steps"]
    return steps
