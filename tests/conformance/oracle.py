"""The TypeScript compiler's view of a package, computed once and kept in the cache folder.

The program is ``oracle.mjs`` (see its README); it stands beside the checkout, in
``../shared/oracle``, or where ``TSBIND_ORACLE`` says. It is copied to the cache, its npm packages
are installed there, and its output is kept by the integrity of what it read.
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

_BESIDE = Path(__file__).resolve().parents[3] / "shared" / "oracle"
_CACHE = Path(os.environ.get("TSBIND_CACHE") or platformdirs.user_cache_dir("tsbind")) / "oracle"


@cache
def program() -> Path:
    """The folder with the installed program; skips the test where it cannot be had."""
    source = Path(os.environ.get("TSBIND_ORACLE") or _BESIDE)
    if not (source / "oracle.mjs").is_file():
        pytest.skip("the oracle program is not beside this checkout (set TSBIND_ORACLE)")
    if shutil.which("node") is None or shutil.which("npm") is None:
        pytest.skip("node and npm are needed to run the TypeScript compiler")
    digest = hashlib.sha256()
    for name in ("oracle.mjs", "package.json"):
        digest.update((source / name).read_bytes())
    folder = _CACHE / digest.hexdigest()[:16]
    if not (folder / "installed").exists():
        folder.mkdir(parents=True, exist_ok=True)
        for name in ("oracle.mjs", "package.json"):
            shutil.copyfile(source / name, folder / name)
        command = ["npm", "install", "--no-audit", "--no-fund", "--no-package-lock", "--silent"]
        subprocess.run(command, cwd=folder, check=True, timeout=300)
        (folder / "installed").touch()
    return folder


def ask(key: str, root: Path, *arguments: str) -> dict[str, Any]:
    """What the compiler says of the sources below ``root``; ``key`` names the input."""
    folder = program()
    options = "".join(arguments)
    name = f"{hashlib.sha256(f'{key} {options}'.encode()).hexdigest()[:24]}.json"
    output = folder / "answers" / name
    if not output.exists():
        output.parent.mkdir(exist_ok=True)
        partial = output.with_suffix(f".{os.getpid()}.tmp")
        command = ["node", "oracle.mjs", str(root), "--out", str(partial), *arguments]
        subprocess.run(command, cwd=folder, check=True, timeout=300, capture_output=True)
        partial.replace(output)
    answer: dict[str, Any] = json.loads(output.read_text("utf-8"))
    return answer


def ask_tree(tree: SourceTree, *arguments: str) -> dict[str, Any]:
    """`ask` about the files of a source tree, written below the program's folder.

    They stand there and not elsewhere so that imports of npm packages find ``node_modules``.
    """
    digest = hashlib.sha256()
    for path, data in sorted(tree.files.items()):
        digest.update(f"{path}\0{len(data)}\0".encode() + data)
    key = digest.hexdigest()[:24]
    root = program() / "sources" / key
    if not root.exists():
        partial = root.with_suffix(f".{os.getpid()}.tmp")
        for path, data in tree.files.items():
            target = partial / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)
        try:
            partial.replace(root)
        except OSError:
            shutil.rmtree(partial, ignore_errors=True)
    return ask(key, root, *arguments)
