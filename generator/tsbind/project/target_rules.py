"""Rules for targets that types cannot express."""

from __future__ import annotations

import difflib
import keyword
from collections.abc import Iterable
from pathlib import Path

from tsbind.problems import UsageError
from tsbind.project.target import Target


def check_target(target: Target, where: str) -> None:
    """Raise `UsageError`, with ``where`` in front, for a target that breaks a rule."""
    package = target.dotted_name
    parts = package.split(".")
    if not all(is_importable(part) for part in parts):
        raise UsageError(f"{where}: {package!r} is no name a Python package can have")
    if parts[-1] != target.import_name:
        raise UsageError(
            f"{where}: 'package' ends in {parts[-1]!r}, 'out' in {target.import_name!r}",
            "Their last parts must be the same",
        )
    if target.is_path and target.version:
        raise UsageError(f"{where}: a source that is a path has no 'version' to choose")
    if not target.is_path and "@" in target.source[1:]:
        raise UsageError(
            f"{where}: 'source' names a version", "Write it in 'version', or leave it to the lock"
        )
    if target.docs:
        refuse_overlap((target, Target(target.source, target.docs)), where)


def is_importable(name: str) -> bool:
    """Whether Python can import a module of this name."""
    return name.isidentifier() and not keyword.iskeyword(name)


def refuse_overlap(targets: tuple[Target, ...], where: str) -> None:
    """Refuse an output inside another: each would take the other's files for the user's."""
    for index, target in enumerate(targets):
        for other in targets[index + 1 :]:
            one, two = Path(target.out), Path(other.out)
            if one.is_relative_to(two) or two.is_relative_to(one):
                raise UsageError(f"{where}: {target.out!r} and {other.out!r} lie in one another")


def nearest(name: str, known: Iterable[str]) -> str:
    """A remedy for an unknown name: the nearest known name, or all known names."""
    near = difflib.get_close_matches(name, known, n=1, cutoff=0.4)
    return f"Did you mean {near[0]!r}?" if near else f"Known are {', '.join(sorted(known))}"
