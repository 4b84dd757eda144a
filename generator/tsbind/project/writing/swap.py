"""Replace a folder with a finished one in one step.

Names beside the output folder ``NAME``, all hidden and all tsbind's own:

* ``.NAME.tsbind-new-*``: being filled, or, after an exchange, the old tree being deleted;
* ``.NAME.tsbind-ready``: complete, about to replace ``NAME``;
* ``.NAME.tsbind-old``: the tree that ``ready`` replaces.

Linux exchanges two folders in one system call (``renameat2`` with ``RENAME_EXCHANGE``), so the
output is never missing. If the system or the file system cannot, there are three renames (new to
ready, output to old, ready to output). The names show how far a killed run came, and `recover`
finishes or undoes it.
"""

from __future__ import annotations

import ctypes
import errno
import glob
import os
import shutil
from functools import cache
from pathlib import Path
from typing import Any

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2
_CANNOT_EXCHANGE = frozenset({errno.ENOSYS, errno.EINVAL, errno.ENOTSUP})


def sibling(out: Path, role: str) -> Path:
    """The hidden folder beside ``out`` with this ``role``."""
    return out.parent / f".{out.name}.tsbind-{role}"


def leftovers(out: Path) -> list[Path]:
    """What killed runs left beside ``out``; the caller holds its lock."""
    pattern = glob.escape(str(sibling(out, ""))) + "*"
    return [Path(found) for found in sorted(glob.glob(pattern)) if os.path.isdir(found)]


def recover(out: Path) -> None:
    """Finish or undo what a killed run began, then delete what it left behind.

    The caller holds the lock for writing. Raises `OSError`.
    """
    if not out.exists():
        for role in ("ready", "old"):
            if sibling(out, role).is_dir():
                os.rename(sibling(out, role), out)
                break
    for folder in leftovers(out):
        shutil.rmtree(folder)


def put_in_place(new: Path, out: Path) -> Path | None:
    """Move the complete folder ``new`` to ``out``; returns the folder with the old tree.

    None if there was no tree before. Raises `OSError`; ``out`` is then unchanged.
    """
    if not out.exists():
        os.rename(new, out)
        return None
    if exchange(new, out):
        return new
    return _rename_aside(new, out)


def _rename_aside(new: Path, out: Path) -> Path:
    ready, old = sibling(out, "ready"), sibling(out, "old")
    os.rename(new, ready)
    os.rename(out, old)
    try:
        os.rename(ready, out)
    except OSError:
        os.rename(old, out)
        raise
    return old


def exchange(one: Path, other: Path) -> bool:
    """Exchange two folders in one step; False if the system or the file system cannot.

    Raises `OSError` for any other failure (see renameat2(2)).
    """
    rename = _renameat2()
    if rename is None:
        return False
    arguments = (_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE)
    if rename(*arguments) == 0:
        return True
    code = ctypes.get_errno()
    if code in _CANNOT_EXCHANGE:
        return False
    raise OSError(code, os.strerror(code), str(other))


@cache
def _renameat2() -> Any:
    if os.name != "posix":
        return None
    function = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if function is not None:
        path = ctypes.c_char_p
        function.argtypes = [ctypes.c_int, path, ctypes.c_int, path, ctypes.c_uint]
    return function
