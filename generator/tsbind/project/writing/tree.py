"""The content of an output folder: a scan that follows no link and opens no file."""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass
from pathlib import Path

LEFT_BY_TOOLS = ("__pycache__", ".mypy_cache", ".pytest_cache", ".ruff_cache")
"""Folders that Python and its tools create: neither the user's nor tsbind's."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A file or link in an output folder, with the values that show whether it changed."""

    path: str
    mode: int
    size: int
    mtime_ns: int
    inode: int

    @property
    def is_file(self) -> bool:
        """True for a regular file."""
        return stat.S_ISREG(self.mode)

    @property
    def left_by_tools(self) -> bool:
        """True inside one of the folders `LEFT_BY_TOOLS`."""
        return any(part in LEFT_BY_TOOLS for part in self.path.split("/")[:-1])


def scan(root: Path) -> dict[str, Entry]:
    """Everything below ``root`` except folders, by POSIX relative path, in order of path.

    A folder that does not exist counts as empty. Raises `OSError` for one that cannot be read.
    """
    entries: dict[str, Entry] = {}
    if root.is_dir():
        _scan_into(entries, str(root), "")
    return dict(sorted(entries.items()))


def _scan_into(entries: dict[str, Entry], folder: str, prefix: str) -> None:
    pending = [(folder, prefix)]
    while pending:
        folder, prefix = pending.pop()
        with os.scandir(folder) as found:
            for item in found:
                if item.is_dir(follow_symlinks=False):
                    pending.append((item.path, f"{prefix}{item.name}/"))
                else:
                    entries[f"{prefix}{item.name}"] = _entry(prefix + item.name, item)


def _entry(path: str, item: os.DirEntry[str]) -> Entry:
    status = item.stat(follow_symlinks=False)
    return Entry(path, status.st_mode, status.st_size, status.st_mtime_ns, item.inode())
