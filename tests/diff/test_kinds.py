"""For each kind of change a real pair of releases that shows it, where there is one."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from support.once import resolve_once
from support.sweeps import by_default
from tsbind.diff.changes.kinds import all_kinds
from tsbind.diff.engine import every_change
from tsbind.sources import SourceTree

FOUND = json.loads(Path(__file__).with_name("kinds.json").read_text(encoding="utf-8"))
"""Written by scripts/find_kinds.py."""
DOCS = Path(__file__).parents[2] / "docs" / "diff.md"
PAIRS = sorted({(row["package"], row["old"], row["new"]) for row in FOUND.values() if row})

SMALL = [pair for pair in PAIRS if pair[0] == "openai" and pair[1].startswith("4.")]


def test_every_kind_was_looked_for() -> None:
    assert list(FOUND) == list(all_kinds())
    assert sum(row is not None for row in FOUND.values()) > 45


def test_the_docs_have_them() -> None:
    text = DOCS.read_text(encoding="utf-8")
    for kind, row in FOUND.items():
        assert _row(kind, row) in text.splitlines()


def _row(kind: str, row: dict[str, str] | None) -> str:
    if row is None:
        return f"| `{kind}` | none found | |"
    where = row["place"] + (f" {row['member']}" if row["member"] else "")
    return f"| `{kind}` | {row['package']} {row['old']} to {row['new']} | `{where}` |"


@pytest.mark.registry
@pytest.mark.slow
@pytest.mark.parametrize(("package", "old", "new"), by_default(PAIRS, *SMALL))
def test_the_pair_shows_them(
    release: Callable[[str], SourceTree], package: str, old: str, new: str
) -> None:
    before, after = (resolve_once(release(f"{package}@{version}"))[0] for version in (old, new))
    changes = every_change(before, after)
    shown = {(c.kind, c.place, c.member) for c in changes}
    shown |= {("removed_without_deprecation", c.place, c.member) for c in changes if c.undeprecated}
    rows = [
        (kind, row)
        for kind, row in FOUND.items()
        if row and (row["package"], row["old"], row["new"]) == (package, old, new)
    ]
    for kind, row in rows:
        assert (kind, row["place"], row["member"]) in shown
