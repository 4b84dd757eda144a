"""The report as GitHub workflow commands: annotations on a pull request."""

from __future__ import annotations

from tsbind.diff.changes.change import Group, Report
from tsbind.diff.changes.severity import Severity
from tsbind.diff.formats.layout import heading_of, headline, title_of
from tsbind.model.printable import printable

_COMMANDS = {Severity.BREAKING: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def github(report: Report) -> str:
    """One command a line, the summary last."""
    lines = [_command(group, report) for group in report.groups]
    summary = f"{title_of(report)}: {headline(report)}"
    lines += [f"::error title=could not be read::{_data(text)}" for text in report.unread]
    return "\n".join([*lines, f"::notice title=tsbind diff::{_data(summary)}"]) + "\n"


def _command(group: Group, report: Report) -> str:
    change = group.first
    more = f" (and {len(group.changes) - 1} more)" if len(group.changes) > 1 else ""
    message = f"{change.subject}{more} [{heading_of(group, report)}]. {change.remedy}"
    title = _property(change.row.title)
    return f"::{_COMMANDS[group.severity]} title={title}::{_data(message)}"


def _data(text: str) -> str:
    """Escape the message of a workflow command (actions/toolkit, `escapeData`)."""
    flat = printable(" ".join(text.split()))
    return flat.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    """Escape a property of a workflow command: a colon and a comma would end it."""
    return _data(text).replace(":", "%3A").replace(",", "%2C")
