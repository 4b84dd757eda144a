"""Renew what docs/diff.md and docs/schemas/diff.json take from the code and from real releases.

    python scripts/diff_docs.py [--check]

The tables are the headline figures of real ranges (from the download cache), the pairs of
tests/diff/kinds.json, and the table of kinds. With ``--check`` nothing is written, and the exit
code is 1 where something would be.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tsbind.diff import compare
from tsbind.diff.changes.kinds import SIDES, all_kinds, word_of
from tsbind.diff.changes.severity import Severity
from tsbind.diff.reading.inputs import load_model
from tsbind.diff.schema import json_schema

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs" / "diff.md"
SCHEMA = ROOT / "docs" / "schemas" / "diff.json"
KINDS = ROOT / "tests" / "diff" / "kinds.json"
RANGES = (
    ("4.52.0", "4.53.0"),
    ("4.104.0", "5.0.0"),
    ("5.23.2", "6.0.0"),
    ("6.49.0", "7.0.0"),
    ("7.55.0", "7.57.0"),
)


def main(*options: str) -> int:
    """Write, or say what would be."""
    text = DOCS.read_text(encoding="utf-8")
    renewed = _with_table(text, "## Real ranges", ranges_table())
    kinds = json.loads(KINDS.read_text(encoding="utf-8"))
    renewed = _with_table(renewed, "## Every kind in real releases", kinds_table(kinds))
    renewed = _with_table(renewed, "## Kinds of change", meanings_table())
    written = {DOCS: renewed, SCHEMA: json.dumps(json_schema(), indent=2) + "\n"}
    stale = [path for path, new in written.items() if path.read_text(encoding="utf-8") != new]
    for path in stale:
        print(path.relative_to(ROOT))
        if "--check" not in options:
            path.write_text(written[path], encoding="utf-8")
    return int(bool(stale) and "--check" in options)


def _with_table(text: str, heading: str, table: str) -> str:
    """``text`` with the first table below ``heading`` replaced."""
    before, found, rest = text.partition(f"{heading}\n")
    assert found, heading
    lead, bar, after = rest.partition("\n|")
    end = next(n for n, line in enumerate(f"|{after}\n".splitlines()) if not line.startswith("|"))
    below = f"|{after}".splitlines(keepends=True)[end:]
    return f"{before}{found}{lead}{bar[:1]}{table}{''.join(below)}"


def ranges_table() -> str:
    """The lines of the reports, by severity."""
    return "".join(_range_rows())


def _range_rows() -> Iterator[str]:
    yield "| range | breaking | warnings | info |\n|---|---|---|---|\n"
    for old, new in RANGES:
        models = [load_model(f"openai@{version}") for version in (old, new)]
        counts = compare(*models).counts()
        figures = [counts[s] for s in (Severity.BREAKING, Severity.WARNING, Severity.INFO)]
        yield f"| openai {old} to {new} | {' | '.join(map(str, figures))} |\n"


def kinds_table(kinds: dict[str, dict[str, Any] | None]) -> str:
    """Each kind with the pair that shows it."""
    rows = ["| kind | releases | for example |", "|---|---|---|"]
    rows += [kind_row(kind, row) for kind, row in kinds.items()]
    return "\n".join(rows) + "\n"


def kind_row(kind: str, row: dict[str, Any] | None) -> str:
    """One line of `kinds_table`."""
    if row is None:
        return f"| `{kind}` | none found | |"
    where = row["place"] + (f" {row['member']}" if row["member"] else "")
    return f"| `{kind}` | {row['package']} {row['old']} to {row['new']} | `{where}` |"


def meanings_table() -> str:
    """What each kind means for whom."""
    rows = [
        "| kind | you send it | you read it | your Python | what to do |",
        "|---|---|---|---|---|",
    ]
    for kind in all_kinds().values():
        words = ["" if letter == "-" else word_of(letter) for letter in kind.letters]
        rows.append(f"| `{kind.name}` | {' | '.join(words)} | {kind.remedy} |")
        for name, variant in kind.variants.items():
            values = [getattr(variant.verdicts, side).value for side in SIDES]
            rows.append(f"| … `{name}`: {variant.about} | {' | '.join(values)} | |")
    return "\n".join(rows) + "\n"


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
