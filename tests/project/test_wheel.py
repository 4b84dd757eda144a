"""``generated/`` builds as a wheel of its own, with the version of its upstream."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

from click.testing import CliRunner

from tsbind.cli import main

PYPROJECT = Path(__file__).resolve().parents[2] / "generated/pyproject.toml"


def test_wheel(tmp_path: Path) -> None:
    source = tmp_path / "sdk"
    (source / "src").mkdir(parents=True)
    (source / "src/index.ts").write_text("export interface Answer { text: string }\n")
    (source / "LICENSE").write_text("A licence.\n")
    (source / "package.json").write_text('{"name": "sdk", "version": "4.5.6"}')
    (tmp_path / "pyproject.toml").write_text(PYPROJECT.read_text())
    (tmp_path / "tsbind.toml").write_text('source = "./sdk"\nout = "openai_bindings"\n')
    config = str(tmp_path / "tsbind.toml")
    updated = CliRunner().invoke(main, ["update", "--config", config])
    assert updated.exit_code == 0, updated.output
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel"]
    subprocess.run(build, cwd=tmp_path, check=True, capture_output=True)
    (wheel,) = (tmp_path / "dist").iterdir()
    assert wheel.name == "openai_bindings-4.5.6-py3-none-any.whl"
    names = set(zipfile.ZipFile(wheel).namelist())
    assert {"openai_bindings/__init__.py", "openai_bindings/py.typed"} <= names
    licences = "openai_bindings-4.5.6.dist-info/licenses/openai_bindings"
    assert {f"{licences}/LICENSE", f"{licences}/NOTICE"} <= names
    assert "openai_bindings/tsbind.lock" not in names
