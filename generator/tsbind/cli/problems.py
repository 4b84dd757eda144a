"""Problems printed once, and the exit code they make."""

from __future__ import annotations

from collections.abc import Sequence

import click

from tsbind.model.printable import one_line
from tsbind.problems import Problem, Severity

INPUT_ERROR = 3
_SHOWN = 20
"""Problems of one severity that are printed in full; the rest is counted."""


def print_problems(problems: Sequence[Problem], others: int = 0) -> int:
    """Print ``problems`` to stderr, worst first; give the exit code: 3 with an error, else 0.

    ``others`` is how many there are beside them, of what was not chosen.
    """
    for severity in reversed(Severity):
        found = [problem for problem in problems if problem.severity is severity]
        shown = len(found) if severity is Severity.ERROR else _SHOWN
        for problem in found[:shown]:
            click.echo(f"tsbind: {one_line(str(problem))}", err=True)
        if len(found) > shown:
            click.echo(f"tsbind: {len(found) - shown} more: {severity.value}", err=True)
    if others:
        click.echo(f"tsbind: {others} more: of what was not chosen", err=True)
    errors = any(problem.severity is Severity.ERROR for problem in problems)
    return INPUT_ERROR if errors else 0
