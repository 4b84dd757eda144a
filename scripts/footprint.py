"""Print what vendoring costs: size and import time of a whole package and of parts of it.

    python scripts/footprint.py openai 4.52.0 7.57.0

The figures are a Markdown table: files and kilobytes of Python on disk, and milliseconds of CPU
above a bare interpreter to import the package and touch its client (or, for types alone, to
import one type and make it).
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

SEED = "ThreadCreateAndRunStreamParams"
CLIENT = "import vendored; vendored.OpenAI(api_key='k')"
TYPES = f"from vendored.types.beta import {SEED}; {SEED}(assistant_id='a')"
PARTS: tuple[tuple[str, tuple[str, ...], str], ...] = (
    ("everything", (), CLIENT),
    ("`--only chat.completions`", ("--only", "chat.completions"), CLIENT),
    ("`--only beta.threads`", ("--only", "beta.threads"), CLIENT),
    (f"`--only {SEED}`", ("--only", SEED), TYPES),
    ("`--types-only`", ("--types-only",), TYPES),
)
REPEATS = 7


def main() -> None:
    """Generate each part of each version into a temporary folder, and measure it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("name")
    parser.add_argument("versions", nargs="+")
    arguments = parser.parse_args()
    print("| version | part | files | kB | import, ms of CPU |\n|---|---|--:|--:|--:|")
    for version in arguments.versions:
        for label, options, program in PARTS:
            with tempfile.TemporaryDirectory() as folder:
                _generate(f"{arguments.name}@{version}", Path(folder), options)
                files, size = _size(Path(folder) / "vendored")
                took = _import_time(Path(folder), program)
            print(f"| {version} | {label} | {files} | {size / 1000:.0f} | {took:.0f} |", flush=True)


def _generate(spec: str, folder: Path, options: tuple[str, ...]) -> None:
    command = [sys.executable, "-m", "tsbind", "generate", spec, *options]
    done = subprocess.run(
        [*command, "--out", str(folder / "vendored")], capture_output=True, text=True, check=False
    )
    if done.returncode != 0:
        raise SystemExit(done.stderr)


def _size(folder: Path) -> tuple[int, int]:
    sizes = [path.stat().st_size for path in folder.rglob("*.py")]
    return len(sizes), sum(sizes)


def _import_time(folder: Path, program: str) -> float:
    """Milliseconds of CPU above a bare interpreter, compiled modules there already."""
    _cpu(folder, program)
    bare = statistics.median(_cpu(folder, "") for _ in range(REPEATS))
    return (statistics.median(_cpu(folder, program) for _ in range(REPEATS)) - bare) * 1000


def _cpu(folder: Path, program: str) -> float:
    timed = f"{program}\nimport time; print(time.process_time())"
    done = subprocess.run(
        [sys.executable, "-c", timed], cwd=folder, capture_output=True, text=True, check=True
    )
    return float(done.stdout)


if __name__ == "__main__":
    main()
