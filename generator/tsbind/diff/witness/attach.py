"""Says of each breaking change of a report whether something shows it."""

from __future__ import annotations

from dataclasses import replace

from tsbind.diff.change import Change, Group, Report
from tsbind.diff.severity import Severity
from tsbind.diff.witness.find import witnesses
from tsbind.diff.witness.programs import programs
from tsbind.model.declarations import Package


def with_witnesses(report: Report, old: Package, new: Package) -> Report:
    """The report with `Change.witness` set on every breaking change.

    True where for each side it breaks there is a value, or a program; programs are written here
    and not given to a type checker.
    """
    found: dict[str, list[bool]] = {}
    for value in witnesses(old, new, report):
        if value.side == "responses":
            found.setdefault(value.change.fingerprint, []).append(value.found)
    for program in programs(old, new, report):
        found.setdefault(program.change.fingerprint, []).append(bool(program.old))
    groups = tuple(
        Group(tuple(_noted(change, found) for change in group.changes)) for group in report.groups
    )
    return replace(report, groups=groups)


def _noted(change: Change, found: dict[str, list[bool]]) -> Change:
    if change.severity is not Severity.BREAKING:
        return change
    shown = found.get(change.fingerprint, [])
    return replace(change, witness=bool(shown) and all(shown))
