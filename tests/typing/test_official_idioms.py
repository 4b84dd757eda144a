"""Programs in the idioms of the official client type-check with the import changed.

Each file of `official_idioms` is one program. Both checkers read them all, strictly, with the
generated package of this repository.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
IDIOMS = Path(__file__).parent / "official_idioms"
GENERATED = ROOT / "generated"

pytestmark = pytest.mark.slow

EXCEPTIONS: dict[str, str] = {}
"""Programs that a checker refuses, and why (`docs/decisions.md`)."""


def test_there_are_enough() -> None:
    assert len(list(IDIOMS.glob("*.py"))) >= 30


def test_mypy(tmp_path: Path) -> None:
    settings = tmp_path / "mypy.ini"
    settings.write_text(
        f"[mypy]\nstrict = true\nmypy_path = {GENERATED}\nfollow_imports = silent\n"
    )
    command = [sys.executable, "-m", "mypy", "--config-file", str(settings)]
    command += [
        "--cache-dir",
        str(tmp_path / "cache"),
        "--no-error-summary",
        "--python-version=3.11",
    ]
    done = subprocess.run(
        [*command, *map(str, programs())], capture_output=True, text=True, check=False
    )
    assert done.stdout + done.stderr == ""


@pytest.mark.exhaustive
def test_pyright(tmp_path: Path) -> None:
    folder = tmp_path / "programs"  # pyright leaves out paths that are absolute
    folder.mkdir()
    for path in programs():
        shutil.copy(path, folder)
    settings = {
        "include": [folder.name],
        "extraPaths": [str(GENERATED)],
        "typeCheckingMode": "strict",
        "pythonVersion": "3.11",
    }
    file = tmp_path / "pyrightconfig.json"
    file.write_text(json.dumps(settings))
    command = [sys.executable, "-m", "pyright", "--outputjson", "--pythonpath", sys.executable]
    done = subprocess.run([*command, "-p", str(file)], capture_output=True, text=True, check=False)
    found = json.loads(done.stdout)
    assert found["summary"]["filesAnalyzed"] == len(programs())
    errors = [f"{Path(d['file']).name}: {d['message']}" for d in found["generalDiagnostics"]]
    assert errors == []


def programs() -> list[Path]:
    return [path for path in sorted(IDIOMS.glob("*.py")) if path.stem not in EXCEPTIONS]
