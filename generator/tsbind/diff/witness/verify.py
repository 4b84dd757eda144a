"""Checks programs against both generated packages, with few runs of the type checker."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from tsbind.diff.impact.assess import DEPRECATED, write_package
from tsbind.diff.impact.checker import check
from tsbind.diff.witness.programs import PACKAGE, Program
from tsbind.model.declarations import Package


def refused(programs: Sequence[Program], side: str, package: Package, folder: Path) -> set[int]:
    """Indexes of the programs that mypy does not accept; ``side`` is ``old`` or ``new``.

    Works below ``folder``. Raises `TsbindError` when mypy cannot be run.
    """
    write_package(package, PACKAGE, folder / "package")
    texts = folder / "programs"
    texts.mkdir()
    files: dict[str, int] = {}
    for number, program in enumerate(programs):
        file = texts / f"{side}_{number}.py"
        file.write_text(getattr(program, side), encoding="utf-8")
        files[str(file)] = number
    # A cache of its own: mypy repeats what it said of an equal text in another folder.
    findings = check([texts], folder / "package", folder / "cache")
    errors = [finding for finding in findings if finding.code != DEPRECATED]
    return {files[finding.file] for finding in errors if finding.file in files}


def unshown(programs: Sequence[Program], old: Package, new: Package, folder: Path) -> list[Program]:
    """The programs that are no witness: not written, refused by the older, or still accepted."""
    written = [program for program in programs if program.old]
    if not written:
        return list(programs)
    before = refused(written, "old", old, folder / "old")
    after = refused(written, "new", new, folder / "new")
    shown = {id(written[number]) for number in after - before}
    return [program for program in programs if id(program) not in shown]
