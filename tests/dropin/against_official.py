"""Call every endpoint with the official Python client and with a generated one, and compare.

    python tests/dropin/against_official.py VERSION [--python PYTHON] [--seeds N]

VERSION is one of npm ``openai``; PYTHON an interpreter with the PyPI package of the same time (by
default this one). Prints every difference that ``tests/dropin/sidebyside/known.toml`` does not
explain, entries of it that explain nothing, and counts. Exit code 1 when there are any.
"""

from __future__ import annotations

import argparse
import os
import pickle
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from dropin.sidebyside.comparing import Difference, compared
from dropin.sidebyside.known import known, unexplained
from dropin.sidebyside.making import calls_of
from dropin.sidebyside.observing import Observation
from support.emitted import emit, write
from support.once import resolve_once
from tsbind.sources import load

TESTS = Path(__file__).parents[1]


def main() -> int:
    """Compare as the command line says; the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("version")
    parser.add_argument("--python", default=sys.executable)
    parser.add_argument("--seeds", type=int, default=1)
    given = parser.parse_args()
    found: list[Difference] = []
    for seed in range(1, given.seeds + 1):
        found += round_of(given.version, given.python, seed)
    rows = known(given.version)
    left = list(unexplained(found, rows))
    for difference in left:
        print(difference)
    idle = [row.why for row in rows if not any(map(row.explains, found))]
    for why in idle:
        print(f"explains nothing: {why}")
    print(f"{len(found)} differences, {len(left)} of them not explained")
    return 1 if left or idle else 0


def round_of(version: str, python: str, seed: int) -> list[Difference]:
    """The differences of one round of calls."""
    model, _ = resolve_once(load(f"openai@{version}"))
    generated = emit(model)
    calls = list(calls_of(model, generated.types.index, seed))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write(generated.files, folder / "bindings")
        (folder / "calls").write_bytes(pickle.dumps(calls))
        official = observed(python, "openai", folder)
        ours = observed(sys.executable, "bindings", folder)
    print(dict(Counter(call.variant for call in calls)), len({call.name for call in calls}))
    return compared(calls, official, ours)


def observed(python: str, package: str, folder: Path) -> list[Observation]:
    """What the client of ``package`` does with the calls in ``folder``, in another process."""
    out = folder / f"{package}.seen"
    path = os.pathsep.join([str(TESTS), str(folder)])
    subprocess.run(
        [python, "-m", "dropin.sidebyside", package, str(folder / "calls"), str(out)],
        env={**os.environ, "PYTHONPATH": path},
        stderr=subprocess.DEVNULL,
        check=True,
    )
    seen: list[Observation] = pickle.loads(out.read_bytes())
    return seen


if __name__ == "__main__":
    sys.exit(main())
