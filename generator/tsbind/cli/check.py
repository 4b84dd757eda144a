"""``tsbind check``: whether the generated files are what they should be."""

from __future__ import annotations

from pathlib import Path

import click

from tsbind.cli.command import Command, format_option, offline_option
from tsbind.cli.targets import config_option, engine, places, targets_argument
from tsbind.collector import collector_paused


@click.command(
    cls=Command,
    examples=("tsbind check", "tsbind check client --format github"),
)
@targets_argument
@format_option("text", "json", "github")
@offline_option
@config_option
@click.pass_context
@collector_paused()
def check(
    ctx: click.Context,
    targets: tuple[str, ...],
    style: str,
    offline: bool,
    config_file: Path | None,
) -> None:
    """Compare the generated files with their lock and with what would be generated now.

    It finds files that were edited by hand (with the lines, as a diff), deleted or added, output
    that is out of date, and output of another tsbind. It writes nothing; exit code 1 means that
    something was found.
    """
    from tsbind.cli.progress import Stages
    from tsbind.project.check import check as check_target
    from tsbind.project.findings import Finding, format_findings
    from tsbind.project.reference import reference_of

    chosen = places(config_file, targets)
    stages = Stages(len(chosen), own_count=True)
    tsbind, found = engine(offline=offline, stages=stages), list[Finding]()
    for place in chosen:
        stages.subject = place.target.name
        for output in filter(None, ((place, tsbind), reference_of(place, tsbind))):
            found += check_target(*output)
        stages.done += 1
    click.echo(format_findings(style, found), nl=False)
    if style == "text":
        count = f"{len(chosen)} target{'s' if len(chosen) != 1 else ''}"
        click.echo(f"{count}: {len(found) or 'no'} finding{'s' if len(found) != 1 else ''}")
    ctx.exit(1 if found else 0)
