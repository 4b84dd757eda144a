"""Members whose name is an expression in brackets, told from those whose name begins with one."""

from __future__ import annotations

import re

UNKNOWN_NAME = "[?]"
"""The name of a member whose name only running the code would tell."""
_COMPUTED = re.compile(r"\[([\w$.]+|\?)\]")


def is_computed(name: str) -> bool:
    """Whether ``name`` is an expression (``[Symbol.iterator]``), so that the member is no data."""
    return name.startswith("[") and _COMPUTED.fullmatch(name) is not None
