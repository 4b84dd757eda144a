"""How much of a code base was looked at, and what was not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tsbind.diff.impact.checker import Checked
from tsbind.diff.impact.files import notebooks
from tsbind.diff.impact.mending import is_import_error
from tsbind.diff.impact.uses import Use

_IMPORTERS = frozenset({"import_module", "__import__"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """How much of the code was looked at."""

    files: int = 0
    importing: int = 0
    """Files that import the package."""
    calls: int = 0
    """Calls of the package's methods and classes."""
    imports_not_found: int = 0
    """Imports of other packages the checker did not find: values of theirs have no type."""
    unreachable: tuple[tuple[str, int, int], ...] = ()
    """Lines the checker says nothing about: of another platform, after an end, or opted out."""
    absent: tuple[tuple[str, int, str], ...] = ()
    """Imports of the package that neither release has: what uses them has no type."""
    by_name: tuple[tuple[str, int], ...] = ()
    """Places that import the package by its name, as a value without a type."""
    notebooks: tuple[str, ...] = ()
    """Notebooks, which are not read."""
    untyped: int = 0
    """Attributes of values of no known type."""


def looked_at(before: Checked, after: Checked, package: str, paths: Sequence[Path]) -> Looked:
    """What both runs looked at; counts are those of the older release."""
    uses = before.uses
    everything = [use for expressions in uses.expressions.values() for use in expressions]
    importing = {
        row.file
        for row in uses.imports
        if f"{row.module}.".startswith(f"{package}.")
        or f"{row.module}.{row.name}." == f"{package}."
    }
    lasting = {(f.file, f.line, f.message) for f in after.findings}
    of_package = [f for f in before.findings if f'"{package}' in f.message]
    return Looked(
        files=before.files,
        importing=len(importing),
        calls=sum(
            use.form == "call" and any(owner.startswith(f"{package}.") for owner in use.owners)
            for use in everything
        ),
        imports_not_found=sum(
            f.code in {"import-not-found", "import-untyped"} and f not in of_package
            for f in before.findings
        ),
        unreachable=tuple(sorted(set(uses.unreachable))),
        absent=tuple(
            (f.file, f.line, f.message)
            for f in of_package
            if is_import_error(f.message) and (f.file, f.line, f.message) in lasting
        ),
        by_name=_imported_by_name(everything, package),
        notebooks=tuple(map(str, notebooks(paths))),
        untyped=sum(use.is_untyped for use in everything),
    )


def _imported_by_name(uses: Sequence[Use], package: str) -> tuple[tuple[str, int], ...]:
    """Calls like ``importlib.import_module("name")``."""
    named = {
        (use.file, use.span[0])
        for use in uses
        if use.form == "literal" and f"{use.name}.".startswith(f"{package}.")
    }
    calls = {(u.file, u.span[0]) for u in uses if u.form == "call" and u.name in _IMPORTERS}
    return tuple(sorted(named & calls))
