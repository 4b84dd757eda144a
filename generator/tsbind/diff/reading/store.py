"""What a comparison keeps in the cache folder: models by tarball, reports by two of them.

Each file is named after what it was made from and the code that made it: other code, another file.
What nobody reads is deleted by age and by size.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import time
from functools import cache
from pathlib import Path

import tsbind
from tsbind.model.declarations import SCHEMA_VERSION
from tsbind.packs import templates_root
from tsbind.sources.cache import cache_folder, write_whole

_SUFFIXES = frozenset({".py", ".json", ".toml"})
_OLDEST = 30 * 86_400
"""Seconds after which a file that nobody read is deleted."""
_MOST = 1_000_000_000
"""Bytes of one folder, above which the files that were not read for longest are deleted."""


def kept_file(kind: str, made_from: str, rooms: tuple[str, ...]) -> Path:
    """Where something is kept that the code of ``rooms`` makes from ``made_from``."""
    name = hashlib.sha256(made_from.encode()).hexdigest()[:32]
    return cache_folder() / kind / f"{name}-{_digest(rooms)}.json"


@cache
def _digest(rooms: tuple[str, ...]) -> str:
    root = Path(tsbind.__file__).resolve().parent
    digest = hashlib.sha256(str(SCHEMA_VERSION).encode())
    packs = [templates_root() / "packs"] if "packs" in rooms else []
    for folder in [*(root / room for room in rooms), *packs]:
        files = sorted(folder.rglob("*"))
        assert files, f"{folder.name}: no such room; what is kept would outlive its maker"
        for file in files:
            if file.suffix in _SUFFIXES:
                digest.update(file.relative_to(folder).as_posix().encode() + file.read_bytes())
    return digest.hexdigest()[:16]


def keep(file: Path, text: str) -> None:
    """Keep a text, and delete what is old beside it."""
    write_whole(file, text.encode())
    sweep(file.parent)


def recall(file: Path) -> str:
    """The text of a kept file, which counts as read now; raises `OSError` where there is none."""
    text = file.read_text(encoding="utf-8")
    with contextlib.suppress(OSError):
        os.utime(file)
    return text


def sweep(folder: Path, *, oldest: float = _OLDEST, most: float = _MOST) -> None:
    """Delete the files of a folder that were not read for so long, or that are too much."""
    with contextlib.suppress(OSError):  # another process may delete the same ones
        known = [(file.stat().st_mtime, file.stat().st_size, file) for file in folder.iterdir()]
        for read, size, file in sorted(known, reverse=True):
            most -= size
            if most < 0 or time.time() - read > oldest:
                file.unlink(missing_ok=True)
