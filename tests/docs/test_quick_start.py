"""The commands of the quick start, typed as they stand."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from tsbind.cli import main

PAGE = Path(__file__).resolve().parents[2] / "docs" / "quick-start.md"
_BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
EXPECTED = {"diff": 1}
"""Exit codes other than 0: the releases compared differ in ways that break callers."""


def commands() -> list[str]:
    lines = "".join(_BLOCK.findall(PAGE.read_text("utf-8"))).splitlines()
    return [line.removeprefix("$ tsbind ") for line in lines if line.startswith("$ tsbind ")]


@pytest.mark.registry
@pytest.mark.slow
def test_every_command_works(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert len(commands()) > 8
    for command in commands():
        done = CliRunner().invoke(main, shlex.split(command))
        wanted = EXPECTED.get(command.split()[0], 0)
        assert done.exit_code in {0, wanted}, f"{command}\n{done.output}\n{done.exception}"
    for made in ("build/openai_bindings/__init__.py", "build/reference/index.html"):
        assert (tmp_path / made).is_file()
    assert (tmp_path / "src/app/vendor/openai/resources/chat/completions").exists()
