"""The composite action and the scheduled workflow, run step by step in a scratch repository."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from project.local_runner import Runner, job_steps
from tsbind.cli import main

pytestmark = [pytest.mark.registry, pytest.mark.slow]

CONFIG = 'source = "openai"\nout = "sdk"\nversion = "{}"\nonly = ["chat.completions"]\n'


@pytest.fixture(scope="module")
def runner(tmp_path_factory: pytest.TempPathFactory) -> Runner:
    folder = tmp_path_factory.mktemp("runner")
    (folder / "work/tools").mkdir(parents=True)
    runner = Runner(folder / "work", folder / "temp")
    runner.prepare()
    return runner


def test_scheduled_run_leaves_the_diff_for_the_pull_request(runner: Runner) -> None:
    config = runner.workspace / "tsbind.toml"
    *_, update, request = job_steps("regenerate.yml", "regenerate")
    for version in ("4.52.0", "4.53.0"):
        config.write_text(CONFIG.format(version))
        done = runner.action(update["with"])
        assert {step.returncode for step in done} == {0}, done[-1].stderr
    assert request["with"]["body-path"] == "${{ runner.temp }}/changes.md"
    body = (runner.temporary / "changes.md").read_text()
    asked = ["diff", "openai@4.52.0", "openai@4.53.0", "--format", "markdown"]
    _, _, every = CliRunner().invoke(main, asked).stdout.partition("\n")
    held = CliRunner().invoke(main, [*asked, "--only", "chat.completions"]).stdout
    assert body.startswith("## sdk: 4.52.0 -> 4.53.0\n\n**2 info**\n\n")
    assert _starting("- ", body) == _starting("- ", held)
    # The target holds this method alone; the changes also reach one that it does not hold.
    assert _starting("### ", body) == [
        "### client.chat.completions.create — `POST /chat/completions`"
    ]
    assert "client.beta.chat.completions.stream" in held
    assert "ChatModel" in held
    assert "client.uploads.create" in every
    assert "uploads" not in body
    done = runner.action(update["with"])
    assert done[-1].returncode == 0
    assert "nothing to do" in done[-1].stdout
    assert (runner.temporary / "changes.md").read_text() == ""


def _starting(mark: str, text: str) -> list[str]:
    return [line for line in text.splitlines() if line.strip().startswith(mark)]


def test_check_annotates_what_was_edited(runner: Runner) -> None:
    (runner.workspace / "tools/sdk.ts").write_text("export interface Answer { text: string }\n")
    (runner.workspace / "tools/tsbind.toml").write_text('source = "./sdk.ts"\nout = "made/sdk"\n')
    inputs = {"directory": "tools", "targets": "sdk"}
    assert runner.action({**inputs, "command": "update"})[-1].returncode == 0
    assert runner.action({**inputs, "command": "check"})[-1].returncode == 0
    module = runner.workspace / "tools/made/sdk/types/answer.py"
    module.write_text(module.read_text() + "# mine\n")
    found = runner.action(inputs)[-1]
    assert found.returncode == 1
    assert found.stdout.startswith("::error file=made/sdk/types/answer.py,line=")
