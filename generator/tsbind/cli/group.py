"""The top of the command line: errors become one line and an exit code."""

from __future__ import annotations

import io
import sys
from typing import Any

import click

from tsbind.problems import TsbindError

INTERRUPTED = 130
"""128 + SIGINT, as shells count it."""


class Group(click.Group):
    """A click group that knows this project's errors.

    click itself handles wrong usage (exit code 2) and a reader that closes the pipe.
    """

    def invoke(self, ctx: click.Context) -> Any:
        """Run the chosen command."""
        _never_fail_to_print()
        try:
            return super().invoke(ctx)
        except TsbindError as error:
            print_error(error)
            ctx.exit(error.exit_code)
        except KeyboardInterrupt:
            click.echo("tsbind: interrupted", err=True)
            ctx.exit(INTERRUPTED)


def print_error(error: TsbindError) -> None:
    """Print ``tsbind: what, where. Remedy`` as one line, whatever the text holds."""
    from tsbind.model.printable import one_line

    click.echo(f"tsbind: {one_line(str(error))}", err=True)


def _never_fail_to_print() -> None:
    """Show what the terminal's encoding lacks as escapes; text from upstream holds anything."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
