"""Digests: of a file's bytes, and of any JSON value."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from typing import Any

from tsbind.problems import Problem


def of_bytes(data: bytes) -> str:
    """The SHA-256 of ``data`` in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def of_problems(problems: Iterable[Problem]) -> str:
    """A digest of problems that ignores their positions; empty if there are none."""
    found = {
        (problem.severity.value, problem.message, problem.position.file if problem.position else "")
        for problem in problems
    }
    return of_json(sorted(found)) if found else ""


def of_json(value: Any) -> str:
    """The SHA-256 of a JSON value's canonical text (sorted keys, no spaces, ASCII)."""
    return of_bytes(json.dumps(value, sort_keys=True, separators=(",", ":")).encode())
