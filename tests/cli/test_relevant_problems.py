"""Problems of what was not chosen are counted, not printed."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from tsbind.cli import main

TEXT = """
export interface Good { a: string }
export interface Bad { b: Missing.Thing }
export namespace Inner { export interface Worse { c: Lost } }
"""


@pytest.mark.parametrize(
    ("only", "shown", "others"),
    [
        ([], ["Missing.Thing", "Lost"], 0),
        (["--only", "Good"], [], 2),
        (["--only", "Bad"], ["Missing.Thing"], 1),
        (["--only", "Worse"], ["Lost"], 1),
        (["--only", "Bad", "--only", "Inner.Worse"], ["Missing.Thing", "Lost"], 0),
    ],
)
def test_only_problems_of_what_was_chosen_are_printed(
    tmp_path: Path, only: list[str], shown: list[str], others: int
) -> None:
    (tmp_path / "sdk.ts").write_text(TEXT)
    arguments = ["generate", str(tmp_path / "sdk.ts"), "--out", str(tmp_path / "made"), *only]
    arguments.append("--all-warnings")
    done = CliRunner().invoke(main, arguments)
    assert done.exit_code == 0, done.output
    problems = [line for line in done.stderr.splitlines() if ": opaque: " in line]
    assert len(problems) == len(shown)
    assert all(name in line for name, line in zip(shown, problems, strict=True))
    assert ("in what was not chosen" in done.stderr) == bool(others)
    assert f"tsbind: {others} more " in done.stderr or not others
