"""Generate types and client for every tenth stable release of an npm package, and import each.

    python scripts/every_tenth_release.py [openai] [4.0.0]

Prints a line a release: declarations, opaque types below ``resources/``, seconds, and whether the
package and all its modules import with warnings as errors, the client among them: it is made, and
every resource of it is touched, sync and async. Exits with 1 when a release has an opaque type
below ``resources/``, does not import, or has no operation.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tsbind.pipeline import generate, read
from tsbind.problems import Problem, Severity
from tsbind.sources import is_stable, load, version_key, versions

IMPORT_ALL = """
import importlib, pkgutil, sys
package = importlib.import_module(sys.argv[1])
for module in pkgutil.walk_packages(package.__path__, package.__name__ + "."):
    importlib.import_module(module.name)

def touch(resource, seen):
    # Resources are made, and their modules imported, when they are asked for.
    if type(resource) in seen:
        return
    seen.add(type(resource))
    for name in dir(type(resource)):
        if not name.startswith("_"):
            held = getattr(resource, name)
            if type(held).__module__.startswith(package.__name__ + ".resources"):
                touch(held, seen)

for client in sys.argv[2:]:
    touch(getattr(package, client)(api_key="key"), seen := set())
    assert len(seen) > 1, client + " holds no resource"
"""


def _opaque(problems: list[Problem]) -> list[Problem]:
    return [
        p
        for p in problems
        if p.severity is Severity.OPAQUE and p.position and p.position.file.startswith("resources/")
    ]


def _imports(files: dict[str, str], clients: list[str], folder: Path) -> str:
    """Empty when the package and every module of it import, else the last line of the error."""
    for path, text in files.items():
        target = folder / "bindings" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, "utf-8", newline="")
    command = [sys.executable, "-W", "error", "-c", IMPORT_ALL, "bindings", *clients]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    return done.stderr.strip().rpartition("\n")[2]


def main(name: str = "openai", first: str = "4.0.0") -> int:
    """Walk the releases; 0 when all are well."""
    stable = [v for v in versions(name) if is_stable(v) and version_key(v) >= version_key(first)]
    chosen = stable[::10] + ([stable[-1]] if stable[-1] not in stable[::10] else [])
    bad = 0
    for version in chosen:
        started = time.perf_counter()
        release = read(load(f"{name}@{version}"))
        generated = generate(release)
        client = release.package.client
        clients = [client.name, f"Async{client.name}"] if client is not None else []
        opaque = _opaque([*generated.problems])
        with tempfile.TemporaryDirectory() as folder:
            error = _imports(generated.files, clients, Path(folder))
        if not release.package.operations:
            error = f"no operation{', ' if error else ''}{error}"
        seconds = time.perf_counter() - started
        print(
            f"{name}@{version}: {len(release.package.types)} declarations, "
            f"{len(release.package.operations)} operations, {len(opaque)} opaque, "
            f"{len(generated.files)} files, {seconds:.1f} s{', ' + error if error else ''}",
            flush=True,
        )
        for problem in opaque:
            print(f"    {problem}", flush=True)
        bad += bool(opaque or error)
    print(f"{len(chosen)} releases, {bad} with findings")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
