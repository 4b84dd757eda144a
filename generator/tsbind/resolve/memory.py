"""What the reading of a package leaves for its next reading in the same process."""

from __future__ import annotations

from dataclasses import dataclass, field

from tsbind.resolve.resolution import Resolution
from tsbind.resolve.scope import is_augmenting
from tsbind.sources import SourceTree
from tsbind.syntax.memory import ParseMemory


@dataclass
class ResolutionMemory:
    """Files as parsed, and all that was worked out of them where that is sure to hold.

    After an edit, only what was worked out from an edited file is worked out anew; see
    `tsbind.resolve.trace`. What the edit cannot be followed through leads to a fresh start: files
    that come or go, files that declare for others or that others declare for, syntax errors, and
    whatever is not `Resolution.is_certain`.
    """

    files: ParseMemory = field(default_factory=ParseMemory)
    fresh: int = 0
    """How many readings began anew."""
    _before: Resolution | None = None

    def renewed(self, tree: SourceTree) -> Resolution | None:
        """The resolution to go on with for ``tree``; None for a fresh start."""
        before = self._before
        changed = _changed(before, tree) if before is not None else None
        if before is None or changed is None or any(self._is_broken(tree, p) for p in changed):
            return None
        self._before = None  # until it is sure to hold again
        return before.renewed(tree, changed)

    def _is_broken(self, tree: SourceTree, path: str) -> bool:
        return bool(self.files.parse(path, tree.files[path]).problems)

    def keep(self, resolution: Resolution) -> bool:
        """Keep a finished ``resolution`` for the next time, if that is safe."""
        if not resolution.is_certain:
            return False
        self._before = resolution
        return True


def _changed(before: Resolution, tree: SourceTree) -> list[str] | None:
    """The files with another content; None where what changed cannot be told file by file."""
    old, new = before.tree.files, tree.files
    if old.keys() != new.keys() or before.tree.source.name != tree.source.name:
        return None
    changed = [path for path, data in new.items() if data != old[path]]
    if any(is_augmenting(files[path]) for path in changed for files in (old, new)):
        return None
    return None if before.program.augmented.intersection(changed) else changed
