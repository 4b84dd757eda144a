"""Changes between two releases: takes two `Package` models, gives a `Report`.

Types are compared by what they mean (order, aliases and qualifiers do not count), names as a
second layer. The room depends on `tsbind.model` and, for spelling, on `tsbind.python`; the
formats depend on the report only. Inside it: catalogue and change are values; index, canonical,
matching and reach prepare a package; types, objects, operations and prose find changes; engine
joins them.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tsbind.diff.change import Change as Change
    from tsbind.diff.change import Group as Group
    from tsbind.diff.change import Report as Report
    from tsbind.diff.engine import compare as compare

__all__ = ["Change", "Group", "Report", "compare"]

_HOMES = {"Change": "change", "Group": "change", "Report": "change", "compare": "engine"}


def __getattr__(name: str) -> Any:
    """Import on first use: who only loads models needs no engine."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(f"{__name__}.{_HOMES[name]}"), name)
