"""``tsbind impact``: which changes between two releases touch a code base."""

from __future__ import annotations

from pathlib import Path

import click

from tsbind.cli.command import Command, format_option, offline_option

FINDINGS, NOT_CHECKED = 1, 3


@click.command(
    cls=Command,
    examples=("tsbind impact src --from openai@7.55.0 --to openai@7.57.0 --package app.openai",),
)
@click.argument(
    "paths", metavar="PATH...", nargs=-1, required=True, type=click.Path(path_type=Path)
)
@click.option("--from", "old", metavar="OLD", required=True, help="The release in use.")
@click.option("--to", "new", metavar="NEW", required=True, help="The release to go to.")
@click.option(
    "--package",
    metavar="NAME",
    default="",
    help="The name the code imports the package by; default: upstream's name.",
)
@format_option("text", "json")
@offline_option
@click.pass_context
def impact(  # noqa: PLR0913, PLR0917 -- one argument for each option
    ctx: click.Context,
    paths: tuple[Path, ...],
    old: str,
    new: str,
    package: str,
    style: str,
    offline: bool,
) -> None:
    """Type-check the code at PATH against both releases, and explain the new errors.

    Needs mypy. The code is read and never run. The exit code is 1 where there are new errors, and
    3 where a file could not be checked or no file imports the package.
    """
    import json
    from dataclasses import replace

    from tsbind.cli.diff_models import models_to_compare
    from tsbind.cli.progress import show_progress
    from tsbind.diff.impact import assess
    from tsbind.diff.impact.show import impact_document, impact_text
    from tsbind.model.printable import loggable

    models = models_to_compare((old, new), None, offline=offline)
    before, after, unread = models.old, models.new, models.unread
    name = package or import_name(after.source.name)
    with show_progress("Type-checking against both releases"):
        found = assess(paths, before, after, name)
    found = replace(found, report=replace(found.report, unread=unread))
    if style == "json":
        click.echo(loggable(json.dumps(impact_document(found), indent=2)))
    else:
        click.echo(loggable(impact_text(found)), nl=False)
    if unread or found.not_checked or not found.looked.importing:
        ctx.exit(NOT_CHECKED)
    ctx.exit(FINDINGS if found.errors else 0)


def import_name(upstream: str) -> str:
    """The customary import name of an upstream package: ``@scope/some-sdk`` is ``some_sdk``."""
    from tsbind.python.names import module_name

    return str(module_name(upstream.rpartition("/")[2]))
