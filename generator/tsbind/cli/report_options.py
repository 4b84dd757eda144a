"""What the commands that report changes share: which changes a reader asks for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from tsbind.cli.command import reader_option
from tsbind.cli.targets import config_option

if TYPE_CHECKING:
    from tsbind.diff.changes.change import Report
    from tsbind.diff.judging.ignore import Ignored
    from tsbind.diff.judging.policy import Policy
    from tsbind.model.declarations import Package

Command = TypeVar("Command", bound=Callable[..., Any])
ASKED = ("--only", "--side", "--for", "--ignore")
_OPTIONS = (
    click.option(
        "--only",
        "selectors",
        metavar="SELECTOR",
        multiple=True,
        help="A declaration, a method or a pattern.",
    ),
    click.option(
        "--side", type=click.Choice(("params", "responses", "source")), help="One verdict only."
    ),
    reader_option,
    click.option(
        "--ignore",
        "ignore_files",
        type=click.Path(path_type=Path, dir_okay=False),
        multiple=True,
        help="A TOML file of accepted changes: fingerprint, reason, expires.",
    ),
    config_option,
)


def asked_options(command: Command) -> Command:
    """Add the options of `Asked`, and ``--config``."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


@dataclass(frozen=True)
class Asked:
    """The changes a reader asks for, weighed for who they are."""

    selectors: tuple[str, ...]
    side: str | None
    reader: str
    ignore_files: tuple[Path, ...]
    config_file: Path | None

    def of(
        self,
        report: Report,
        packages: Callable[[], tuple[Package, Package]],
        proven: Callable[[Report], Report] = lambda report: report,
    ) -> Report:
        """The part of ``report`` that is asked for; ``proven`` adds what shows each break.

        ``packages`` gives both releases, which only selectors need.
        """
        from datetime import UTC, datetime

        from tsbind.diff.judging.filters import only_selected, only_side
        from tsbind.diff.judging.ignore import apply_ignored
        from tsbind.diff.judging.policy import under_policy
        from tsbind.diff.judging.readers import for_reader

        if self.selectors:
            report = only_selected(report, *packages(), self.selectors)
        report = proven(under_policy(for_reader(report, self.reader), self.policy))
        report = only_side(report, self.side) if self.side else report
        today = datetime.now(UTC).date()
        return apply_ignored(report, self.ignored, today) if self.ignored else report

    def check(self) -> None:
        """Raise `UsageError` for a table or a file that is wrong, before a release is read."""
        _ = self.policy, self.ignored

    @cached_property
    def policy(self) -> Policy:
        """What the configuration says of changes; of its targets nothing is asked."""
        from tsbind.diff.judging.policy import Policy
        from tsbind.project.config import config_near, diff_policy

        file = self.config_file or config_near(Path.cwd())
        return diff_policy(file) if file else Policy()

    @cached_property
    def ignored(self) -> list[Ignored]:
        """The accepted changes."""
        from tsbind.diff.judging.ignore import read_ignore_file

        return [entry for file in self.ignore_files for entry in read_ignore_file(file)]
