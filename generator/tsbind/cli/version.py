"""``tsbind --version``."""

from __future__ import annotations

import click


def print_version(ctx: click.Context, _: click.Parameter, wanted: bool) -> None:
    """Print the versions that decide what comes out, and stop."""
    if not wanted or ctx.resilient_parsing:
        return
    from importlib.metadata import version

    from tsbind.diff.formats.document import VERSION as DIFF_VERSION
    from tsbind.model.declarations import SCHEMA_VERSION
    from tsbind.project.lock import LOCK_VERSION
    from tsbind.project.standard import formatters

    click.echo(f"tsbind {version('tsbind')}")
    click.echo(f"formatters: {formatters()}")
    click.echo(f"schemas: model {SCHEMA_VERSION}, diff {DIFF_VERSION}, lock {LOCK_VERSION}")
    ctx.exit()
