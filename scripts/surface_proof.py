"""Try on real releases that each difference of the generated packages is named by a change.

    python scripts/surface_proof.py [openai@4.52.0..4.104.0 ...]

Without pairs those of the table below are tried. Prints a line a pair: changes, breaking ones,
those of them that a program or value shows, names nothing explains, and changes whose sides are
written alike. Exit code 1 where one of the last two is not 0.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tests.diff.surface_proof import Generated, equal_spellings, lines, unexplained

from tsbind.diff import compare
from tsbind.diff.changes.severity import Severity
from tsbind.diff.judging.readers import for_reader
from tsbind.diff.reading.inputs import load_model
from tsbind.diff.witness import with_witnesses
from tsbind.model.declarations import Package

OPENAI = """
4.0.0..4.1.0 4.10.0..4.11.0 4.20.0..4.21.0 4.28.0..4.29.0 4.36.0..4.37.0 4.38.0..4.39.0
4.47.1..4.49.0 4.50.0..4.51.0 4.52.0..4.53.0 4.55.0..4.56.0 4.58.0..4.59.0 4.62.1..4.63.0
4.67.3..4.68.0 4.70.0..4.71.0 4.75.0..4.76.0 4.77.0..4.78.0 4.80.0..4.81.0 4.84.0..4.85.0
4.86.0..4.87.0 4.90.0..4.91.0 4.95.1..4.96.0 4.97.0..4.98.0 4.99.0..4.100.0 4.103.0..4.104.0
4.104.0..5.0.0 5.1.0..5.2.0 5.5.0..5.6.0 5.8.0..5.9.0 5.11.0..5.12.0 5.16.0..5.17.0
5.20.0..5.21.0 5.23.2..6.0.0 6.1.0..6.2.0 6.5.0..6.6.0 6.8.0..6.9.0 6.15.0..6.16.0
7.27.0..7.28.0 7.43.0..7.45.1 7.55.0..7.57.0 7.57.0..7.59.0
"""
OTHERS = """
@anthropic-ai/sdk@0.65.0..0.66.0 @anthropic-ai/sdk@0.137.0..1.0.0 discord-api-types@0.38.20..0.38.26
groq-sdk@0.30.0..0.33.0 groq-sdk@0.37.0..1.1.1 lithic@0.119.0..0.127.0 @metronome/sdk@2.2.0..3.0.0
@notionhq/client@5.2.0..5.3.0 @letta-ai/letta-client@1.6.4..1.7.1 cloudflare@6.5.0..7.0.0
"""


def main(pairs: list[str]) -> int:
    """Try each pair, and print what is wrong with it."""
    wrong = 0
    for pair in pairs or [*(f"openai@{span}" for span in OPENAI.split()), *OTHERS.split()]:
        name, _, versions = pair.rpartition("@")
        start = time.perf_counter()
        old, new = (load_model(f"{name}@{v}") for v in versions.split(".."))
        faults = _faults(pair, old, new)
        print(f"    {time.perf_counter() - start:.0f} s", *faults, sep="\n    ", flush=True)
        wrong += len(faults)
    return int(bool(wrong))


def _faults(pair: str, old: Package, new: Package) -> list[str]:
    report = with_witnesses(for_reader(compare(old, new), "python"), old, new)
    breaking = [c for c in report.changes if c.severity is Severity.BREAKING]
    names = list(lines(unexplained(Generated(old), Generated(new), report)))
    equal = equal_spellings(report)
    print(
        f"{pair}: {len(report.changes)} changes, {len(breaking)} breaking,"
        f" {sum(bool(c.witness) for c in breaking)} shown, {len(names)} names unexplained,"
        f" {len(equal)} equal before and after",
        flush=True,
    )
    return [*names, *equal]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
