"""``tsbind update``: go to another release."""

from __future__ import annotations

from pathlib import Path

import click

from tsbind.cli.command import Command, offline_option, strict_option
from tsbind.cli.problems import warning_options
from tsbind.cli.targets import Printer, config_option, engine, places, targets_argument
from tsbind.collector import collector_paused


@click.command(
    cls=Command,
    examples=(
        "tsbind update",
        "tsbind update client --to 7.57.0",
        "tsbind update --changes changes.md",
    ),
    groups={
        "Which release": ("--to", "--pre", "--accept-integrity"),
        "What is written": ("--changes", "--force"),
        "Problems": ("--strict", "--all-warnings"),
    },
)
@targets_argument
@click.option("--to", metavar="VERSION", default="", help="A version or tag; default: the newest.")
@click.option("--pre", is_flag=True, help="Pre-releases count as newest too.")
@click.option("--force", is_flag=True, help="Overwrite files that were edited by hand.")
@click.option(
    "--accept-integrity",
    is_flag=True,
    help="Take other bytes than the locked ones under the same version.",
)
@click.option(
    "--changes",
    "changes_file",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write the API changes to this file too, as Markdown.",
)
@strict_option
@warning_options
@offline_option
@config_option
@collector_paused()
def update(  # noqa: PLR0913, PLR0917 - one parameter for each option
    targets: tuple[str, ...],
    to: str,
    pre: bool,
    force: bool,
    accept_integrity: bool,
    changes_file: Path | None,
    strict: bool,
    every: bool,
    offline: bool,
    config_file: Path | None,
) -> None:
    """Generate the targets from the newest release and note what changed in CHANGES.md.

    Files, lock and changelog are replaced in one step: interrupted at any moment, the output is
    the old release or the new one.
    """
    from dataclasses import replace
    from functools import partial

    from tsbind.cli.progress import Stages
    from tsbind.model.printable import loggable, printable
    from tsbind.problems import UsageError
    from tsbind.project.lock import read_lock
    from tsbind.project.output import Place
    from tsbind.project.reference import reference_of
    from tsbind.project.update import Update, as_markdown, joined
    from tsbind.project.update import update as update_target

    chosen, printer = places(config_file, targets), Printer(every=every or strict)
    stages = Stages(len(chosen), own_count=True)
    tsbind = engine(offline=offline, strict=strict, printer=printer, stages=stages)
    if to and len({place.target.source for place in chosen}) > 1:
        names = ", ".join(place.target.name for place in chosen)
        raise UsageError(f"--to is for targets of one source, not {names}", "Name a target")
    bring = partial(update_target, force=force, accept_integrity=accept_integrity)
    updates: list[Update] = []
    for place in chosen:
        target = replace(place.target, prereleases=pre or place.target.prereleases)
        package = Place(target, place.root)
        lock = read_lock(place.out, damaged_is_none=True)
        printer.known.add(lock.problems if lock else "")
        stages.subject = target.name
        done = bring(package, tsbind, to=to)
        updates.append(done)
        click.echo(loggable(printable(str(done))))
        reference = reference_of(package, tsbind)
        if reference:
            click.echo(str(bring(*reference)))
        stages.done += 1
    groups = joined(updates, tsbind)
    for first, *_ in groups:
        if first.changes:
            click.echo(loggable(f"\n{first.changes.strip()}\n"))
    if changes_file:
        _write(changes_file, as_markdown(groups))


def _write(file: Path, text: str) -> None:
    from tsbind.problems import TsbindError

    try:
        file.write_text(text, encoding="utf-8")
    except OSError as error:
        raise TsbindError(f"cannot write {file}: {error.strerror}") from error
