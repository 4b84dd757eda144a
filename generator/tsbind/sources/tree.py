"""What loading a source returns: files in memory and their identity."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from tsbind.source import Source


@dataclass(frozen=True, slots=True)
class SourceTree:
    """The TypeScript files of an upstream release.

    Keys of ``files`` are POSIX paths relative to ``source.root`` inside the package; values are
    the unchanged bytes (the syntax room decodes them).
    """

    files: dict[str, bytes]
    source: Source
    license_text: str = ""
    notice_text: str = ""
    manifest: dict[str, Any] = field(default_factory=dict[str, Any])
    """The package's ``package.json``; empty for a bare folder or a single file."""
