"""What the TypeScript compiler says of declarations, asked once and kept in the cache folder.

The program is ``tsc/facts.mjs`` (see its README). It is copied to the cache and its npm packages
are installed there; answers are kept by the digest of what was read.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
from functools import cache
from pathlib import Path
from typing import Any

import platformdirs
import pytest

from tsbind.sources import SourceTree

_PROGRAM = Path(__file__).parent / "tsc"
_CACHE = Path(os.environ.get("TSBIND_CACHE") or platformdirs.user_cache_dir("tsbind")) / "facts"
_FILES = ("facts.mjs", "package.json")


@cache
def program() -> Path:
    """The folder with the installed program; skips the test where it cannot be had."""
    if shutil.which("node") is None or shutil.which("npm") is None:
        pytest.skip("node and npm are needed to run the TypeScript compiler")
    packages = hashlib.sha256((_PROGRAM / "package.json").read_bytes()).hexdigest()[:12]
    folder = _CACHE / packages
    if not (folder / "installed").exists():
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(_PROGRAM / "package.json", folder / "package.json")
        command = ["npm", "install", "--no-audit", "--no-fund", "--no-package-lock", "--silent"]
        subprocess.run(command, cwd=folder, check=True, timeout=300)
        (folder / "installed").touch()
    digest = hashlib.sha256((_PROGRAM / "facts.mjs").read_bytes()).hexdigest()[:12]
    if not (folder / f"facts-{digest}.mjs").exists():
        shutil.copyfile(_PROGRAM / "facts.mjs", folder / f"facts-{digest}.mjs")
    return folder / f"facts-{digest}.mjs"


def facts_of_files(files: dict[str, bytes], *arguments: str) -> dict[str, Any]:
    """The compiler's facts of some files, by path."""
    run = program()
    digest = hashlib.sha256(f"{run.name} {arguments}".encode())
    for path, data in sorted(files.items()):
        digest.update(f"{path}\0{len(data)}\0".encode() + data)
    root = run.parent / "sources" / digest.hexdigest()[:24]
    answer = root.with_suffix(".json")
    if not answer.exists():
        for path, data in files.items():
            target = root / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)
        partial = root.with_suffix(f".{os.getpid()}.tmp")
        command = ["node", "--max-old-space-size=4000", str(run), str(root), "--out", str(partial)]
        done = subprocess.run(
            [*command, *arguments], check=False, timeout=600, capture_output=True, text=True
        )
        if done.returncode:
            raise RuntimeError(f"the compiler failed: {done.stderr[-2000:]}")
        partial.replace(answer)
        shutil.rmtree(root, ignore_errors=True)
    read: dict[str, Any] = json.loads(answer.read_text("utf-8"))
    return read


def facts_of_tree(tree: SourceTree) -> dict[str, Any]:
    """The compiler's facts of a source tree: of its declaration files where it has no others."""
    declared = not any(p.endswith("ts") and not _is_declared(p) for p in tree.files)
    arguments = ("--dts",) if declared else ()
    return facts_of_files(tree.files, *arguments, "--package", tree.source.name)


def _is_declared(path: str) -> bool:
    return path.endswith((".d.ts", ".d.mts", ".d.cts"))
