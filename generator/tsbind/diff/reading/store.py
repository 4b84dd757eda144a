"""What a comparison keeps in the cache folder: models by tarball, reports by two of them.

Each file is named after what it was made from and the code that made it: other code, another file.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import tempfile
from functools import cache
from pathlib import Path

import tsbind
from tsbind.model.declarations import SCHEMA_VERSION
from tsbind.packs import templates_root
from tsbind.sources.cache import cache_folder

_SUFFIXES = frozenset({".py", ".json", ".toml"})


def kept_file(kind: str, made_from: str, rooms: tuple[str, ...]) -> Path:
    """Where something is kept that the code of ``rooms`` makes from ``made_from``."""
    name = hashlib.sha256(made_from.encode()).hexdigest()[:32]
    return cache_folder() / kind / f"{name}-{_digest(rooms)}.json"


@cache
def _digest(rooms: tuple[str, ...]) -> str:
    root = Path(tsbind.__file__).resolve().parent
    digest = hashlib.sha256(str(SCHEMA_VERSION).encode())
    for folder in [*(root / room for room in rooms), *_packs(rooms)]:
        files = sorted(folder.rglob("*"))
        assert files, f"{folder.name}: no such room; what is kept would outlive its maker"
        for file in files:
            if file.suffix in _SUFFIXES:
                digest.update(file.relative_to(folder).as_posix().encode() + file.read_bytes())
    return digest.hexdigest()[:16]


def _packs(rooms: tuple[str, ...]) -> list[Path]:
    """The data of packs, where the code that reads them is among the rooms."""
    return [templates_root() / "packs"] if "packs" in rooms else []


def keep(file: Path, text: str) -> None:
    """Write beside and rename, so that a reader sees a whole file; do without where it fails."""
    with contextlib.suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=file.parent, prefix=".", suffix=".json")
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as opened:
                opened.write(text)
            os.replace(temporary, file)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise
