"""``tsbind log``: what each release of a range changed."""

from __future__ import annotations

import click

from tsbind.cli.command import Command, columns, format_option, offline_option, reader_option


@click.command(cls=Command, examples=("tsbind log openai 7.55.0..7.57.0 --format markdown",))
@click.argument("name")
@click.argument("span", metavar="A..B")
@format_option("text", "markdown", "json")
@reader_option
@offline_option
def log(name: str, span: str, style: str, reader: str, offline: bool) -> None:
    """Print what each release of NAME changed, from version A to version B, oldest first."""
    import json

    from tsbind.cli.problems import print_problems
    from tsbind.cli.progress import Stages
    from tsbind.diff.chain import chain
    from tsbind.diff.formats import render
    from tsbind.diff.formats.document import document
    from tsbind.diff.history import versions_between
    from tsbind.diff.judging.readers import for_reader
    from tsbind.problems import UsageError
    from tsbind.sources import versions

    first, separator, last = span.partition("..")
    if not (first and separator and last):
        raise UsageError(f"{span!r} is not a range of versions", "Write it as 4.50.0..4.60.0")
    chosen = versions_between(versions(name, offline=offline), first, last)
    steps = chain(
        name,
        chosen,
        offline=offline,
        on_problems=print_problems,
        progress=Stages(len(chosen) - 1),
    )
    reports = (for_reader(step.report, reader) for step in steps)
    if style == "json":
        click.echo(json.dumps([document(report) for report in reports], indent=2))
        return
    for number, report in enumerate(reports):
        click.echo("\n" if number else "", nl=False)
        click.echo(render(report, style, columns()), nl=False)
