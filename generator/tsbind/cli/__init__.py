"""The command line: parses arguments, calls the other rooms, prints, sets the exit code.

One file for each command; ``main`` is the group. Every other room may be called from here and
none calls back. The rooms are imported inside the commands, so that ``tsbind --help`` stays
quick.
"""

from __future__ import annotations

import click

from tsbind.cli.check import check
from tsbind.cli.diff import diff
from tsbind.cli.docs import docs
from tsbind.cli.generate import generate
from tsbind.cli.group import Group
from tsbind.cli.impact import impact
from tsbind.cli.init import config_schema, init
from tsbind.cli.inspect import inspect
from tsbind.cli.log import log
from tsbind.cli.model_schema import model_schema
from tsbind.cli.show import show
from tsbind.cli.update import update
from tsbind.cli.version import print_version
from tsbind.cli.watch import watch

SECTIONS = {
    "Generate a package": [generate],
    "Keep it in a project": [init, update, check, watch],
    "See what a release changes": [diff, log, impact],
    "Read about a release": [docs, show, inspect],
    "JSON Schemas": [config_schema, model_schema],
}


@click.group(cls=Group, sections=SECTIONS, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=print_version,
    help="Print the versions of tsbind, its formatters and its schemas.",
)
def main() -> None:
    """Read a TypeScript SDK and write a typed Python package.

    A SOURCE is NAME[@VERSION|@TAG] of the npm registry, a package tarball (.tgz), a directory, or
    one .ts or .d.ts file. A TARGET is a table of tsbind.toml.

    Exit codes: 0 fine, 1 findings, 2 wrong usage, 3 input that cannot be loaded or written, 70 an
    internal error.
    """
