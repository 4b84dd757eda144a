"""Which paths may be written: relative, portable, and distinct on every file system."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from functools import lru_cache

from tsbind.problems import TsbindError

_DEVICES = frozenset(
    ["con", "prn", "aux", "nul", "conin$", "conout$"]
    + [f"{port}{digit}" for port in ("com", "lpt") for digit in "0123456789¹²³"]
)
_FORBIDDEN = re.compile(r'[\x00-\x1f\x7f<>:"\\|?*]')
_LONGEST = 255

_COMPONENT_RULES: tuple[tuple[Callable[[str], bool], str], ...] = (
    (lambda part: part in ("", ".", ".."), "is not a plain relative path"),
    (lambda part: _FORBIDDEN.search(part) is not None, "has a character no file name may have"),
    (lambda part: part.endswith((".", " ")), "has a part that ends in a dot or a space"),
    (lambda part: part.split(".")[0].strip().lower() in _DEVICES, "names a Windows device"),
    (lambda part: len(part.encode(errors="replace")) > _LONGEST, "has a part over 255 bytes"),
)
"""What a part of a path must not be (Microsoft's "Naming Files, Paths, and Namespaces")."""


def check_paths(paths: Iterable[str]) -> None:
    """Raise `TsbindError` for the first path that may not be written.

    Every part must be a legal file name on Linux, macOS and Windows; no two paths may be equal
    after Unicode normalization without regard to case; none may be the folder of another.
    """
    files: set[str] = set()
    folders: dict[str, str] = {}
    folded: dict[str, str] = {}
    for path in paths:
        parts = path.split("/")
        for part in parts:
            why = _what_is_wrong(part)
            if why:
                raise TsbindError(f"refusing to write {path!r}: it {why}")
        _distinct(folded, path)
        for depth in range(1, len(parts)):
            folder = "/".join(parts[:depth])
            _distinct(folders, folder)
        files.add(_fold(path))
    for clash in files & folders.keys():
        raise TsbindError(f"{folders[clash]!r} would be a file and a folder at once")


@lru_cache(maxsize=8192)
def _what_is_wrong(part: str) -> str:
    """Why ``part`` is not allowed in a path; empty if it is allowed."""
    return next((why for broken, why in _COMPONENT_RULES if broken(part)), "")


def _distinct(seen: dict[str, str], path: str) -> None:
    other = seen.setdefault(_fold(path), path)
    if other != path:
        raise TsbindError(f"{other!r} and {path!r} are one path where case does not count")


def _fold(path: str) -> str:
    if path.isascii():
        return path.lower()
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", path).casefold())
