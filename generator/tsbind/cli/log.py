"""``tsbind log``: what each release of a range changed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from tsbind.cli.command import Command, format_option, offline_option

if TYPE_CHECKING:
    from tsbind.model.declarations import Package
    from tsbind.problems import Problem


@click.command(cls=Command, examples=("tsbind log openai 7.55.0..7.57.0 --format markdown",))
@click.argument("name")
@click.argument("span", metavar="A..B")
@format_option("text", "markdown", "json")
@offline_option
def log(name: str, span: str, style: str, offline: bool) -> None:
    """Print what each release of NAME changed, from version A to version B, oldest first."""
    from dataclasses import replace

    from tsbind.diff.history import steps, versions_between
    from tsbind.problems import UsageError
    from tsbind.sources import versions

    first, separator, last = span.partition("..")
    if not (first and separator and last):
        raise UsageError(f"{span!r} is not a range of versions", "Write it as 4.50.0..4.60.0")
    chosen = versions_between(versions(name, offline=offline), first, last)
    unread: dict[str, tuple[str, ...]] = {}
    compared = steps(_packages(name, chosen, unread, offline=offline))
    reports = (
        replace(
            report,
            unread=unread[old.source.version] + unread[new.source.version],
        )
        for old, new, report in compared
    )
    if style == "json":
        import json

        from tsbind.diff.formats.document import document

        click.echo(json.dumps([document(report) for report in reports], indent=2))
        return
    from tsbind.diff.formats import render

    for number, report in enumerate(reports):
        click.echo("\n" if number else "", nl=False)
        click.echo(render(report, style), nl=False)


def _packages(
    name: str, chosen: list[str], unread: dict[str, tuple[str, ...]], *, offline: bool
) -> Iterator[Package]:
    """The models of ``chosen``; ``unread`` gets what could not be read of each."""
    from tsbind.cli.problems import print_problems
    from tsbind.cli.progress import Stages
    from tsbind.diff.reading.inputs import load_model, unread_of

    stages = Stages(len(chosen))
    for version in chosen:
        met: list[Problem] = []
        spec = f"{name}@{version}"
        with stages(f"Reading {spec}"):
            model = load_model(spec, offline=offline, on_problems=met.extend)
        print_problems(met)
        unread[model.source.version] = unread_of(spec, met)
        yield model
