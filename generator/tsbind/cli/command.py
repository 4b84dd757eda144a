"""How commands look: one sentence, the usual examples, options in groups, then the rest."""

from __future__ import annotations

import inspect
import shutil
import sys
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

import click

from tsbind.diff.judging import READERS

Decorated = TypeVar("Decorated", bound=Callable[..., Any])

_JSON = "tsbind.json"
DEBUG = "tsbind.debug"
_USUAL = ("--json", "--format", "--offline", "--config", "--debug", "--help")


class Command(click.Command):
    """A command with examples, whose options stand in named groups.

    ``groups`` maps a title to the first names of options; those in no group come last.
    """

    def __init__(
        self,
        *args: Any,
        examples: Sequence[str] = (),
        groups: Mapping[str, Sequence[str]] | None = None,
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.examples = tuple(examples)
        self.groups = dict(groups or {})
        self.params.append(debug_option())

    @property
    def sentence(self) -> str:
        """What the command does."""
        return _paragraphs(self.help)[0]

    @property
    def notes(self) -> list[str]:
        """What else there is to know, in paragraphs."""
        return _paragraphs(self.help)[1:]

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Usage, sentence, examples, options, notes."""
        self.format_usage(ctx, formatter)
        write_text(formatter, self.sentence)
        if self.examples:
            with formatter.section("Examples"):
                for example in self.examples:
                    formatter.write(f"{'':>{formatter.current_indent}}{example}\n")
        for title, rows in self.option_groups(ctx):
            with formatter.section(title):
                formatter.write_dl(rows)
        for note in self.notes:
            write_text(formatter, note)

    def option_groups(self, ctx: click.Context) -> list[tuple[str, list[tuple[str, str]]]]:
        """Title and rows (option, meaning) of each group."""
        titles = {name: title for title, names in self.groups.items() for name in names}
        titles |= dict.fromkeys(_USUAL, "Usual options")
        rows: dict[str, list[tuple[str, str]]] = {title: [] for title in self.groups}
        rows |= {"Options": [], "Usual options": []}
        for parameter in self.get_params(ctx):
            record = parameter.get_help_record(ctx)
            if record is not None and isinstance(parameter, click.Option):
                longest = max(parameter.opts, key=len)
                rows[titles.get(longest, "Options")].append(record)
        return [(title, found) for title, found in rows.items() if found]


def write_text(formatter: click.HelpFormatter, text: str) -> None:
    """An indented paragraph after an empty line."""
    formatter.write_paragraph()
    with formatter.indentation():
        formatter.write_text(text)


def _paragraphs(text: str | None) -> list[str]:
    return [" ".join(part.split()) for part in inspect.cleandoc(text or "").split("\n\n")]


def debug_option() -> click.Option:
    """``--debug``: the traceback of an internal error."""
    return click.Option(
        ["--debug"],
        is_flag=True,
        expose_value=False,
        callback=_remember_debug,
        help="Show the traceback of an internal error.",
    )


def _remember_debug(ctx: click.Context, _: click.Parameter, wanted: bool) -> None:
    if wanted:
        ctx.find_root().meta[DEBUG] = True


def columns() -> int:
    """How wide the terminal is; the usual width of a report where the output is none."""
    return shutil.get_terminal_size((96, 24)).columns if sys.stdout.isatty() else 96


def format_option(*formats: str) -> Callable[[Decorated], Decorated]:
    """``--format``, the first of ``formats`` by default, and ``--json`` for ``--format json``.

    The command gets it as ``style``.
    """

    def add(command: Decorated) -> Decorated:
        command = click.option(
            "--json",
            is_flag=True,
            is_eager=True,
            expose_value=False,
            callback=_remember_json,
            help="The same as --format json.",
        )(command)
        return click.option(
            "--format",
            "style",
            type=click.Choice(formats),
            default=formats[0],
            show_default=True,
            callback=_format,
            help="How the result is printed.",
        )(command)

    return add


def _remember_json(ctx: click.Context, _: click.Parameter, wanted: bool) -> None:
    ctx.meta[_JSON] = wanted


def _format(ctx: click.Context, parameter: click.Parameter, style: str) -> str:
    if not ctx.meta.get(_JSON):
        return style
    said = ctx.get_parameter_source("style")
    if said is click.core.ParameterSource.COMMANDLINE and style != "json":
        raise click.BadParameter(f"{style!r} contradicts --json", ctx, parameter)
    return "json"


strict_option = click.option(
    "--strict", is_flag=True, help="Make every place that cannot be translated an error."
)
reader_option = click.option(
    "--for",
    "reader",
    type=click.Choice(READERS),
    default=READERS[0],
    show_default=True,
    help="Whose program the verdicts are about.",
)
offline_option = click.option("--offline", is_flag=True, help="Use the download cache only.")
