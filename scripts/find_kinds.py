"""Find, for each kind of the catalogue, a pair of real releases that shows it.

    python scripts/find_kinds.py openai > tests/diff/kinds.json

Compares consecutive releases of the download cache, and a few distant ones, and chooses few pairs
that show all kinds found. Kinds no pair shows are listed with null.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from itertools import pairwise

from tsbind.diff.catalogue import catalogue
from tsbind.diff.change import Change
from tsbind.diff.engine import every_change
from tsbind.diff.inputs import load_model
from tsbind.problems import TsbindError
from tsbind.sources import version_key
from tsbind.sources.cache import Cache

Pair = tuple[str, str]
UNDEPRECATED = "removed_without_deprecation"


def main() -> None:
    """Compare, choose and print."""
    arguments = _arguments()
    shown = dict(_scan(arguments.name, arguments.first))
    chosen = choose({pair: set(found) for pair, found in shown.items()})
    rows = {
        kind: _row(chosen[kind], shown[chosen[kind]][kind]) if kind in chosen else None
        for kind in catalogue()
    }
    json.dump(rows, sys.stdout, indent=2)
    print()


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("name", nargs="?", default="openai")
    parser.add_argument("--first", default="4.0.0", help="the oldest release to look at")
    return parser.parse_args()


def _scan(name: str, first: str) -> Iterator[tuple[Pair, dict[str, Change]]]:
    """Each pair of consecutive releases, with a change of each kind it shows."""
    known = sorted(Cache().cached_versions(name), key=version_key)
    before = None
    for old, new in pairwise(v for v in known if version_key(v) >= version_key(first)):
        try:
            before = before or load_model(f"{name}@{old}", offline=True)
            after = load_model(f"{name}@{new}", offline=True)
        except TsbindError as error:
            print(f"{old}..{new}: {error}", file=sys.stderr)
            before = None
            continue
        found = kinds_of(every_change(before, after))
        print(f"{old}..{new}: {len(found)} kinds", file=sys.stderr, flush=True)
        yield (old, new), found
        before = after


def kinds_of(changes: list[Change]) -> dict[str, Change]:
    """The first change of each kind; a removal without notice counts for that kind too."""
    found: dict[str, Change] = {}
    for change in changes:
        found.setdefault(change.kind, change)
        if change.undeprecated:
            found.setdefault(UNDEPRECATED, change)
    return found


def choose(shown: dict[Pair, set[str]]) -> dict[str, Pair]:
    """A pair for each kind, few pairs in all: the one with most kinds still open comes next."""
    chosen: dict[str, Pair] = {}
    while shown:
        best = max(shown, key=lambda pair: len(shown[pair] - chosen.keys()))
        fresh = shown[best] - chosen.keys()
        if not fresh:
            break
        chosen |= dict.fromkeys(fresh, best)
    return chosen


def _row(pair: Pair, change: Change) -> dict[str, str]:
    return {"old": pair[0], "new": pair[1], "place": change.place, "member": change.member}


if __name__ == "__main__":
    main()
