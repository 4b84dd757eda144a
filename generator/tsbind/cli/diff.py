"""``tsbind diff``: what changed in the API between two releases."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from tsbind.cli.command import Command, columns, format_option, offline_option
from tsbind.cli.report_options import ASKED, Asked, asked_options
from tsbind.cli.targets import complete_target

if TYPE_CHECKING:
    from tsbind.diff.changes.change import Report
    from tsbind.model.declarations import Package

FORMATS = ("text", "markdown", "json", "html", "github", "junit", "sarif")
FINDINGS, INPUT_ERROR = 1, 3


def _explain(ctx: click.Context, _: click.Parameter, kind: str | None) -> None:
    """Print what a kind of change means and stop."""
    if kind is None or ctx.resilient_parsing:
        return
    from tsbind.diff.changes.kinds import all_kinds, explain

    click.echo(
        "\n\n".join(explain(name) for name in all_kinds()) if kind == "all" else explain(kind)
    )
    ctx.exit()


def _schema(ctx: click.Context, _: click.Parameter, wanted: bool) -> None:
    """Print the schema of the JSON format and stop."""
    if not wanted or ctx.resilient_parsing:
        return
    import json

    from tsbind.diff.schema import json_schema

    click.echo(json.dumps(json_schema(), indent=2))
    ctx.exit()


@click.command(
    cls=Command,
    examples=(
        "tsbind diff openai@7.55.0 openai@7.57.0",
        "tsbind diff openai@4.52.0 openai --only chat.completions --side responses",
        "tsbind diff client --format markdown",
    ),
    groups={
        "What is compared": (*ASKED, "--docs"),
        "Proof": ("--witness", "--verify"),
        "Result": ("--fail-on", "--docs-url"),
        "Explanations": ("--explain", "--schema"),
    },
)
@click.argument("releases", metavar="[OLD NEW | TARGET]", nargs=-1, shell_complete=complete_target)
@format_option(*FORMATS)
@asked_options
@click.option(
    "--fail-on",
    type=click.Choice(("breaking", "warning", "never")),
    default="breaking",
    show_default=True,
    help="Exit with 1 when a change is at least this bad.",
)
@click.option("--docs", is_flag=True, help="Report changes of documentation text too.")
@click.option(
    "--witness",
    is_flag=True,
    help="Say of each breaking change whether a value or program shows it; JSON has them.",
)
@click.option(
    "--verify",
    is_flag=True,
    help="As --witness, and check each program with both generated packages (needs mypy, httpx2).",
)
@click.option(
    "--docs-url",
    metavar="URL",
    default="",
    help="Link each place to the site made by `tsbind docs` for NEW (html and markdown).",
)
@offline_option
@click.option(
    "--explain",
    metavar="KIND",
    callback=_explain,
    expose_value=False,
    is_eager=True,
    help="Say what a kind of change means (or 'all') and stop.",
)
@click.option(
    "--schema",
    is_flag=True,
    callback=_schema,
    expose_value=False,
    is_eager=True,
    help="Print the JSON Schema of --format json and stop.",
)
@click.pass_context
def diff(  # noqa: PLR0913, PLR0917 -- one argument for each option
    ctx: click.Context,
    /,
    releases: tuple[str, ...],
    style: str,
    fail_on: str,
    docs: bool,
    witness: bool,
    verify: bool,
    docs_url: str,
    offline: bool,
    **asked: Any,
) -> None:
    """Say what changed in the API from OLD to NEW, for whom, and how badly.

    OLD and NEW are sources, or models saved by `tsbind inspect --json`. Of a TARGET, the locked
    version is compared with the newest, and only what the target holds; without an argument this
    is done for all targets, which must be of one release.
    """
    from dataclasses import replace

    from tsbind.cli.diff_models import models_to_compare
    from tsbind.cli.progress import show_progress
    from tsbind.collector import collector_paused
    from tsbind.diff.engine import compare
    from tsbind.diff.formats import render
    from tsbind.diff.judging.version_step import step_text
    from tsbind.diff.witness import with_witnesses
    from tsbind.project.standard import only_of_targets

    wanted = Asked(**asked)
    wanted.check()
    with collector_paused():
        models = models_to_compare(releases, asked["config_file"], offline=offline)
        old, new = models.old, models.new
        with show_progress("Comparing"):
            report = compare(old, new, docs=docs)
        if models.targets:
            report = only_of_targets(report, old, new, models.targets)

        def proven(report: Report) -> Report:
            if not (witness or verify):
                return report
            with show_progress("Looking for what shows each break"):
                return with_witnesses(report, old, new, verify=verify)

        report = wanted.of(report, lambda: (old, new), proven)
    notes = (*report.notes, step_text(report))
    report = replace(report, unread=models.unread, notes=notes)
    if docs_url:
        report = _linked(report, new, docs_url)
    click.echo(render(report, style, columns()), nl=False)
    if models.unread:
        ctx.exit(INPUT_ERROR)
    ctx.exit(FINDINGS if _fails(report, fail_on) else 0)


def _linked(report: Report, new: Package, url: str) -> Report:
    from dataclasses import replace

    from tsbind.docs.context.naming import import_name
    from tsbind.docs.releases.change_links import change_links

    return replace(report, links=change_links(new, import_name(new.source.name), url))


def _fails(report: Report, fail_on: str) -> bool:
    from tsbind.diff.changes.severity import Severity

    return fail_on != "never" and report.severity.rank >= Severity(fail_on).rank
