"""Stable ids of changes: the same edit has the same id in every run."""

from __future__ import annotations

import hashlib

from tsbind.diff.changes.change import Change

LENGTH = 12


def fingerprint(change: Change) -> str:
    """Twelve hex digits over kind, place and content; versions and line numbers do not count."""
    parts = (
        change.kind,
        change.place,
        change.member,
        # Where the content says what changed, the spelling around it may change by other edits.
        change.content or f"{change.old.typescript}\x1e{change.new.typescript}",
    )
    text = "\x1f".join(parts).encode("utf-8", "surrogatepass")
    return hashlib.sha256(text).hexdigest()[:LENGTH]
