"""A generated folder in a repository: git changes no byte of it, and knows it as generated."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner

from tsbind.cli import main

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="there is no git here")


def git(folder: Path, *arguments: str) -> str:
    name = ["-c", "user.name=x", "-c", "user.email=x@example.com", "-c", "commit.gpgsign=false"]
    done = subprocess.run(
        ["git", *name, *arguments], cwd=folder, check=True, capture_output=True, text=True
    )
    return done.stdout


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository whose one commit holds a generated package and its reference."""
    folder = tmp_path / "origin"
    folder.mkdir()
    monkeypatch.chdir(folder)
    Path("a.d.ts").write_text("/** A\n\nthing. */\nexport interface A { a: string }\n")
    Path("tsbind.toml").write_text('source = "./a.d.ts"\nout = "made"\ndocs = "reference"\n')
    assert CliRunner().invoke(main, ["update"]).exit_code == 0
    git(folder, "init", "-q")
    git(folder, "add", ".")
    git(folder, "commit", "-qm", "x")
    return folder


@pytest.mark.parametrize("line_endings", ["true", "input", "false"])
def test_a_clone_is_clean_whatever_git_does_to_line_endings(
    repository: Path, tmp_path: Path, line_endings: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    git(tmp_path, "-c", f"core.autocrlf={line_endings}", "clone", "-q", repository.name, "clone")
    clone = tmp_path / "clone"
    # The source is the user's own file, which git may change.
    (clone / "a.d.ts").write_bytes((repository / "a.d.ts").read_bytes())
    monkeypatch.chdir(clone)
    checked = CliRunner().invoke(main, ["check"])
    assert (checked.exit_code, checked.output) == (0, "1 target: no findings\n")


def test_generated_files_are_marked(repository: Path) -> None:
    generated = ["made/types/a.py", "made/tsbind.lock", "reference/index.md"]
    paths = [*generated, "made/CHANGES.md", "a.d.ts"]
    marked = git(repository, "check-attr", "linguist-generated", *paths)
    assert [line.rpartition(": ")[2] for line in marked.splitlines()] == [
        *("set", "set", "set", "unset", "unspecified")
    ]
