"""Try on real releases that diff(B, A) mirrors diff(A, B), kind by kind.

    python scripts/mirror_pairs.py openai@4.52.0..4.104.0 lithic@0.119.0..0.127.0

The releases come from the download cache. Exit code 1 where a change has no counterpart.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tests.diff.mirror import differences

from tsbind.diff.reading.inputs import load_model


def main(spans: list[str]) -> int:
    """Compare each pair both ways, and print what only one way has."""
    count = 0
    for span in spans:
        name, _, versions = span.rpartition("@")
        old, new = (load_model(f"{name}@{v}", offline=True) for v in versions.split(".."))
        found = differences(old, new)
        print(f"{span}: {len(found)}", flush=True)
        for key in found:
            print("   ", *key)
        count += len(found)
    return int(bool(count))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
