"""Progress on stderr, where that is a terminal."""

from __future__ import annotations

import os
import sys
from collections.abc import Generator
from contextlib import contextmanager


class Stages:
    """Shows each stage of long work while it runs, with how many are done and the time gone by.

    Nothing at all where stderr is not a terminal, and in CI. With ``total`` the bar says how much
    is left: of stages, or where ``own_count`` is set of what its caller counts in ``done``.
    """

    def __init__(self, total: int | None = None, *, own_count: bool = False) -> None:
        self.total = total
        self.own_count = own_count
        self.done = 0
        self.subject = ""
        """What the stages are of."""

    @contextmanager
    def __call__(self, description: str, /) -> Generator[None]:
        """Show ``description`` while the block runs."""
        if not sys.stderr.isatty() or os.environ.get("CI"):
            yield
            return
        from rich.console import Console
        from rich.markup import escape
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
        from rich.progress import TimeElapsedColumn as Elapsed

        text = TextColumn("{task.description}")
        columns = (text, BarColumn(), MofNCompleteColumn(), Elapsed())
        with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
            shown = ": ".join(filter(None, (self.subject, description)))
            bar.add_task(escape(shown), total=self.total, completed=self.done)
            yield
        self.done += not self.own_count


show_progress = Stages()
"""The stages of a command that does not know how many there will be."""
