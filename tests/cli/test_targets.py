"""Problems of generations one after another in the same process."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tsbind.cli.targets import Printer
from tsbind.position import Position
from tsbind.problems import Problem, Severity


def test_only_what_is_new_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    on_problems = Printer(every=True)
    first = Problem(Severity.OPAQUE, "first", Position("a.ts", 1, 1))
    moved = replace(first, position=Position("a.ts", 5, 1))
    second = Problem(Severity.WARNING, "second")
    for problems in ([first], [moved], [moved, second], [], [second]):
        on_problems(problems, 0)
    assert capsys.readouterr().err.splitlines() == [
        "tsbind: a.ts:1:1: opaque: first",
        "tsbind: warning: second",
        "tsbind: warning: second",
    ]
