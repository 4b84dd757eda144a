"""Which part of a version number the changes of a report ask for."""

from __future__ import annotations

from collections.abc import Iterable

from tsbind.diff.changes.change import Report
from tsbind.diff.changes.severity import Severity, worst

PATCH, MINOR, MAJOR = "patch", "minor", "major"


def version_step(reports: Iterable[Report]) -> str:
    """The step of the generated package, or of a package that passes its types on."""
    severity = worst(report.severity for report in reports)
    if severity is Severity.BREAKING:
        return MAJOR
    return MINOR if severity is not Severity.NONE else PATCH


def step_of_users(reports: Iterable[Report]) -> str:
    """The step of a program that uses the package and keeps its types to itself.

    Its own interface stays; what breaks asks for changes of its code and no more.
    """
    severity = worst(report.severity for report in reports)
    return MINOR if severity is Severity.BREAKING else PATCH


def step_text(*reports: Report) -> str:
    """Both steps in a sentence."""
    step, users = version_step(reports), step_of_users(reports)
    return f"suggested version step: {step} for the generated package, {users} for its users"
