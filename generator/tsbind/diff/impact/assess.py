"""From two models and a code base to what the upgrade breaks in it."""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tsbind.diff.changes.change import Change, Report
from tsbind.diff.engine import compare
from tsbind.diff.impact.causes import cause
from tsbind.diff.impact.checker import Finding, check
from tsbind.diff.impact.clues import Clue, clues
from tsbind.model.declarations import Package
from tsbind.pipeline import Release, generate
from tsbind.problems import TsbindError
from tsbind.sources.cache import cache_folder

DEPRECATED = "deprecated"


@dataclass(frozen=True, slots=True)
class Hit:
    """One new message of the type checker, and the change behind it where it is known."""

    finding: Finding
    source: str
    change: Change | None


@dataclass(frozen=True, slots=True)
class Impact:
    """What an upgrade means for a code base."""

    report: Report
    errors: tuple[Hit, ...]
    deprecated: tuple[Hit, ...]
    """Uses of what became deprecated."""


def assess(paths: Sequence[Path], old: Package, new: Package, package: str) -> Impact:
    """Type-check ``paths`` against both generated packages, imported as ``package``.

    Raises `TsbindError` for a path that is not there, or when mypy cannot be run.
    """
    for path in paths:
        if not path.exists():
            raise TsbindError(f"{path}: no such file or directory", "Check the path")
    with tempfile.TemporaryDirectory(prefix="tsbind-impact-") as name:
        folder = Path(name)
        before = _check(paths, old, package, folder / "old")
        after = _check(paths, new, package, folder / "new")
    report = compare(old, new)
    known = clues(report)
    hits = [_hit(finding, known) for finding in appeared(before, after)]
    return Impact(
        report,
        tuple(hit for hit in hits if hit.finding.code != DEPRECATED),
        tuple(hit for hit in hits if hit.finding.code == DEPRECATED),
    )


def _check(paths: Sequence[Path], model: Package, package: str, folder: Path) -> list[Finding]:
    write_package(model, package, folder / "package")
    # What mypy knows of the standard library is kept from run to run.
    return check(paths, folder / "package", cache_folder() / "mypy")


def write_package(model: Package, package: str, folder: Path) -> None:
    """Generate ``model`` below ``folder``, to be imported as ``package``."""
    root = folder.joinpath(*package.split("."))
    for path, text in generate(Release(model)).files.items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")


def appeared(before: Sequence[Finding], after: Sequence[Finding]) -> list[Finding]:
    """Findings of the second run that the first one did not have at the same place."""
    known = Counter((f.file, f.line, f.column, f.code) for f in before)
    fresh: list[Finding] = []
    for finding in after:
        key = (finding.file, finding.line, finding.column, finding.code)
        if known[key]:
            known[key] -= 1
        else:
            fresh.append(finding)
    return fresh


def _hit(finding: Finding, known: list[Clue]) -> Hit:
    lines = _lines(finding.file)[finding.line - 1 : finding.end_line]
    source = lines[0].strip() if lines else ""
    return Hit(finding, source, cause(finding, "\n".join(lines), known))


def _lines(file: str) -> list[str]:
    try:
        return Path(file).read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return []
