"""A name that a client or a resource does not have is an error to a type checker."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_unknown_names_are_errors(tmp_path: Path) -> None:
    file = tmp_path / "unknown.py"
    file.write_text(
        "from openai_bindings import OpenAI\n"
        "client = OpenAI(api_key='x')\n"
        "client.models.nothing\n"
        "client.nothing\n"
        "client.models.list\n"
    )
    done = subprocess.run(
        [sys.executable, "-m", "mypy", "--no-error-summary", str(file)],
        env={"MYPYPATH": str(ROOT / "generated"), "PATH": ""},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    lines = [line.split(":")[1] for line in done.stdout.splitlines() if "has no attribute" in line]
    assert lines == ["3", "4"]
