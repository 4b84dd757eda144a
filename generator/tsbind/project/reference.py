"""The reference documentation of a target: a second output, with a lock of its own.

It is checked and updated like the package, after it and at the version in the package's lock. If a
kill separates the two, `tsbind check` finds it and `tsbind update` repairs it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tsbind.project.engine import Engine
from tsbind.project.lock import read_lock
from tsbind.project.output import Place
from tsbind.project.target import Target
from tsbind.sources import SourceTree


def reference_of(place: Place, engine: Engine) -> tuple[Place, Engine] | None:
    """The output of a target's reference, and the engine that makes it; None without ``docs``."""
    target = place.target
    if not target.docs:
        return None
    lock = read_lock(place.out)
    version = lock.version if lock and not target.is_path else target.version
    pages = replace(
        target,
        out=target.docs,
        docs="",
        version=version,
        package=target.dotted_name,
        name=target.docs,
    )
    return Place(pages, place.root), replace(engine, generate=engine.reference, changes=_no_changes)


def _no_changes(_old: str, _new: SourceTree, _targets: Sequence[Target]) -> str:
    """Nothing: the changelog belongs to the package."""
    return ""
