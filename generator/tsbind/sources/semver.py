"""Versions in order, by the rules of Semantic Versioning 2.0.0, section 11."""

from __future__ import annotations

import re
from typing import TypeAlias

_EXACT = re.compile(r"(\d+)\.(\d+)\.(\d+)(?:-([0-9A-Za-z.-]+))?(?:\+[0-9A-Za-z.-]+)?", re.ASCII)

VersionKey: TypeAlias = tuple[tuple[int, int, int], bool, tuple[tuple[bool, int, str], ...]]


def is_exact(text: str) -> bool:
    """Whether ``text`` is one full version, so that it can never mean another release later."""
    return _EXACT.fullmatch(text) is not None


def is_stable(version: str) -> bool:
    """Whether ``version`` is a full version without a prerelease part."""
    match = _EXACT.fullmatch(version)
    return match is not None and match[4] is None


def version_key(version: str) -> VersionKey:
    """A sort key; a text that is not a version sorts before all versions."""
    match = _EXACT.fullmatch(version)
    if match is None:
        return (-1, -1, -1), False, ()
    identifiers = match[4].split(".") if match[4] else []
    # Numeric identifiers sort below alphanumeric ones, and a release above its prereleases.
    prerelease = tuple((not i.isdigit(), int(i) if i.isdigit() else 0, i) for i in identifiers)
    return (int(match[1]), int(match[2]), int(match[3])), not identifiers, prerelease
