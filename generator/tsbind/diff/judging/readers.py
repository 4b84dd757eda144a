"""Weighs a report for who reads it: a program in Python, or one in TypeScript."""

from __future__ import annotations

from dataclasses import replace

from tsbind.diff.changes.change import Change, Report
from tsbind.diff.changes.grouping import group_changes
from tsbind.diff.changes.severity import Severity
from tsbind.diff.judging import PYTHON, TYPESCRIPT

_STAYS = "stays"
"""The variant of names that upstream dropped and the generated package goes on having."""


def for_reader(report: Report, reader: str) -> Report:
    """The report with the verdicts of one kind of program; the wire is the same for both."""
    rule = {PYTHON: _for_python, TYPESCRIPT: _for_typescript}[reader]
    changes = (rule(c) for c in report.changes if reader == PYTHON or not _is_of_python(c))
    return replace(report, groups=group_changes(changes))


def _is_of_python(change: Change) -> bool:
    """Whether TypeScript has no such thing: a name or a method of the generated package alone."""
    return change.row.is_of_python or not (change.old.typescript or change.new.typescript)


def _for_python(change: Change) -> Change:
    variant = change.row.variants.get(change.variant)
    if variant is None or variant.python is None:
        return change
    most = variant.python
    return replace(
        change,
        params=_at_most(change.params, most),
        responses=_at_most(change.responses, most),
        source=_at_most(change.source, most),
    )


def _at_most(severity: Severity, most: Severity) -> Severity:
    return min(severity, most, key=lambda one: one.rank)


def _for_typescript(change: Change) -> Change:
    if change.variant != _STAYS:
        return change
    return replace(change, variant="", source=change.row.verdicts.source)
