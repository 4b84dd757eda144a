"""Write generated files so that they change all together or not at all.

1. The lock of the output folder is taken (`tsbind.project.folder_lock`), and what a killed run
   left is finished or removed (`tsbind.project.swap.recover`).
2. Every path is checked, and the fate of every file decided (`tsbind.project.plan`). When no
   file changes, that is all: nothing is written, no time stamp moves.
3. A sibling folder is filled: files whose content stays, and the user's own, are hard links to
   the very files that stand there (so their time stamps stay), the rest is written.
4. The sibling takes the output's place in one step (`tsbind.project.swap`), and the old tree is
   deleted, unless a file in it changed meanwhile: then the old tree is put back.

A process killed at any moment leaves the old tree or the new one, and perhaps a hidden sibling
that the next run removes. Any failure before step 4 leaves the old tree untouched. (A power cut
is not a kill: files are not flushed one by one; `tsbind check` finds what it damaged.)
"""

from __future__ import annotations

import errno
import os
import shutil
import stat
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from tsbind.problems import TsbindError
from tsbind.project.digest import of_bytes
from tsbind.project.folder_lock import locked
from tsbind.project.lock import CHANGELOG, LOCK_FILE, read_lock
from tsbind.project.paths import check_paths
from tsbind.project.plan import WritePlan, plan_write
from tsbind.project.swap import leftovers, put_in_place, recover
from tsbind.project.tree import Entry, scan

_REMEDIES = {
    errno.ENOSPC: "Free some space on the disk",
    errno.EDQUOT: "Free some space: the quota is used up",
    errno.EACCES: "Make the folder and its parent writable",
    errno.EPERM: "Make the folder and its parent writable",
    errno.EROFS: "Choose an output folder on a file system that can be written",
    errno.EXDEV: "Choose an output folder that is no mount point and no container image layer",
    errno.EBUSY: "Choose an output folder that is no mount point",
    errno.ENAMETOOLONG: "Choose an output folder with a shorter path",
}


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
        raise _explained(error, out) from error


def settle(out: Path) -> None:
    """Put back an output folder that a run killed between two renames left nowhere.

    Raises `TsbindError` when it cannot be put back.
    """
    if out.exists() or not leftovers(out):
        return
    try:
        with locked(out):
            recover(out)
    except OSError as error:
        raise _explained(error, out) from error


def _encoded(path: str, text: str | bytes) -> bytes:
    try:
        return text.encode() if isinstance(text, str) else text
    except UnicodeEncodeError as error:
        raise TsbindError(f"{path} holds text that is no valid Unicode: {error.reason}") from error


def _refuse_place(out: Path) -> None:
    if out.exists() and not out.is_dir():
        raise TsbindError(f"{out} is a file", "Choose a folder for the output")
    if Path.cwd().is_relative_to(out):
        raise TsbindError(
            f"{out} is the current folder or above it", "Choose a folder below it for the output"
        )


def _write_locked(files: Mapping[str, bytes], out: Path, force: bool) -> WriteSummary:
    if not out.exists() or leftovers(out):
        recover(out)
    present = scan(out)
    plan = plan_write(files, out, present, _owned(files, out, force), force=force)
    if not plan.does_nothing or not out.exists():
        _require_writable(out)
        _replace(files, out, present, plan)
    return WriteSummary(plan.created, plan.changed, plan.removed, plan.unchanged, plan.kept)


def _owned(files: Mapping[str, bytes], out: Path, force: bool) -> dict[str, str]:
    """Digests of the files tsbind wrote; the lock and the changelog are tsbind's as they are."""
    try:
        lock = read_lock(out)
    except TsbindError:
        if not force:
            raise
        lock = None
    owned = dict(lock.files) if lock else {}
    if lock:
        ours = [p for p in (LOCK_FILE, CHANGELOG) if p in files and (out / p).is_file()]
        owned |= {path: of_bytes((out / path).read_bytes()) for path in ours}
    return owned


def _require_writable(out: Path) -> None:
    """A read-only output means hands off, though a rename in its parent would get past that."""
    if out.exists() and not os.access(out, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(out))


def _replace(
    files: Mapping[str, bytes], out: Path, present: Mapping[str, Entry], plan: WritePlan
) -> None:
    new = Path(tempfile.mkdtemp(prefix=f".{out.name}.tsbind-new-", dir=out.parent))
    try:
        _fill(new, files, out, present, plan)
        old = put_in_place(new, out)
    except BaseException:
        shutil.rmtree(new, ignore_errors=True)
        raise
    if old is not None:
        _retire(old, out, present)


def _fill(
    new: Path,
    files: Mapping[str, bytes],
    out: Path,
    present: Mapping[str, Entry],
    plan: WritePlan,
) -> None:
    new.chmod(stat.S_IMODE(out.stat().st_mode) if out.exists() else 0o777 & ~_umask())
    made = {new}
    for path in plan.links:
        _make_folder(new / path, made)
        _take_over(out / path, new / path)
    for path in (*plan.created, *plan.changed):
        _make_folder(new / path, made)
        _write_file(new / path, files[path], present.get(path))


def _make_folder(path: Path, made: set[Path]) -> None:
    if path.parent not in made:
        path.parent.mkdir(parents=True, exist_ok=True)
        made.add(path.parent)


def _take_over(old: Path, new: Path) -> None:
    """The same file under both trees; a copy with its time stamps where links are not possible."""
    try:
        os.link(old, new, follow_symlinks=False)
    except (OSError, NotImplementedError):
        shutil.copy2(old, new, follow_symlinks=False)


def _write_file(path: Path, data: bytes, before: Entry | None) -> None:
    with open(path, "xb") as file:
        file.write(data)
    if before is not None and before.is_file:
        path.chmod(stat.S_IMODE(before.mode))


def _retire(old: Path, out: Path, present: Mapping[str, Entry]) -> None:
    """Delete the old tree, or put it back when somebody changed it since it was looked at."""
    changed = _changed_since(present, scan(old))
    if changed:
        replaced = put_in_place(old, out)
        shutil.rmtree(replaced or old, ignore_errors=True)
        raise TsbindError(f"{out / changed[0]} changed while tsbind was writing", "Run it again")
    shutil.rmtree(old, ignore_errors=True)


def _changed_since(before: Mapping[str, Entry], after: Mapping[str, Entry]) -> list[str]:
    paths = sorted(before.keys() | after.keys())
    changed = [path for path in paths if before.get(path) != after.get(path)]
    return [path for path in changed if not (after.get(path) or before[path]).left_by_tools]


def _umask() -> int:
    mask = os.umask(0o077)
    os.umask(mask)
    return mask


def _explained(error: OSError, out: Path) -> TsbindError:
    where = error.filename or out
    what = error.strerror or str(error)
    remedy = _REMEDIES.get(error.errno or 0, "")
    return TsbindError(f"cannot write {where}: {what}", f"Nothing was changed. {remedy}".strip())
