"""Progress on stderr, where that is a terminal."""

from __future__ import annotations

import os
import sys
from collections.abc import Generator
from contextlib import contextmanager


class Stages:
    """Shows each stage of long work while it runs, with how many are done and the time gone by.

    Nothing at all where stderr is not a terminal, and in CI. With ``total`` the bar says how much
    is left.
    """

    def __init__(self, total: int | None = None) -> None:
        self.total = total
        self.done = 0

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
            bar.add_task(escape(description), total=self.total, completed=self.done)
            yield
        self.done += 1


show_progress = Stages()
"""The stages of a command that does not know how many there will be."""
