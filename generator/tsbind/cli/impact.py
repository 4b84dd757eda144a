"""``tsbind impact``: which changes between two releases touch a code base."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from tsbind.cli.command import Command, format_option, offline_option
from tsbind.cli.targets import spec_of, target_named

if TYPE_CHECKING:
    from tsbind.diff.impact import Impact
    from tsbind.packs.official import Counterpart

FINDINGS, NOT_CHECKED = 1, 3


@click.command(
    cls=Command,
    examples=(
        "tsbind impact src --from openai@7.55.0 --to openai@7.57.0 --package app.openai",
        "tsbind impact src --from client",
        "tsbind impact src --from-pypi 1.35.3 --to-pypi 2.0.0",
    ),
    groups={
        "Releases": ("--from", "--to"),
        "Releases of the official Python client": ("--from-pypi", "--to-pypi"),
        "Your code": ("--package",),
    },
)
@click.argument(
    "paths", metavar="PATH...", nargs=-1, required=True, type=click.Path(path_type=Path)
)
@click.option("--from", "old", metavar="OLD|TARGET", default="", help="The release in use.")
@click.option(
    "--to", "new", metavar="NEW", default="", help="The release to go to; default: the newest."
)
@click.option("--from-pypi", "old_pypi", metavar="VERSION", default="", help="Instead of --from.")
@click.option("--to-pypi", "new_pypi", metavar="VERSION", default="", help="Instead of --to.")
@click.option(
    "--package",
    metavar="NAME",
    default="",
    help="The name the code imports the package by; default: that of the target, or upstream's.",
)
@format_option("text", "json")
@offline_option
@click.pass_context
def impact(  # noqa: PLR0913, PLR0917 -- one argument for each option
    ctx: click.Context,
    paths: tuple[Path, ...],
    old: str,
    new: str,
    old_pypi: str,
    new_pypi: str,
    package: str,
    style: str,
    offline: bool,
) -> None:
    """Type-check the code at PATH against both releases, and explain the new errors.

    Needs mypy. The code is read and never run. Of a TARGET, the locked release is in use. Releases
    of the official Python client are taken as the npm releases of the same API; where there is
    none, the report says which is the nearest. The exit code is 1 where there are new errors, and
    3 where a file could not be checked or no file imports the package.
    """
    import json
    from dataclasses import replace

    from tsbind.cli.diff_models import models_to_compare
    from tsbind.cli.progress import show_progress
    from tsbind.diff.impact import assess
    from tsbind.diff.impact.show import impact_document, impact_text
    from tsbind.model.printable import loggable

    counterparts = _counterparts(old_pypi, new_pypi)
    specs = _specs(old, new, counterparts, offline=offline)
    models = models_to_compare(specs, None, offline=offline)
    place = target_named(old)
    name = package or (place.target.dotted_name if place else "")
    with show_progress("Type-checking against both releases"):
        found = assess(
            paths,
            models.old,
            models.new,
            name or import_name(models.new.source.name),
            official=bool(counterparts),
        )
    notes = (*found.report.notes, *_notes(counterparts))
    found = replace(found, report=replace(found.report, unread=models.unread, notes=notes))
    if style == "json":
        click.echo(loggable(json.dumps(impact_document(found), indent=2)))
    else:
        click.echo(loggable(impact_text(found)), nl=False)
    ctx.exit(exit_code(found))


def exit_code(found: Impact) -> int:
    """3 where something kept the checker from looking, else whether there are errors."""
    if found.report.unread or found.not_checked or not found.looked.importing:
        return NOT_CHECKED
    if found.errors:
        return FINDINGS
    return NOT_CHECKED if found.looked.absent else 0


def _counterparts(old: str, new: str) -> dict[str, Counterpart]:
    from tsbind.packs.official import counterpart

    return {side: counterpart(v) for side, v in (("from", old), ("to", new)) if v}


def _specs(
    old: str, new: str, counterparts: dict[str, Counterpart], *, offline: bool
) -> tuple[str, str]:
    """The specs of both releases; without a newer one, the newest of the same package."""
    from tsbind.problems import UsageError

    for side, said in (("from", old), ("to", new)):
        if said and side in counterparts:
            raise UsageError(f"--{side} and --{side}-pypi are two answers", "Give one of them")
    before = counterparts["from"].npm if "from" in counterparts else spec_of(old, offline=offline)
    if not before:
        raise UsageError("which release is in use?", "Give it with --from, or --from-pypi")
    after = counterparts["to"].npm if "to" in counterparts else spec_of(new, offline=offline)
    place = target_named(old)
    if not after and place is not None and place.target.is_path:
        raise UsageError("no release to go to is named", "Give it with --to")
    newest = place.target.source if place else before[:1] + before[1:].partition("@")[0]
    return before, after or newest


def _notes(counterparts: dict[str, Counterpart]) -> list[str]:
    """What is approximate where the code is written for the official client."""
    if not counterparts:
        return []
    notes = [
        f"{one.python} is taken as npm {one.npm}"
        + ("" if one.is_same else ", the nearest release; its API may differ a little")
        for one in counterparts.values()
    ]
    return [*notes, "what the official client writes by hand is compared as far as tsbind has it"]


def import_name(upstream: str) -> str:
    """The customary import name of an upstream package: ``@scope/some-sdk`` is ``some_sdk``."""
    from tsbind.python.names import module_name

    return str(module_name(upstream.rpartition("/")[2]))
