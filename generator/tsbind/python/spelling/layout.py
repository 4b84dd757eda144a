"""Statements of the client on one line; a formatter breaks them."""

from __future__ import annotations

from tsbind.python.spelling.expression import Code


def lay(prefix: str, code: Code, suffix: str = "", *, depth: int = 0) -> str:
    """``prefix code suffix``."""
    return f"{prefix}{code}{suffix}"
