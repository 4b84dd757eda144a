"""What a comparison costs, beside the TypeScript compiler on one of the two releases.

    python benchmarks/diff.py [openai@7.55.0] [openai@7.57.0] [--keep]

Prints wall seconds, CPU seconds and peak memory of whole processes:

* ``tsbind diff`` of releases whose models are in the cache, as text and as JSON with witnesses,
* ``tsbind diff`` of models saved by ``tsbind inspect --json``,
* ``tsc --noEmit`` of TypeScript 6 (JavaScript) and 7 (native) on the ``src`` of the newer one.

The releases come from the download cache.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from generate import COMPILERS, HEADER, compilers, row, timed, unpack
from stored import keep


def main(old: str = "openai@7.55.0", new: str = "openai@7.57.0") -> None:
    """Measure and print."""
    tsbind = str(Path(sys.executable).with_name("tsbind"))
    installed = compilers()
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        diff = (tsbind, "diff", "--offline")
        subprocess.run((*diff, old, new), cwd=folder, check=False, capture_output=True)
        rows = [row(f"tsbind diff {old} {new}", timed((*diff, old, new), folder))]
        witnessed = (*diff, old, new, "--witness", "--format", "json")
        rows.append(row("the same, --witness --format json", timed(witnessed, folder)))
        saved = [_saved(tsbind, spec, folder) for spec in (old, new)]
        rows.append(row("of saved models", timed((*diff, *saved), folder)))
        unpack(new, folder)
        shutil.copytree(installed / "node_modules", folder / "node_modules", symlinks=True)
        for name in COMPILERS:
            program = folder / "node_modules" / name / "bin" / "tsc"
            compiler = ("node", str(program), "-p", ".")
            rows.append(row(f"tsc --noEmit, {name}", timed(compiler, folder)))
    keep("diff", HEADER, rows)


def _saved(tsbind: str, spec: str, folder: Path) -> str:
    """The model of a release as a file."""
    file = folder / f"{spec.replace('/', '-')}.json"
    with file.open("wb") as output:
        command = (tsbind, "inspect", spec, "--json")
        subprocess.run(command, stdout=output, stderr=subprocess.DEVNULL, check=True)
    return file.name


if __name__ == "__main__":
    main(*(argument for argument in sys.argv[1:] if argument != "--keep"))
