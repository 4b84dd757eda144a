"""``tsbind log``: what each release of a range changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from tsbind.cli.command import Command, columns, format_option, offline_option
from tsbind.cli.report_options import Asked, asked_options

if TYPE_CHECKING:
    from tsbind.diff.changes.change import Report


@click.command(
    cls=Command,
    examples=(
        "tsbind log openai 7.55.0..7.57.0 --format markdown",
        "tsbind log openai 7.1.0..7.57.0 --only chat.completions --side params",
    ),
)
@click.argument("name")
@click.argument("span", metavar="A..B")
@format_option("text", "markdown", "json")
@asked_options
@offline_option
def log(name: str, span: str, style: str, offline: bool, **asked: Any) -> None:
    """Print what each release of NAME changed, from version A to version B, oldest first.

    The last line sums up the range. Reports are kept in the cache folder, so that the same range
    again costs nothing.
    """
    import json

    from tsbind.cli.problems import print_problems
    from tsbind.cli.progress import Stages
    from tsbind.diff.chain import chain
    from tsbind.diff.formats import render
    from tsbind.diff.formats.document import document
    from tsbind.diff.history import versions_between
    from tsbind.problems import UsageError
    from tsbind.sources import versions

    wanted = Asked(**asked)
    wanted.check()
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
    reports: list[Report] = []
    for step in steps:
        report = wanted.of(step.report, lambda s=step: (s.old.package, s.new.package))  # type: ignore[misc]
        if style != "json":
            click.echo(render(report, style, columns()), nl=False)
            click.echo()
        reports.append(report)
    if style == "json":
        click.echo(json.dumps([document(report) for report in reports], indent=2))
    else:
        click.echo(f"{name} {first}..{last}: {_summary(reports)}")


def _summary(reports: list[Report]) -> str:
    """How many lines of each severity there are, and what they ask of a version number."""
    from tsbind.diff.changes.severity import Severity
    from tsbind.diff.judging.version_step import step_text

    counts = {one: sum(r.counts().get(one, 0) for r in reports) for one in Severity}
    parts = [f"{count} {severity.value}" for severity, count in counts.items() if count]
    steps = "1 step" if len(reports) == 1 else f"{len(reports)} steps"
    return f"{steps}, {', '.join(parts) or 'no API change'}; {step_text(*reports)}"
