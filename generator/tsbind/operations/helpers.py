"""Methods that call no endpoint, held against those somebody has written a template for."""

from __future__ import annotations

from collections.abc import Collection

from tsbind.model.declarations import Package
from tsbind.problems import Problem, Severity


def unknown_helpers(package: Package, known: Collection[str]) -> list[Problem]:
    """A problem for each helper whose accessor is not in ``known``: it will be missing."""
    return [
        Problem(
            Severity.SKIPPED,
            f"helper {operation.accessor}: calls no endpoint of its own and is not known",
            operation.position,
        )
        for operation in package.operations
        if operation.kind == "helper" and operation.accessor not in known
    ]
