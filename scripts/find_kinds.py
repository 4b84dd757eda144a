"""Find, for each kind of change, a pair of real releases that shows it.

    python scripts/find_kinds.py scan.jsonl openai groq-sdk --pair openai@4.52.0..4.104.0
    python scripts/find_kinds.py scan.jsonl > tests/diff/kinds.json

The first form compares each stable release of the packages named with the next one, and the pairs
given; it writes one line a pair and goes on where an earlier run stopped. The second form chooses
few pairs that show all kinds found, those of openai first; a kind no pair shows gets null.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

from tsbind.diff.changes.change import Change
from tsbind.diff.changes.kinds import all_kinds
from tsbind.diff.engine import every_change
from tsbind.diff.reading.inputs import load_model
from tsbind.model.declarations import Package
from tsbind.problems import TsbindError
from tsbind.sources import is_stable, version_key, versions

Pair = tuple[str, str, str]
"""Name of the package, older and newer version."""
Row = dict[str, Any]
UNDEPRECATED = "removed_without_deprecation"
FIRST = "openai"


def main() -> None:
    """Compare, or choose and print."""
    arguments = _arguments()
    if arguments.names or arguments.pair:
        scan(arguments.file, [*_pairs_given(arguments.pair), *_neighbours(arguments.names)])
        return
    json.dump(choose(rows(arguments.file)), sys.stdout, indent=2)
    print()


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path, help="where the lines are kept")
    parser.add_argument("names", nargs="*")
    parser.add_argument("--pair", action="append", default=[], metavar="NAME@OLD..NEW")
    return parser.parse_args()


def _pairs_given(texts: Iterable[str]) -> Iterator[Pair]:
    for text in texts:
        name, _, span = text.rpartition("@")
        old, _, new = span.partition("..")
        yield name, old, new


def _neighbours(names: Iterable[str]) -> Iterator[Pair]:
    """Each stable release from the first with TypeScript sources (4.0.0 of openai) and the next."""
    for name in names:
        known = sorted(filter(is_stable, versions(name)), key=version_key)
        chosen = [v for v in known if name != FIRST or version_key(v) >= version_key("4.0.0")]
        yield from ((name, old, new) for old, new in pairwise(chosen))


def rows(file: Path) -> list[Row]:
    """The lines an earlier run wrote."""
    if not file.exists():
        return []
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]


def scan(file: Path, pairs: Iterable[Pair]) -> None:
    """Append one line for each pair that has none; a release that cannot be read is passed over."""
    known = {_pair(row) for row in rows(file)}
    last: tuple[str, Package] | None = None
    with file.open("a", encoding="utf-8") as lines:
        for name, old, new in pairs:
            if (name, old, new) in known:
                continue
            try:
                before = last[1] if last and last[0] == f"{name}@{old}" else _model(name, old)
                last = (f"{name}@{new}", _model(name, new))
            except TsbindError as error:
                print(f"{name} {old}..{new}: {error}", file=sys.stderr, flush=True)
                continue
            found = kinds_of(every_change(before, last[1]))
            row = {"package": name, "old": old, "new": new, "kinds": found}
            lines.write(json.dumps(row) + "\n")
            lines.flush()


def _model(name: str, version: str) -> Package:
    return load_model(f"{name}@{version}")


def kinds_of(changes: Iterable[Change]) -> dict[str, list[str]]:
    """Place and member of the first change of each kind.

    A removal nobody announced counts for that kind too.
    """
    found: dict[str, list[str]] = {}
    for change in changes:
        found.setdefault(change.kind, [change.place, change.member])
        if change.undeprecated:
            found.setdefault(UNDEPRECATED, [change.place, change.member])
    return found


def choose(scanned: list[Row]) -> dict[str, Row | None]:
    """A pair for each kind, few pairs in all: the one with most kinds still open comes next."""
    chosen: dict[str, Row] = {}
    for names in ({FIRST}, {row["package"] for row in scanned}):
        open_ = [row for row in scanned if row["package"] in names]
        while open_:
            best = max(open_, key=lambda row: len(row["kinds"].keys() - chosen.keys()))
            fresh = best["kinds"].keys() - chosen.keys()
            if not fresh:
                break
            chosen |= {kind: _shown(best, kind) for kind in fresh}
    return {kind: chosen.get(kind) for kind in all_kinds()}


def _pair(row: Row) -> Pair:
    return row["package"], row["old"], row["new"]


def _shown(row: Row, kind: str) -> Row:
    place, member = row["kinds"][kind]
    pair = {key: row[key] for key in ("package", "old", "new")}
    return {**pair, "place": place, "member": member}


if __name__ == "__main__":
    main()
