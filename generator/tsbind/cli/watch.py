"""``tsbind watch``: generate again whenever a local source changes."""

from __future__ import annotations

from pathlib import Path

import click

from tsbind.cli.command import Command
from tsbind.cli.targets import Printer, config_option, engine, places, targets_argument


@click.command(cls=Command, examples=("tsbind watch", "tsbind watch local"))
@targets_argument
@config_option
def watch(targets: tuple[str, ...], config_file: Path | None) -> None:
    """Generate now, and again after each change to the declarations or templates.

    For targets whose source is a folder or a file. End it with Ctrl-C. Needs the extra
    tsbind[watch].
    """
    from tsbind.problems import TsbindError

    try:
        from tsbind.project.watch import watch_targets
    except ModuleNotFoundError as error:
        remedy = "Install it: pip install 'tsbind[watch]'"
        raise TsbindError("watching needs the library watchfiles", remedy) from error
    watch_targets(places(config_file, targets), engine(printer=Printer(every=True)), click.echo)
