"""One writer at a time: a lock on an output folder's parent that ends with its process.

On POSIX the parent folder itself is locked (``flock``), so no lock file is left in the user's
tree, a read-only tree can be locked for reading, and a killed process keeps no lock. Elsewhere
there is a lock file beside the output.
"""

from __future__ import annotations

import contextlib
import os
import sys
import time
from collections.abc import Generator
from pathlib import Path

from tsbind.problems import TsbindError

PATIENCE = 60.0
"""Seconds to wait for another run before giving up."""

_PAUSE = 0.02


@contextlib.contextmanager
def locked(out: Path, *, shared: bool = False, patience: float | None = None) -> Generator[None]:
    """Hold the lock of output folder ``out``; ``shared`` for readers, who only exclude writers.

    The parent folder must exist. Raises `TsbindError` if another run holds the lock for longer
    than ``patience`` seconds, or if the parent cannot be opened.
    """
    try:
        handle = _open(out)
    except OSError as error:
        raise TsbindError(f"cannot open {out.parent}: {error.strerror}") from error
    try:
        _wait(handle, out, shared, PATIENCE if patience is None else patience)
        yield
    finally:
        os.close(handle)


def _wait(handle: int, out: Path, shared: bool, patience: float) -> None:
    deadline = time.monotonic() + patience
    while not _try_lock(handle, shared):
        if time.monotonic() >= deadline:
            raise TsbindError(f"another tsbind run is at work on {out}", "Wait for it to end")
        time.sleep(_PAUSE)


if sys.platform == "win32":
    import msvcrt

    def _open(out: Path) -> int:
        return os.open(out.parent / f".{out.name}.tsbind-lock", os.O_RDWR | os.O_CREAT)

    def _try_lock(handle: int, shared: bool) -> bool:
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _open(out: Path) -> int:
        return os.open(out.parent, os.O_RDONLY | os.O_DIRECTORY)

    def _try_lock(handle: int, shared: bool) -> bool:
        try:
            fcntl.flock(handle, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
