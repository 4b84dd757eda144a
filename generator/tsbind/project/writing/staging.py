"""Fill a folder beside the output, replace the output with it, and delete the old output."""

from __future__ import annotations

import errno
import os
import shutil
import stat
import tempfile
from collections.abc import Mapping
from pathlib import Path

from tsbind.problems import TsbindError
from tsbind.project.writing.swap import put_in_place
from tsbind.project.writing.tree import Entry, scan
from tsbind.project.writing.write_plan import WritePlan


def _require_writable(out: Path) -> None:
    """Refuse a read-only output, although a rename in its parent could replace it."""
    if out.exists() and not os.access(out, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(out))


def replace_tree(
    files: Mapping[str, bytes], out: Path, present: Mapping[str, Entry], plan: WritePlan
) -> None:
    """Make ``out`` what ``plan`` says, in one step; ``present`` is what it contains now.

    The caller holds the lock. Raises `OSError`, and `TsbindError` if somebody changed a file
    meanwhile; ``out`` is then unchanged.
    """
    _require_writable(out)
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
    old_root, new_root = str(out), str(new)  # thousands of `Path` would cost more than the links
    made = {new_root}
    for path in plan.links:
        _make_folder(os.path.join(new_root, path), made)
        _take_over(os.path.join(old_root, path), os.path.join(new_root, path))
    for path in (*plan.created, *plan.changed):
        _make_folder(os.path.join(new_root, path), made)
        _write_file(new / path, files[path], present.get(path))


def _make_folder(path: str, made: set[str]) -> None:
    folder = os.path.dirname(path)
    if folder not in made:
        os.makedirs(folder, exist_ok=True)
        made.add(folder)


def _take_over(old: str, new: str) -> None:
    """The same file in both trees; a copy with its timestamps if links are not possible."""
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
    """Delete the old tree, or put it back if somebody changed it after it was scanned."""
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
