"""What one edit costs under `tsbind watch`: the milliseconds it reports, and those of CPU.

    python benchmarks/watch.py [openai@4.52.0] [openai@7.57.0]

Each release's sources are written into a folder that is watched; then a line is added at the top
of one declaration file, several times. Releases come from the download cache. CPU time is read
from Linux's /proc.
"""

from __future__ import annotations

import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import IO

from tsbind.sources import load

EDITED = "resources/beta/assistants.ts"
EDITS = 7
_TOOK = re.compile(r" in (\d+) ms$")


def main(*specs: str) -> None:
    """Measure and print a table."""
    print("| release | first | each edit (median) | slowest | CPU of an edit (median) |")
    print("|---|--:|--:|--:|--:|")
    for spec in specs or ("openai@4.52.0", "openai@7.57.0"):
        with tempfile.TemporaryDirectory() as folder:
            (first, _), *edits = rounds(spec, Path(folder))
        took, used = zip(*edits, strict=True)
        row = (first, statistics.median(took), max(took), statistics.median(used))
        print(f"| {spec} |" + "".join(f" {value:.0f} ms |" for value in row), flush=True)


def rounds(spec: str, folder: Path) -> list[tuple[int, float]]:
    """Milliseconds, and those of CPU, of the first generation and of the one after each edit."""
    for path, data in load(spec).files.items():
        target = folder / "sdk/src" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    (folder / "tsbind.toml").write_text('source = "./sdk"\nout = "made"\n')
    command = [sys.executable, "-m", "tsbind", "watch"]
    with subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        took = [(next_round(process.stdout), cpu(process.pid))]
        edited = folder / "sdk/src" / EDITED
        for number in range(EDITS):
            time.sleep(1)  # the watcher says nowhere when it has begun to look
            before = cpu(process.pid)
            edited.write_text(f"// {number}\n{edited.read_text()}")
            took.append((next_round(process.stdout), cpu(process.pid) - before))
        process.terminate()
    return took


def cpu(pid: int) -> float:
    """Milliseconds of CPU a process has used so far (proc(5), fields utime and stime)."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) * 1000 / os.sysconf("SC_CLK_TCK")


def next_round(lines: IO[str]) -> int:
    """Milliseconds in the next line that tells of a generation."""
    for line in lines:
        found = _TOOK.search(line.strip())
        if found:
            return int(found[1])
    raise SystemExit("tsbind watch ended")


if __name__ == "__main__":
    main(*sys.argv[1:])
