"""Programs for the official client type-check with the package that stands in for it.

Each file of `as_official` is one program, which imports `openai`; the official client of the time
has no errors with them either (deprecations and unused imports apart).
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from support.once import Release, emit_once
from tsbind.pipeline import Options

PROGRAMS = Path(__file__).parent / "as_official"

pytestmark = [pytest.mark.slow, pytest.mark.registry, pytest.mark.exhaustive]


@pytest.fixture(scope="module")
def folder(openai_tree: Release, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the package and the programs are."""
    files = emit_once(openai_tree("7.59.0"), Options(as_official=True)).files
    folder = tmp_path_factory.mktemp("official")
    for path, text in files.items():
        (folder / "site" / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / "site" / path).write_text(text, "utf-8")
    shutil.copytree(PROGRAMS, folder / "programs")
    return folder


def test_mypy(folder: Path) -> None:
    settings = folder / "mypy.ini"
    settings.write_text(f"[mypy]\nstrict = true\nmypy_path = {folder}/site\n")
    command = [sys.executable, "-m", "mypy", "--config-file", str(settings)]
    command += ["--cache-dir", str(folder / "cache"), "--follow-imports=silent"]
    done = subprocess.run(
        [*command, "--no-error-summary", *map(str, sorted((folder / "programs").glob("*.py")))],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout + done.stderr == ""


def test_pyright(folder: Path) -> None:
    settings = {
        "include": ["programs"],
        "extraPaths": [str(folder / "site")],
        "typeCheckingMode": "strict",
        "reportDeprecated": False,
        "reportUnusedImport": False,
        "pythonVersion": "3.11",
    }
    (folder / "pyrightconfig.json").write_text(json.dumps(settings))
    command = [sys.executable, "-m", "pyright", "--outputjson", "--pythonpath", sys.executable]
    done = subprocess.run([*command, "-p", folder], capture_output=True, text=True, check=False)
    found = json.loads(done.stdout)
    assert found["summary"]["filesAnalyzed"] == len(list(PROGRAMS.glob("*.py")))
    errors = [f"{Path(d['file']).name}: {d['message']}" for d in found["generalDiagnostics"]]
    assert errors == []
