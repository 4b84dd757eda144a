"""A writer killed at random moments leaves the old tree or the new one, whole."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from project.fakes import snapshot
from tsbind.project.writing.swap import recover
from tsbind.project.writing.write import write_tree

PROGRAM = """
import sys
from pathlib import Path
from tsbind.project.writing import swap
from tsbind.project.writing.write import write_tree
if sys.argv[2] == "renames":
    swap.exchange = lambda *_: False
print("ready", flush=True)
generation = int(sys.argv[3])
while True:
    generation += 1
    files = {f"d{n % 7}/m{n}.py": f"{generation}\\n" * 50 for n in range(60)}
    write_tree(files | {"same.py": "same"}, Path(sys.argv[1]), force=True)
    print(generation, flush=True)
"""
ROUNDS = 25


@pytest.mark.parametrize("protocol", ["exchange", "renames"])
def test_killed_at_random_moments(tmp_path: Path, protocol: str) -> None:
    out = tmp_path / "sdk"
    chance = random.Random(protocol)
    seen: set[str] = set()
    write_tree({"same.py": "same"}, out)
    (out / "mine.txt").write_text("mine")
    for round_ in range(ROUNDS):
        _run_and_kill(out, protocol, round_ * 1000, chance)
        if protocol == "exchange":
            _assert_whole(out, seen)
        write_tree({**_generated(out), "same.py": "same"}, out, force=True)
        _assert_whole(out, seen)
        assert os.listdir(tmp_path) == ["sdk"]
    assert len(seen) > ROUNDS // 2


def _run_and_kill(out: Path, protocol: str, first: int, chance: random.Random) -> None:
    """Kill a writer up to a few writes after its start, somewhere in the next one."""
    command = [sys.executable, "-c", PROGRAM, str(out), protocol, str(first)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        begin = time.perf_counter()
        for _ in range(chance.randint(1, 4)):
            begin = time.perf_counter()
            assert process.stdout.readline() != b""
        a_write = time.perf_counter() - begin
        time.sleep(chance.uniform(0.0, max(a_write, 0.02)))
        process.send_signal(signal.SIGKILL)


def _generated(out: Path) -> dict[str, str]:
    recover(out)
    return {path: text for path, text in snapshot(out).items() if path.startswith("d")}


def _assert_whole(out: Path, seen: set[str]) -> None:
    files = snapshot(out)
    assert files.pop("mine.txt") == "mine"
    assert files.pop("same.py") == "same"
    contents = set(files.values())
    assert len(contents) <= 1, "a mix of two generations"
    assert len(files) in (0, 60)
    seen |= contents
