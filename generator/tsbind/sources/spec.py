"""Parse a source spec: a package of the registry or a path."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from tsbind.problems import UsageError

# npm's own rule for names, capitals included (old packages have them).
_REGISTRY = re.compile(
    r"(?P<name>(@[A-Za-z0-9~_][\w.~-]*/)?[A-Za-z0-9~_][\w.~-]*)(@(?P<selector>[\w.+-]*))?", re.ASCII
)
_PATH_LIKE = re.compile(r"[.~]{0,2}[/\\]|[A-Za-z]:[/\\]|\.{1,2}$")
_FILE_SUFFIXES = (".tgz", ".tar.gz", ".ts", ".mts", ".cts")


@dataclass(frozen=True, slots=True)
class RegistrySpec:
    """``NAME``, ``NAME@VERSION`` or ``NAME@TAG``; ``selector`` is empty if none is written."""

    name: str
    selector: str = ""

    def __str__(self) -> str:
        return f"{self.name}@{self.selector}" if self.selector else self.name


def registry_spec(text: str) -> RegistrySpec | None:
    """``text`` as a package of the registry, whatever is on the disk; None if it is not one."""
    match = _REGISTRY.fullmatch(text)
    if match is None or match["selector"] == "":
        return None
    return RegistrySpec(match["name"], match["selector"] or "")


def parse_spec(text: str) -> RegistrySpec | Path:
    """A package in the registry, or a path: one that exists, or a text that can only be a path.

    The caller checks whether the path exists. Raises `UsageError` for a text that is neither.
    """
    path = Path(text).expanduser()
    if _PATH_LIKE.match(text) or text.endswith(_FILE_SUFFIXES):
        return path
    named = registry_spec(text)
    if named is not None:
        # A scoped name looks like a path of two parts; a plain one like a folder's name.
        return named if named.selector or not path.is_dir() else path
    if text and (path.exists() or "/" in text):
        return path
    raise UsageError(
        f"{text[:200]!r} names no source",
        "Write NAME@VERSION, a .tgz, a directory or a .ts file",
    )
