"""Commands that take a target by the name of its table, where they take a source."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tsbind.cli import main

SHOWN = "// api.ts:1:8\nexport interface Answer {\n  text: string;\n}\n"
CONFIGURATION = """
[targets.client]
source = "./api.ts"
out = "src/vendor/api"

[targets.other]
source = "thing"
out = "src/vendor/thing"
"""


@pytest.fixture(autouse=True)
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "tsbind.toml").write_text(CONFIGURATION)
    (tmp_path / "api.ts").write_text("export interface Answer { text: string }\n")
    (tmp_path / "below").mkdir()
    (tmp_path / "program.py").write_text("import api\n")
    monkeypatch.chdir(tmp_path / "below")
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments)


def test_inspect() -> None:
    done = run("inspect", "client", "Answer")
    assert (done.exit_code, done.stdout) == (0, SHOWN)


def test_show_calls_the_package_as_the_target_does() -> None:
    done = run("show", "client", "Answer")
    assert (done.exit_code, "from api.types import Answer" in done.stdout) == (0, True), done.output


def test_docs(project: Path) -> None:
    done = run("docs", "client", "--format", "markdown", "--out", str(project / "pages"))
    assert done.exit_code == 0, done.output
    pages = [page.read_text() for page in (project / "pages").rglob("*.md")]
    assert any("from api.types import Answer" in page for page in pages)


@pytest.mark.parametrize(
    "arguments",
    [
        ("inspect", "other"),
        ("show", "other", "Answer"),
        ("impact", "../program.py", "--from", "other"),
    ],
)
def test_a_target_that_was_not_generated(arguments: tuple[str, ...]) -> None:
    done = run(*arguments)
    assert (done.exit_code, done.stderr) == (
        2,
        "tsbind: target other has no lock yet. Generate it with `tsbind update`\n",
    )


def test_impact_on_a_target_of_a_path_needs_the_release_to_go_to() -> None:
    done = run("impact", "../program.py", "--from", "client")
    assert (done.exit_code, done.stderr) == (
        2,
        "tsbind: no release to go to is named. Give it with --to\n",
    )


@pytest.mark.parametrize("command", ["inspect", "show"])
def test_a_wrong_configuration_is_nothing_to_a_source(command: str, project: Path) -> None:
    (project / "tsbind.toml").write_text("nonsense = 1")
    assert run(command, str(project / "api.ts"), "Answer").exit_code == 0


def test_a_wrong_configuration_that_is_named_is_an_error(project: Path) -> None:
    (project / "tsbind.toml").write_text("nonsense = 1")
    done = run("docs", "client", "--out", "pages", "--config", str(project / "tsbind.toml"))
    assert (done.exit_code, "unknown key 'nonsense'" in done.stderr) == (2, True), done.output
