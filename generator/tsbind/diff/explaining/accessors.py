"""The customary Python spelling of accessors and parameter names, for headings and hints."""

from __future__ import annotations

import re

_WORDS = re.compile(r"[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z0-9]+|[A-Z]+[0-9]*|[0-9]+")
_CUSTOMARY = {"del": "delete"}


def snake(name: str) -> str:
    """``threadID`` and ``threadId`` are both ``thread_id``."""
    return "_".join(word.lower() for word in _WORDS.findall(name)) or name


def python_accessor(accessor: str) -> str:
    """``beta.threads.createAndRun`` -> ``beta.threads.create_and_run``; ``del`` -> ``delete``."""
    parts = [snake(part) for part in accessor.split(".")]
    return ".".join(_CUSTOMARY.get(part, part) for part in parts)
