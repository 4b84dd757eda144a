"""Generate declaration files, compare the model of each with the compiler, shrink what differs.

    python scripts/fuzz_types.py [--first SEED] [--count N] [--shrink N]

Prints files tried, facts by verdict, files that differ, and the smallest form of the first few.
Needs node and npm (see ``tests/conformance/facts.py``). Exits with 1 when a file differs.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from conformance.fuzz.run import generated, judge, shrink


def main() -> int:
    """Try the files; 1 when one differs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--count", type=int, default=2_000)
    parser.add_argument("--shrink", type=int, default=3)
    arguments = parser.parse_args()
    cases = generated(range(arguments.first, arguments.first + arguments.count))
    outcome = judge(cases)
    print(f"{outcome.files} files, {dict(outcome.counts)}, {len(outcome.differing)} differ")
    for case, why in outcome.differing:
        print(f"  {case.seed}: {why.splitlines()[0]}")
    for case, _ in outcome.differing[: arguments.shrink]:
        least, why = shrink(case)
        print(f"\nseed {case.seed}\n{least.text()}\n{why}")
    return 1 if outcome.differing else 0


if __name__ == "__main__":
    sys.exit(main())
