"""Which members of a package are read, and which names are refused.

Names come from an archive that others made, so they are checked before anything uses them.
"""

from __future__ import annotations

import re
import unicodedata

from tsbind.problems import TsbindError

SOURCE_SUFFIXES = (".ts", ".mts", ".cts")
DECLARATION_SUFFIXES = (".d.ts", ".d.mts", ".d.cts")

_TEST_FILE = re.compile(r"[.-](test|spec)(\.d)?\.[mc]?ts$")
_SKIPPED_FOLDERS = frozenset({"node_modules", "__tests__", ".git"})
_LEGAL_FILE = re.compile(r"(licen[cs]e|copying|notice)([.-][a-z0-9.-]+)?", re.IGNORECASE)
_NEVER = re.compile(r"[\x00-\x1f\x7f\\:]")


def is_declaration(path: str) -> bool:
    """Whether ``path`` is a ``.d.ts`` (``.d.mts``, ``.d.cts``) file: no method bodies in it."""
    return path.endswith(DECLARATION_SUFFIXES)


def is_wanted(path: str) -> bool:
    """Whether a member of a package, by its path below the package's root, is worth reading."""
    folder, _, name = path.rpartition("/")
    if path.endswith(SOURCE_SUFFIXES):
        return not _TEST_FILE.search(name) and _SKIPPED_FOLDERS.isdisjoint(folder.split("/"))
    return not folder and (name == "package.json" or _LEGAL_FILE.fullmatch(name) is not None)


def is_license(path: str) -> bool:
    """Whether ``path`` is the package's licence text."""
    return "/" not in path and path.lower().startswith(("licen", "copying"))


def is_notice(path: str) -> bool:
    """Whether ``path`` is the package's NOTICE."""
    return "/" not in path and path.lower().startswith("notice")


def check_member_name(name: str, place: str) -> None:
    """Raise `TsbindError` for an absolute name or one that contains ``..``."""
    if name.startswith("/") or ".." in name.replace("\\", "/").split("/"):
        raise TsbindError(
            f"{place}: refusing the archive: member {name[:200]!r} points outside of it",
            "Get the package from a registry you trust",
        )


def check_wanted_name(path: str, place: str) -> None:
    """Raise `TsbindError` for a name that would mean different files on different systems."""
    parts = path.split("/")
    if _NEVER.search(path) or "" in parts or "." in parts or len(path) > 1000:
        raise TsbindError(
            f"{place}: refusing the archive: member name {path[:200]!r} is not portable",
            "Get the package from a registry you trust",
        )


def collision_key(path: str) -> str:
    """A key that is equal for names of one file if a disk ignores case or normalises names."""
    return unicodedata.normalize("NFC", path).casefold()
