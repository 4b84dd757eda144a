"""Compares the headers that requests always carry: of a method, or of the client."""

from __future__ import annotations

from collections.abc import Mapping

from tsbind.diff.changes.change import Spelling
from tsbind.diff.comparing.context import Context
from tsbind.diff.comparing.place import Place


def compare_headers(
    context: Context, place: Place, old: Mapping[str, str], new: Mapping[str, str]
) -> None:
    """Collect headers that came, went or say something else; case does not count in names."""
    before, after = ({n.lower(): (n, value) for n, value in h.items()} for h in (old, new))
    for key in sorted(before.keys() | after.keys()):
        one, other = before.get(key, ("", "")), after.get(key, ("", ""))
        if one[1] != other[1]:
            name = other[0] or one[0]
            one_text, other_text = (
                Spelling(f"{name}: {header[1]}") if header[0] else Spelling()
                for header in (one, other)
            )
            context.collector.add(
                "request_header_changed", place, content=name, old=one_text, new=other_text
            )
