"""Write generated files so that all of them change or none.

1. Take the lock of the output folder (`folder_lock`), and finish or remove what a killed run left
   (`swap.recover`).
2. Check every path, and decide what happens to every file (`write_plan`). If no file changes,
   stop here: nothing is written, no timestamp changes.
3. Fill a folder beside the output: unchanged files and the user's own are hard links to the
   existing files (so they keep their timestamps), the rest is written.
4. Replace the output with that folder in one step (`swap`), and delete the old tree. If a file in
   the old tree changed meanwhile, put it back instead.

A process killed at any moment leaves the old tree or the new one, and perhaps a hidden folder that
the next run removes. A failure before step 4 leaves the old tree unchanged. A power cut may damage
files, because they are not flushed one by one; `tsbind check` finds them.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Mapping
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
from tsbind.project.writing.write_plan import WriteSummary, plan_write, refuse


def write_tree(
    files: Mapping[str, str | bytes],
    out: Path,
    *,
    force: bool = False,
) -> WriteSummary:
    """Make the folder ``out`` contain exactly ``files`` and the files the user added.

    ``files`` are texts or bytes by POSIX relative path. The lock in ``out``, if there is one, says
    which files tsbind wrote there before; pass a new lock among ``files``. ``force`` overwrites
    files that were edited by hand or are not tsbind's. Raises `TsbindError`; ``out`` is then
    unchanged.
    """
    out = Path(os.path.realpath(out))
    check_paths(files)
    wanted = {path: _encoded(path, text) for path, text in files.items()}
    refuse_place(out)
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        with locked(out):
            return _write_locked(wanted, out, force)
    except OSError as error:
        raise explained(error, out) from error


def refuse_edited(out: Path) -> None:
    """Raise `TsbindError` if generated files in ``out`` were edited by hand.

    Call it before any work is done; `write_tree` checks again.
    """
    lock = read_lock(out)
    if lock is None:
        return
    with contextlib.suppress(OSError):  # the writer reports what cannot be read
        files = {path for path, entry in scan(out).items() if entry.is_file}
        edited = [
            path
            for path in sorted(files & lock.files.keys())
            if of_bytes((out / path).read_bytes()) != lock.files[path]
        ]
        refuse(out, "generated files were edited by hand", edited)


def recover_output(out: Path) -> None:
    """Restore an output folder that is missing because a run was killed between two renames.

    Raises `TsbindError` if it cannot be restored.
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

    If it is not possible, or another run is active, nothing happens: the next writer does it too.
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


def refuse_place(out: Path) -> None:
    """Raise `TsbindError` where no output may go: a file, or the current or home folder or above.

    Asked before any work is done; `write_tree` asks again.
    """
    out = Path(os.path.realpath(out))
    if os.path.exists(out) and not out.is_dir():
        raise TsbindError(f"{out} is a file", "Choose a folder for the output")
    for place, what in ((Path.cwd(), "current"), (_home(), "home")):
        if place.is_relative_to(out):
            raise TsbindError(
                f"{out} is the {what} folder or above it", "Choose a folder below it for the output"
            )


def _home() -> Path:
    """The user's folder; if it is unknown the root folder, which cannot be an output either."""
    try:
        return Path(os.path.realpath(Path.home()))
    except RuntimeError:
        return Path("/")


def _write_locked(files: Mapping[str, bytes], out: Path, force: bool) -> WriteSummary:
    if not out.exists() or leftovers(out):
        recover(out)
    present = scan(out)
    plan = plan_write(files, out, present, _owned(files, out, force), force=force)
    if not plan.did_nothing or not out.exists():
        replace_tree(files, out, present, plan)
    return plan


def _owned(files: Mapping[str, bytes], out: Path, force: bool) -> dict[str, str]:
    """Digests of the files tsbind wrote; the lock and the changelog are tsbind's even if edited."""
    lock = read_lock(out, damaged_is_none=force)
    owned = dict(lock.files) if lock else {}
    if lock:
        ours = [p for p in (LOCK_FILE, CHANGELOG) if p in files and (out / p).is_file()]
        owned |= {path: of_bytes((out / path).read_bytes()) for path in ours}
    return owned
