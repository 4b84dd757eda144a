"""The top of the command line: every error becomes a short text and an exit code.

    0    fine                          3    input that cannot be loaded or written
    1    findings, and nothing else    70   an internal error, or nowhere to print to
    2    wrong usage                   130  interrupted

The codes 70 and 130 are those of ``sysexits.h`` (EX_SOFTWARE) and of shells (128 + SIGINT).
"""

from __future__ import annotations

import contextlib
import difflib
import errno
import io
import os
import sys
import traceback
from collections.abc import Callable, Generator, Mapping
from functools import partial
from typing import Any

import click

from tsbind.cli.command import DEBUG, Command, debug_option, write_text
from tsbind.problems import TsbindError

INTERNAL_ERROR = 70
INTERRUPTED = 130
_UNWRITABLE = {errno.EPIPE, errno.ENOSPC, errno.EBADF, errno.EIO, errno.EDQUOT, errno.EINVAL}
"""What a closed or full stream says; EINVAL is that of a closed pipe on Windows."""


class Group(click.Group):
    """The group of all commands, listed in sections in the order of use."""

    command_class = Command

    def __init__(self, *args: Any, sections: Mapping[str, list[Command]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.sections = sections
        for commands in sections.values():
            for command in commands:
                self.add_command(command)
        self.params.append(debug_option())

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands in the order of use."""
        return list(self.commands)

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """What tsbind is."""
        for paragraph in (self.help or "").split("\n\n"):
            write_text(formatter, " ".join(paragraph.split()))

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Each command with its whole sentence."""
        for title, commands in self.sections.items():
            with formatter.section(title):
                rows = [(str(command.name), command.sentence) for command in commands]
                formatter.write_dl(rows, col_max=15)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command; an unknown one gets the nearest as a hint."""
        name = args[0]
        if name not in self.commands and not name.startswith("-"):
            near = difflib.get_close_matches(name, self.commands, n=1)
            hint = f" Did you mean {near[0]!r}?" if near else ""
            ctx.fail(f"No such command {name!r}.{hint}")
        return super().resolve_command(ctx, args)

    def make_context(self, *args: Any, **extra: Any) -> click.Context:
        """As click does, which may print the help and exit."""
        with _failures(lambda: False):
            return super().make_context(*args, **extra)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the chosen command."""
        with _failures(lambda: bool(ctx.meta.get(DEBUG))):
            return super().invoke(ctx)


class _Failure(click.ClickException):
    """An end of the run that is not fine: the lines to print, and the exit code."""

    def __init__(self, message: str, exit_code: int) -> None:
        super().__init__(message)
        vars(self)["exit_code"] = exit_code

    def show(self, file: Any = None) -> None:
        """Print it, where anybody can be printed to."""
        _show(partial(click.echo, self.message, err=True))


def _show(show: Callable[[], object], _: Any = None) -> None:
    """Print an error; if it cannot be printed, its exit code stays."""
    with contextlib.suppress(OSError, ValueError):
        show()


@contextlib.contextmanager
def _failures(debug: Callable[[], bool]) -> Generator[None]:
    """Turn what the block raises into a `_Failure`; what it printed is really out at the end."""
    _prepare_streams()
    try:
        try:
            yield
        finally:
            sys.stdout.flush()
    except click.exceptions.Exit:
        raise
    except click.ClickException as error:
        vars(error)["show"] = partial(_show, error.show)
        raise
    except TsbindError as error:
        raise _Failure(one_line_of(error), error.exit_code) from error
    except (KeyboardInterrupt, click.Abort) as error:
        raise _Failure("tsbind: interrupted", INTERRUPTED) from error
    except Exception as error:
        if debug():
            traceback.print_exc()
        if isinstance(error, OSError) and error.errno in _UNWRITABLE and error.filename is None:
            _silence()
            text = f"tsbind: cannot print: {error.strerror}"
            raise _Failure(text, INTERNAL_ERROR) from error
        raise _Failure(_report(error), INTERNAL_ERROR) from error


def one_line_of(error: TsbindError) -> str:
    """``tsbind: what, where. Remedy`` as one line, whatever the text holds."""
    from tsbind.model.printable import one_line

    return f"tsbind: {one_line(str(error))}"


def _report(error: Exception) -> str:
    from tsbind.model.printable import one_line

    what = one_line(f"{type(error).__name__}: {error}"[:500])
    return (
        f"tsbind: internal error: {what}\n"
        "This is a mistake in tsbind, not yours. Report it with the command, `tsbind --version` "
        "and what --debug adds."
    )


class _ClosedStream(io.TextIOBase):
    """Stands for a standard output that was closed before the start."""

    def write(self, text: str, /) -> int:
        """Fail, when there is something to write."""
        if text:
            raise OSError(errno.EBADF, os.strerror(errno.EBADF))
        return 0


def _prepare_streams() -> None:
    """Show what the terminal's encoding lacks as escapes; text from upstream holds anything."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    streams: Any = sys
    if streams.stdout is None:
        streams.stdout = _ClosedStream()
    elif isinstance(getattr(streams.stdout, "buffer", None), io.RawIOBase):
        # Unbuffered (PYTHONUNBUFFERED), where a write that is cut short goes unnoticed.
        whole = io.BufferedWriter(streams.stdout.buffer)
        streams.stdout = io.TextIOWrapper(
            whole, streams.stdout.encoding, "backslashreplace", line_buffering=True
        )


def _silence() -> None:
    """Let Python's own flush at the end succeed."""
    with contextlib.suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
