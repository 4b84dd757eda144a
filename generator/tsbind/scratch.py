"""Folders for files that programs of others read, and that are gone afterwards."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

_IN_MEMORY = (
    "/dev/shm"  # noqa: S108 - the folder inside it is made by tempfile, for its owner alone
)
_ENOUGH = 256 * 1024 * 1024
"""Bytes: containers often have 64 MB there, which a package and a checker's cache may fill."""


@contextmanager
def scratch_folder(purpose: str = "") -> Generator[Path]:
    """A folder that is deleted at the end, in memory where Linux has room for it there.

    Deleting the 1,900 files of a package from a disk takes seconds on some systems. Who sets TMPDIR
    gets the folder there.
    """
    prefix = f"tsbind-{purpose}-" if purpose else "tsbind-"
    with tempfile.TemporaryDirectory(prefix=prefix, dir=_place()) as name:
        yield Path(name)


def _place() -> str | None:
    if os.environ.get("TMPDIR") or not os.access(_IN_MEMORY, os.W_OK | os.X_OK):
        return None
    return _IN_MEMORY if shutil.disk_usage(_IN_MEMORY).free > _ENOUGH else None
