"""Read a directory, or one file, as if it were a package."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from tsbind.problems import TsbindError
from tsbind.sources.limits import LIMITS, Limits
from tsbind.sources.names import is_wanted

_PRUNED = frozenset({"node_modules", ".git", "__tests__"})


def read_folder(folder: Path, limits: Limits = LIMITS) -> dict[str, bytes]:
    """The wanted files below ``folder``, by relative path; symbolic links inside are skipped.

    Raises `TsbindError` if a file cannot be read, or there is more than ``limits`` allow.
    """
    files: dict[str, bytes] = {}
    kept = 0
    for path in _walk(folder, limits):
        relative = path.relative_to(folder).as_posix()
        if is_wanted(relative):
            files[relative] = read_file(path, limits)
            kept += len(files[relative])
            if kept > limits.kept:
                raise TsbindError(
                    f"{folder}: holds more than {limits.kept >> 20} MB of TypeScript",
                    "Give the package's own folder",
                )
    return files


def _walk(folder: Path, limits: Limits) -> Iterator[Path]:
    seen = 0
    for here, folders, names in os.walk(folder, onerror=_fail):
        folders[:] = sorted(set(folders) - _PRUNED)
        seen += len(names)
        if seen > limits.members:
            raise TsbindError(
                f"{folder}: holds more than {limits.members:,} files",
                "Give the package's own folder",
            )
        for name in sorted(names):
            path = Path(here, name)
            if path.is_file() and not path.is_symlink():
                yield path


def read_file(path: Path, limits: Limits = LIMITS) -> bytes:
    """The bytes of one file; raises `TsbindError` if it cannot be read or is too large."""
    try:
        if path.stat().st_size > limits.member:
            raise TsbindError(
                f"{path}: is larger than {limits.member >> 20} MB", "Choose a smaller file"
            )
        return path.read_bytes()
    except OSError as error:
        raise _unreadable(path, error) from error


def _fail(error: OSError) -> None:
    raise _unreadable(Path(error.filename), error) from error


def _unreadable(path: Path, error: OSError) -> TsbindError:
    return TsbindError(f"{path}: cannot be read: {error.strerror}", "Check path and permissions")
