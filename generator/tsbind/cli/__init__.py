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
from tsbind.cli.watch import watch


@click.group(cls=Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="tsbind", message="%(prog)s %(version)s")
def main() -> None:
    """Read a TypeScript SDK and write a typed Python package.

    A SOURCE is NAME[@VERSION|@TAG] of the npm registry, a package tarball (.tgz), a directory, or
    one .ts or .d.ts file.

    Exit codes: 0 fine, 1 findings, 2 wrong usage, 3 input that cannot be loaded or written.
    """


main.add_command(check)
main.add_command(config_schema)
main.add_command(diff)
main.add_command(docs)
main.add_command(generate)
main.add_command(impact)
main.add_command(init)
main.add_command(inspect)
main.add_command(log)
main.add_command(model_schema)
main.add_command(show)
main.add_command(update)
main.add_command(watch)
