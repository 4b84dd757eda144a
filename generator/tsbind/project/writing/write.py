"""Write generated files so that they change all together or not at all.

1. The lock of the output folder is taken (`folder_lock`), and what a killed run
   left is finished or removed (`swap.recover`).
2. Every path is checked, and the fate of every file decided (`write_plan`). When no
   file changes, that is all: nothing is written, no time stamp moves.
3. A sibling folder is filled: files whose content stays, and the user's own, are hard links to
   the very files that stand there (so their time stamps stay), the rest is written.
4. The sibling takes the output's place in one step (`swap`), and the old tree is
   deleted, unless a file in it changed meanwhile: then the old tree is put back.

A process killed at any moment leaves the old tree or the new one, and perhaps a hidden sibling
that the next run removes. Any failure before step 4 leaves the old tree untouched. (A power cut
is not a kill: files are not flushed one by one; `tsbind check` finds what it damaged.)
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from tsbind.problems import TsbindError
from tsbind.project.digest import of_bytes
from tsbind.project.lock import CHANGELOG, LOCK_FILE, read_lock
from tsbind.project.writing.failures import explained
from tsbind.project.writing.folder_lock import locked
from tsbind.project.writing.paths import check_paths
from tsbind.project.writing.staging import replace_tree
from tsbind.project.writing.swap import leftovers, recover
from tsbind.project.writing.tree import scan
from tsbind.project.writing.write_plan import plan_write, refuse


@dataclass(frozen=True, slots=True)
class WriteSummary:
    """What a write did, by path; ``kept`` are the user's own files inside the output folder."""

    created: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()

    @property
    def did_nothing(self) -> bool:
        """True when no file was written or removed."""
        return not (self.created or self.changed or self.removed)

    def __str__(self) -> str:
        parts = ("created", "changed", "removed", "unchanged", "kept")
        counts = [(len(getattr(self, part)), part) for part in parts]
        said = [f"{count} {part}" for count, part in counts if count or part == "unchanged"]
        return ", ".join(said)


def write_tree(
    files: Mapping[str, str | bytes],
    out: Path,
    *,
    force: bool = False,
) -> WriteSummary:
    """Make the folder ``out`` hold exactly ``files``, and the files the user added.

    ``files`` are texts or bytes by POSIX relative path. The lock in ``out``, if there is one, says
    which files tsbind wrote there before; give a new lock among ``files``. ``force`` overwrites
    files that were edited by hand or are not tsbind's. Raises `TsbindError`; then ``out`` is what
    it was.
    """
    out = Path(os.path.realpath(out))
    check_paths(files)
    wanted = {path: _encoded(path, text) for path, text in files.items()}
    _refuse_place(out)
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        with locked(out):
            return _write_locked(wanted, out, force)
    except OSError as error:
        raise explained(error, out) from error


def refuse_edited(out: Path) -> None:
    """Raise `TsbindError` when generated files in ``out`` were edited by hand.

    Asked before any work is done; `write_tree` asks again.
    """
    lock = read_lock(out)
    if lock is None:
        return
    with contextlib.suppress(OSError):  # what cannot be read is for the writer to report
        files = {path for path, entry in scan(out).items() if entry.is_file}
        edited = [
            path
            for path in sorted(files & lock.files.keys())
            if of_bytes((out / path).read_bytes()) != lock.files[path]
        ]
        refuse(out, "generated files were edited by hand", edited)


def recover_output(out: Path) -> None:
    """Put back an output folder that a run killed between two renames left nowhere.

    Raises `TsbindError` when it cannot be put back.
    """
    if out.exists() or not leftovers(out):
        return
    try:
        with locked(out):
            recover(out)
    except OSError as error:
        raise explained(error, out) from error


def sweep(out: Path) -> None:
    """Delete what killed runs left beside an output folder.

    The next writer does it as well, so where it cannot be done, or another run is at work, it is
    left to that.
    """
    if not leftovers(out):
        return
    with contextlib.suppress(OSError, TsbindError), locked(out, patience=0):
        recover(out)


def _encoded(path: str, text: str | bytes) -> bytes:
    try:
        return text.encode() if isinstance(text, str) else text
    except UnicodeEncodeError as error:
        raise TsbindError(f"{path} holds text that is no valid Unicode: {error.reason}") from error


def _refuse_place(out: Path) -> None:
    if out.exists() and not out.is_dir():
        raise TsbindError(f"{out} is a file", "Choose a folder for the output")
    for place, what in ((Path.cwd(), "current"), (_home(), "home")):
        if place.is_relative_to(out):
            raise TsbindError(
                f"{out} is the {what} folder or above it", "Choose a folder below it for the output"
            )


def _home() -> Path:
    """The user's folder; the root folder, which nobody can write to either, where there is none."""
    try:
        return Path(os.path.realpath(Path.home()))
    except RuntimeError:
        return Path("/")


def _write_locked(files: Mapping[str, bytes], out: Path, force: bool) -> WriteSummary:
    if not out.exists() or leftovers(out):
        recover(out)
    present = scan(out)
    plan = plan_write(files, out, present, _owned(files, out, force), force=force)
    if not plan.does_nothing or not out.exists():
        replace_tree(files, out, present, plan)
    return WriteSummary(plan.created, plan.changed, plan.removed, plan.unchanged, plan.kept)


def _owned(files: Mapping[str, bytes], out: Path, force: bool) -> dict[str, str]:
    """Digests of the files tsbind wrote; the lock and the changelog are tsbind's as they are."""
    lock = read_lock(out, damaged_is_none=force)
    owned = dict(lock.files) if lock else {}
    if lock:
        ours = [p for p in (LOCK_FILE, CHANGELOG) if p in files and (out / p).is_file()]
        owned |= {path: of_bytes((out / path).read_bytes()) for path in ours}
    return owned
