"""``tsbind show``: what the reference says about one type or method, in the terminal."""

from __future__ import annotations

import sys

import click

from tsbind.cli.command import Command, offline_option
from tsbind.cli.targets import complete_target, spec_of, target_named


@click.command(
    cls=Command,
    examples=(
        "tsbind show openai chat.completions.create",
        "tsbind show openai@4.52.0 ThreadCreateParams",
    ),
)
@click.argument("source", metavar="SOURCE|TARGET", shell_complete=complete_target)
@click.argument("selector")
@click.option(
    "--package", default="", metavar="NAME", help="Import name of the package, for the examples."
)
@offline_option
def show(source: str, selector: str, package: str, offline: bool) -> None:
    """Print the reference of one type, method or resource of SOURCE or TARGET.

    SELECTOR is a name (ThreadCreateParams), a method (beta.threads.create_and_run) or a resource
    (beta.threads). In a terminal the text has colours; elsewhere it is plain.
    """
    from tsbind.collector import collector_paused

    # One look at one model: nothing of it is garbage before the command ends.
    with collector_paused():
        from tsbind.cli.problems import print_problems
        from tsbind.cli.progress import show_progress
        from tsbind.diff.reading.inputs import load_model
        from tsbind.docs.context.naming import import_name
        from tsbind.docs.output.terminal import shown

        model = load_model(
            spec_of(source, offline=offline),
            offline=offline,
            progress=show_progress,
            on_problems=print_problems,
        )
        place = target_named(source)
        own = place.target.dotted_name if place else import_name(model.source.name)
        _print(shown(model, selector, package or own))


def _print(text: str) -> None:
    from rich.console import Console
    from rich.markdown import Markdown

    from tsbind.model.printable import loggable

    page = Markdown(text, hyperlinks=False, code_theme="ansi_dark")
    if sys.stdout.isatty():
        Console().print(page)
        return
    console = Console(width=100)
    with console.capture() as made:
        console.print(page)
    click.echo(loggable(made.get()), nl=False)
