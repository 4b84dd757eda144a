"""Update, check and import over real releases; `scripts/walk_releases.py` does it for many."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tsbind.cli import main

pytestmark = [pytest.mark.registry, pytest.mark.slow]

RELEASES = ("4.52.0", "4.52.7", "4.53.0")


def run(folder: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, [*arguments, "--config", str(folder / "tsbind.toml")])


def test_walk(tmp_path: Path) -> None:
    (tmp_path / "tsbind.toml").write_text('source = "openai"\nout = "walked"\ntypes-only = true\n')
    for version in RELEASES:
        updated = run(tmp_path, "update", "--to", version)
        assert updated.exit_code == 0, updated.output
        checked = run(tmp_path, "check", "--offline")
        assert (checked.exit_code, checked.output) == (0, "1 target: no findings\n")
        subprocess.run(
            [sys.executable, "-W", "error", "-c", "import walked.types"], cwd=tmp_path, check=True
        )
    assert run(tmp_path, "update", "--to", "4.53.0").output.endswith("nothing to do\n")
    changes = (tmp_path / "walked/CHANGES.md").read_text()
    assert changes.index("## 4.53.0 (after 4.52.7)") < changes.index("## 4.52.7 (after 4.52.0)")
    assert "gpt-4o-mini" in changes

    module = tmp_path / "walked/types/beta/thread.py"
    text = module.read_text()
    module.write_text(text.replace("class Thread(Model)", "class Thread(Model, Mine)"))
    found = run(tmp_path, "check", "--offline")
    line = text[: text.index("class Thread(Model)")].count("\n") + 1
    assert found.exit_code == 1
    assert f"types/beta/thread.py:{line}: edited" in found.output
    assert "-class Thread(Model):\n+class Thread(Model, Mine):\n" in found.output
