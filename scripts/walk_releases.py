"""Walk over consecutive real releases with `tsbind update`, each followed by check and import.

    python scripts/walk_releases.py openai --count 30 --to 4.52.0
    python scripts/walk_releases.py openai --count 30 --to 4.52.0 --kill

With ``--kill`` every update is first started and killed with SIGKILL at a random moment, again
and again; after each kill the output must be the old release or the new one, whole.
"""

from __future__ import annotations

import argparse
import random
import signal
import subprocess
import sys
import tempfile
import time
import tomllib
from pathlib import Path

from tsbind.project.digest import of_bytes
from tsbind.sources import is_stable, version_key, versions

TSBIND = [sys.executable, "-m", "tsbind"]
NULL = subprocess.DEVNULL


def main() -> None:
    """Walk, print a line a release, and exit with 1 at the first thing that is wrong."""
    arguments = _arguments()
    folder = Path(arguments.folder or tempfile.mkdtemp(prefix="walk-"))
    (folder / "tsbind.toml").write_text(f'source = "{arguments.name}"\nout = "walked"\n')
    chance = random.Random(arguments.seed)  # noqa: S311 - which moments does not matter
    took = 2.0
    for version in _releases(arguments.name, arguments.to, arguments.count):
        kills = 0
        if arguments.kill:
            kills = _kill_updates(folder, version, chance, took, arguments.kills)
        done = _locked_version(folder) == version
        begin = time.perf_counter()
        _run(folder, [*TSBIND, "update", "--to", version])
        updated = time.perf_counter() - begin
        took = took if done else updated
        begin = time.perf_counter()
        _run(folder, [*TSBIND, "check"])
        checked = time.perf_counter() - begin
        _run(folder, [sys.executable, "-c", "import walked, walked.types"])
        rest = f", {kills} kills" if arguments.kill else ""
        print(
            f"{version}: update {updated:.2f} s, check {checked:.2f} s, imports{rest}", flush=True
        )
    left = sorted(path.name for path in folder.iterdir())
    if left != ["tsbind.toml", "walked"]:
        raise SystemExit(f"left behind: {left}")
    print("all releases fine")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("name", nargs="?", default="openai")
    parser.add_argument("--count", type=int, default=30)
    parser.add_argument("--to", default="", help="the last release of the walk")
    parser.add_argument("--folder", default="", help="where to work; default: a temporary folder")
    parser.add_argument("--kill", action="store_true", help="kill updates at random moments")
    parser.add_argument("--kills", type=int, default=3, help="kills a release")
    parser.add_argument("--seed", type=int, default=0)
    return parser.parse_args()


def _releases(name: str, last: str, count: int) -> list[str]:
    stable = [version for version in versions(name) if is_stable(version)]
    known = [v for v in stable if not last or version_key(v) <= version_key(last)]
    return known[-count:]


def _run(folder: Path, command: list[str]) -> None:
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise SystemExit(f"{command[1:]} failed:\n{done.stdout}{done.stderr}")


def _kill_updates(
    folder: Path, version: str, chance: random.Random, took: float, times: int
) -> int:
    """Kill an update ``times`` times; gives how often it was killed before its end."""
    kills = 0
    before = _locked_version(folder)
    for _ in range(times):
        command = [*TSBIND, "update", "--to", version]
        with subprocess.Popen(command, cwd=folder, stdout=NULL, stderr=NULL) as process:
            time.sleep(took * chance.random() ** 2)
            process.send_signal(signal.SIGKILL)
        kills += process.returncode == -signal.SIGKILL
        if (folder / "walked").exists():
            _assert_whole(folder, {before, version})
    return kills


def _locked_version(folder: Path) -> str:
    lock = folder / "walked/tsbind.lock"
    return tomllib.loads(lock.read_text())["upstream"]["version"] if lock.exists() else ""


def _assert_whole(folder: Path, allowed: set[str]) -> None:
    """Every file is as the lock says, none is missing, none is left over."""
    out = folder / "walked"
    document = tomllib.loads((out / "tsbind.lock").read_text())
    files = {
        path.relative_to(out).as_posix(): of_bytes(path.read_bytes())
        for path in out.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    for own in ("tsbind.lock", "CHANGES.md"):
        files.pop(own, None)
    if files != document["files"] or document["upstream"]["version"] not in allowed:
        raise SystemExit(f"the tree is not whole: {document['upstream']['version']}")


if __name__ == "__main__":
    main()
