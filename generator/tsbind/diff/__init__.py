"""Changes between two releases: takes two `Package` models, gives a `Report`.

Types are compared by what they mean (order, aliases and qualifiers do not count), names as a
second layer. Folders, each using only those above it:

- `changes`: the kinds of change as data, a change, and the report that holds them
- `reading`: both packages ready for comparison: read, indexed, normal forms, matched, directions
- `explaining`: how the generated Python spells what changed
- `comparing`: finds the changes; `engine` calls its parts in order
- `judging`: narrows a report to what a user asked for
- `formats`: the report as text, JSON, Markdown, HTML, SARIF, JUnit
- `impact`: what of a user's own code an upgrade breaks
- `witness`: a program or payload that shows each breaking change
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tsbind.diff.changes.change import Change as Change
    from tsbind.diff.changes.change import Group as Group
    from tsbind.diff.changes.change import Report as Report
    from tsbind.diff.engine import compare as compare

__all__ = ["Change", "Group", "Report", "compare"]

_HOMES = {
    "Change": "changes.change",
    "Group": "changes.change",
    "Report": "changes.change",
    "compare": "engine",
}


def __getattr__(name: str) -> Any:
    """Import on first use: who only loads models needs no engine."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(f"{__name__}.{_HOMES[name]}"), name)
