"""Limits on the size of an archive or a folder; a larger one is refused."""

from __future__ import annotations

from dataclasses import dataclass

MEGABYTE = 1 << 20


@dataclass(frozen=True, slots=True)
class Limits:
    """Limits far above real packages (4,107 members, 31 MB) and far below what does harm."""

    members: int = 50_000
    """Headers in an archive, or files in a folder."""
    unpacked: int = 512 * MEGABYTE
    kept: int = 128 * MEGABYTE
    member: int = 32 * MEGABYTE
    packed: int = 128 * MEGABYTE
    ratio: int = 100
    """Ratio of unpacked to packed size, checked after ``ratio_from`` unpacked bytes."""
    ratio_from: int = 16 * MEGABYTE
    metadata: int = 64 * 1024
    """Size of one pax or long-name header."""
    metadata_total: int = 8 * MEGABYTE


LIMITS = Limits()
