"""The download cache: tarballs by integrity, the integrity of versions, and recent responses.

Every write goes to a temporary file in the same folder, which is then renamed, so a reader or a
second process sees a complete file or none. If the cache cannot be written, tsbind works without.
"""

from __future__ import annotations

import base64
import contextlib
import hashlib
import json
import os
import re
import tempfile
import time
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

import platformdirs

_INTEGRITY = re.compile(r"sha512-[A-Za-z0-9+/]{86}==")


def cache_folder() -> Path:
    """``TSBIND_CACHE`` if it is set, else ``tsbind`` in the platform's user cache folder."""
    override = os.environ.get("TSBIND_CACHE")
    return Path(override) if override else platformdirs.user_cache_path("tsbind", appauthor=False)


def integrity_of(data: bytes) -> str:
    """The sha512 of ``data`` as Subresource Integrity text (W3C SRI, section 3.5)."""
    return "sha512-" + base64.b64encode(hashlib.sha512(data).digest()).decode("ascii")


class Cache:
    """Downloads in one folder, which is created by the first write."""

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder or cache_folder()

    def tarball(self, name: str, version: str) -> tuple[str, bytes] | None:
        """Integrity and bytes of ``name@version``; None if they are missing or damaged."""
        integrity = _read_text(self._index(name) / version)
        if not _INTEGRITY.fullmatch(integrity):
            return None
        data = _read(self._tarball(integrity))
        return (integrity, data) if data and integrity_of(data) == integrity else None

    def add_tarball(self, name: str, version: str, data: bytes) -> None:
        """Store a tarball whose integrity has been verified."""
        integrity = integrity_of(data)
        write_whole(self._tarball(integrity), data)
        write_whole(self._index(name) / version, integrity.encode())

    def cached_versions(self, name: str) -> list[str]:
        """The versions of ``name`` whose tarballs are cached, unordered."""
        try:
            return [p.name for p in self._index(name).iterdir() if not p.name.startswith(".")]
        except OSError:
            return []

    def answer(self, name: str, max_age: float) -> dict[str, Any] | None:
        """The registry's response about ``name`` from at most ``max_age`` seconds ago, or None."""
        text = _read_text(self._answer(name))
        try:
            data: dict[str, Any] = json.loads(text) if text else {}
            fresh = 0 <= time.time() - float(data["time"]) <= max_age
            return dict(data["answer"]) if fresh else None
        except (ValueError, KeyError, TypeError, RecursionError):
            return None

    def add_answer(self, name: str, answer: dict[str, Any]) -> None:
        """Store the registry's response about ``name``."""
        write_whole(
            self._answer(name), json.dumps({"time": time.time(), "answer": answer}).encode()
        )

    def _tarball(self, integrity: str) -> Path:
        digest = base64.b64decode(integrity.partition("-")[2]).hex()
        return self.folder / "tarballs" / f"{digest}.tgz"

    def _index(self, name: str) -> Path:
        return self.folder / "index" / quote(name, safe="")

    def _answer(self, name: str) -> Path:
        return self.folder / "answers" / f"{quote(name, safe='')}.json"

    def names(self) -> list[str]:
        """The packages that have a tarball in the cache."""
        try:
            return sorted(unquote(path.name) for path in (self.folder / "index").iterdir())
        except OSError:
            return []


def _read(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:
        return None


def _read_text(path: Path) -> str:
    return (_read(path) or b"").decode("utf-8", "replace").strip()


def write_whole(path: Path, data: bytes) -> None:
    """Write beside and rename, so that a reader sees a whole file; do without where it fails."""
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(prefix=".", dir=path.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
            os.replace(temporary, path)
        except OSError:
            os.unlink(temporary)
            raise
