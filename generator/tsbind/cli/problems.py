"""Problems printed once, and the exit code they make."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import click

from tsbind.model.printable import one_line
from tsbind.problems import Problem, Severity

INPUT_ERROR = 3
_SHOWN = 5
"""Places without a parse that are shown unasked."""
Decorated = TypeVar("Decorated", bound=Callable[..., Any])


def warning_options(command: Decorated) -> Decorated:
    """Add ``--all-warnings``, which the command gets as ``every``."""
    return click.option(
        "--all-warnings",
        "every",
        is_flag=True,
        help="List each place that is not exactly as upstream has it.",
    )(command)


def print_problems(problems: Sequence[Problem], others: int = 0, *, every: bool = False) -> int:
    """Print ``problems`` to stderr, worst first; give the exit code: 3 with an error, else 0.

    Errors are always shown, and the first places that could not be parsed: their file may be the
    user's own. Others are one line with a count, unless ``every`` one is asked for: they are
    upstream's, and nothing a user can mend. ``others`` is how many there are in what was not
    chosen.
    """
    ordered = _worst_first(problems)
    errors = [problem for problem in ordered if problem.severity is Severity.ERROR]
    unread = [problem for problem in ordered if problem.severity is Severity.UNREAD]
    shown = ordered if every else [*errors, *unread[:_SHOWN]]
    for problem in shown:
        click.echo(f"tsbind: {one_line(str(problem))}", err=True)
    if len(shown) < len(ordered):
        click.echo(f"tsbind: {_count(ordered[len(shown):])}", err=True)
    if others and every:
        click.echo(f"tsbind: {others} more in what was not chosen", err=True)
    return INPUT_ERROR if errors else 0


def _worst_first(problems: Sequence[Problem]) -> list[Problem]:
    order = list(reversed(Severity))
    return sorted(problems, key=lambda problem: order.index(problem.severity))


def _count(warnings: Sequence[Problem]) -> str:
    """``3 places are not exactly as upstream has them (1 opaque, 2 warning)``."""
    kinds = [problem.severity.value for problem in warnings]
    counted = ", ".join(f"{kinds.count(kind)} {kind}" for kind in dict.fromkeys(kinds))
    one = len(kinds) == 1
    places, them = ("1 place is", "it") if one else (f"{len(kinds)} places are", "them")
    return f"{places} not exactly as upstream has {them} ({counted}); --all-warnings lists {them}"
