"""The automation files are right as far as a machine without a code host can tell."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from tsbind.cli import main

ROOT = Path(__file__).resolve().parents[2]
WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))
PINNED = re.compile(r"[\w.-]+/[\w.-]+@v\d+\.\d+\.\d+")
INSTALL = re.compile(r'pip install (-e \.\[test\]|"\$GITHUB_ACTION_PATH")')
SCRIPT = re.compile(r"""'?"?(?:\$GITHUB_ACTION_PATH/)?(\.ci/[\w-]+)"?'?""")


def steps(file: Path) -> Iterator[dict[str, Any]]:
    document = yaml.safe_load(file.read_text())
    if "runs" in document:
        yield from document["runs"]["steps"]
    for job in document.get("jobs", {}).values():
        yield from job["steps"]


FILES = [*WORKFLOWS, ROOT / "action.yml"]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_actions_are_pinned_by_version(file: Path) -> None:
    used = [step["uses"] for step in steps(file) if "uses" in step]
    assert used
    assert [name for name in used if name != "./" and not PINNED.fullmatch(name)] == []


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_commands_are_scripts_of_this_repository(file: Path) -> None:
    for step in steps(file):
        command = step.get("run")
        if command is None or INSTALL.fullmatch(command):
            continue
        match = SCRIPT.fullmatch(command)
        assert match, command
        assert os.access(ROOT / match[1], os.X_OK), match[1]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_no_expression_reaches_a_shell(file: Path) -> None:
    """What comes from outside goes through the environment (script injection)."""
    assert [step["run"] for step in steps(file) if "${{" in step.get("run", "")] == []


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_files_are_as_the_code_host_has_them(file: Path) -> None:
    schema = "github-actions" if file.name == "action.yml" else "github-workflows"
    schema_of = ["check-jsonschema", "--builtin-schema", f"vendor.{schema}"]
    for command in (schema_of, ["zizmor", "--offline", "--no-progress"]):
        done = subprocess.run(
            [Path(sys.executable).parent / command[0], *command[1:], file],
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stdout + done.stderr


def test_own_action_is_called_with_inputs_it_has() -> None:
    inputs = yaml.safe_load((ROOT / "action.yml").read_text())["inputs"]
    uses = [step for file in WORKFLOWS for step in steps(file) if step.get("uses") == "./"]
    assert uses
    for step in uses:
        assert step["with"].keys() <= inputs.keys()
        assert step["with"]["command"] in ("check", "update")


def test_scheduled_run_opens_a_pull_request_with_the_changes() -> None:
    *_, update, request = steps(ROOT / ".github/workflows/regenerate.yml")
    assert request["with"]["body-path"] == update["with"]["changes"]


def test_workflows_may_do_no_more_than_they_need() -> None:
    documents = {file.name: yaml.safe_load(file.read_text()) for file in WORKFLOWS}
    everywhere = {name: document["permissions"] for name, document in documents.items()}
    read = {"contents": "read"}
    assert everywhere == {"tests.yml": read, "sweeps.yml": read, "regenerate.yml": {}}
    jobs = {name: job for document in documents.values() for name, job in document["jobs"].items()}
    more = {name: job["permissions"] for name, job in jobs.items() if "permissions" in job}
    assert more == {"regenerate": {"contents": "write", "pull-requests": "write"}}


def test_hooks_are_commands_tsbind_has() -> None:
    hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text())
    local = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text())["repos"]
    entries = [hook["entry"] for hook in hooks]
    entries += [hook["entry"] for repo in local for hook in repo["hooks"]]
    ours = [entry.split() for entry in entries if entry.startswith("tsbind ")]
    assert ours
    assert {words[1] for words in ours} <= main.commands.keys()


def act(folder: Path, command: str, **environment: str) -> subprocess.CompletedProcess[str]:
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    values = {**os.environ, "PATH": path, "COMMAND": command, "TARGETS": "", **environment}
    return subprocess.run(
        [ROOT / ".ci/action"], cwd=folder, env=values, capture_output=True, text=True, check=False
    )


def test_action_updates_checks_and_annotates(tmp_path: Path) -> None:
    (tmp_path / "sdk.ts").write_text("export interface Answer { text: string }\n")
    (tmp_path / "tsbind.toml").write_text('source = "./sdk.ts"\nout = "src/sdk"\n')
    changes = tmp_path / "changes.md"
    updated = act(tmp_path, "update", TARGETS="sdk", CHANGES=str(changes))
    assert updated.returncode == 0, updated.stderr
    assert changes.read_text().startswith("## sdk\n\n")
    assert act(tmp_path, "check").returncode == 0
    module = next((tmp_path / "src/sdk").rglob("answer.py"))
    module.write_text(module.read_text() + "# mine\n")
    found = act(tmp_path, "check", GITHUB_ACTIONS="true")
    assert found.returncode == 1
    assert found.stdout.startswith(f"::error file={module.relative_to(tmp_path)},line=")
    assert "+# mine" in found.stdout


@pytest.mark.parametrize("command", ["", "rm -rf", "*"])
def test_action_knows_two_commands(tmp_path: Path, command: str) -> None:
    done = act(tmp_path, command)
    assert (done.returncode, done.stdout) == (2, "")
