"""Commands of npm packages, installed once for all runs."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest


def installed(package: str, command: str, folder: Path) -> Path:
    """The ``command`` of ``package``, installed into ``folder``; skips with the reason."""
    npm, node = shutil.which("npm"), shutil.which("node")
    if npm is None or node is None:
        pytest.skip("needs node and npm")
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "node_modules" / ".bin" / command
    if not path.exists():
        install = [npm, "install", "--ignore-scripts", "--no-audit", "--no-fund", package]
        done = subprocess.run(install, cwd=folder, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            pytest.skip(f"needs {package} from the npm registry: {done.stderr[-200:]}")
    return path
