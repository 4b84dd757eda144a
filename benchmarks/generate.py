"""What a generation costs, beside the TypeScript compiler on the same sources.

    python benchmarks/generate.py [openai@7.57.0] [openai@7.55.0] [--keep]

Prints wall seconds, CPU seconds and peak memory of whole processes:

* ``tsbind generate`` of the release, with nothing on disk,
* again over its own output,
* of the release over the output of the one before it,
* ``tsc --noEmit`` of TypeScript 6 (JavaScript) and 7 (native) on the same ``src`` folder.

The release comes from the download cache. TypeScript is installed once, beside that cache.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from stored import keep

from tsbind.sources import load
from tsbind.sources.cache import cache_folder

COMPILERS = {"typescript-6": "npm:typescript@^6", "typescript-7": "npm:typescript@^7"}
TYPES = ("@types/node", "@types/ws", "ws", "undici-types", "zod@3")
TSCONFIG = {
    "compilerOptions": {
        "strict": True,
        "noEmit": True,
        "target": "es2022",
        "module": "esnext",
        "moduleResolution": "bundler",
        "lib": ["es2023", "dom"],
        "skipLibCheck": True,
    },
    "include": ["src"],
}


def timed(command: Sequence[str], folder: Path) -> tuple[float, float, float]:
    """Run a process: wall seconds, CPU seconds, peak memory in MB (Linux: ``ru_maxrss`` is kB)."""
    started = time.perf_counter()
    process = subprocess.Popen(
        command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    _, _, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - started
    return wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


HEADER = ("what", "wall s", "CPU s", "peak MB")


def row(label: str, figures: tuple[float, float, float]) -> tuple[str, ...]:
    """One line of the table."""
    return label, f"{figures[0]:.1f}", f"{figures[1]:.1f}", f"{figures[2]:.0f}"


def compilers() -> Path:
    """A folder with both TypeScript compilers and the types the sources import."""
    folder = cache_folder() / "benchmark-typescript"
    if not (folder / "installed").exists():
        folder.mkdir(parents=True, exist_ok=True)
        wanted = [f"{name}@{spec}" for name, spec in COMPILERS.items()]
        command = ["npm", "install", "--no-audit", "--no-fund", "--silent", *wanted, *TYPES]
        subprocess.run(command, cwd=folder, check=True)
        (folder / "installed").touch()
    return folder


def unpack(spec: str, folder: Path) -> None:
    """Write the release's sources below ``folder/src``, with a ``tsconfig.json``."""
    for path, data in load(spec).files.items():
        target = folder / "src" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    (folder / "tsconfig.json").write_text(json.dumps(TSCONFIG))


def main(spec: str = "openai@7.57.0", before: str = "openai@7.55.0") -> None:
    """Measure and print."""
    tsbind = str(Path(sys.executable).with_name("tsbind"))
    installed = compilers()
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        load(before)
        generate = (tsbind, "generate", spec, "--out", "bindings")
        rows = [row(f"tsbind generate {spec}", timed(generate, folder))]
        rows.append(row("the same again", timed(generate, folder)))
        earlier = (tsbind, "generate", before, "--out", "next")
        subprocess.run(earlier, cwd=folder, check=True, capture_output=True)
        rows.append(row(f"{spec} over {before}", timed((*generate[:-1], "next"), folder)))
        unpack(spec, folder)
        shutil.copytree(installed / "node_modules", folder / "node_modules", symlinks=True)
        for name in COMPILERS:
            program = folder / "node_modules" / name / "bin" / "tsc"
            compiler = ("node", str(program), "-p", ".")
            rows.append(row(f"tsc --noEmit, {name}", timed(compiler, folder)))
    keep("generate", HEADER, rows)


if __name__ == "__main__":
    main(*(argument for argument in sys.argv[1:] if argument != "--keep"))
