"""Digests: of a file's bytes, and of any JSON value."""

from __future__ import annotations

import hashlib
import json
from typing import Any


def of_bytes(data: bytes) -> str:
    """The SHA-256 of ``data`` in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def of_json(value: Any) -> str:
    """The SHA-256 of a JSON value's canonical text (sorted keys, no spaces, ASCII)."""
    return of_bytes(json.dumps(value, sort_keys=True, separators=(",", ":")).encode())
