"""What can be known of Windows elsewhere: every module loads there, and a tree is written."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

PROGRAM = """
import importlib, pkgutil, sys, types
from pathlib import Path

import tsbind

def load_everything():
    for module in pkgutil.walk_packages(tsbind.__path__, "tsbind."):
        if module.name != "tsbind.__main__":
            importlib.import_module(module.name)

load_everything()  # the libraries, as this system has them
for name in [name for name in sys.modules if name.startswith("tsbind.")]:
    del sys.modules[name]
calls = []
lock = types.ModuleType("msvcrt")
lock.LK_NBLCK = 2
lock.locking = lambda handle, mode, length: calls.append((mode, length))
sys.modules |= {"msvcrt": lock, "fcntl": None}
sys.platform = "win32"
load_everything()

from tsbind.project.writing import swap
from tsbind.project.writing.write import write_tree

swap.exchange = lambda *_: False
out = Path(sys.argv[1]) / "sdk"
write_tree({"a.py": "1", "b/c.py": "1"}, out)
print(write_tree({"a.py": "2", "b/c.py": "1"}, out, force=True), calls)
"""


def test_without_what_only_posix_has(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(tmp_path)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout == "1 changed, 1 unchanged [(2, 1), (2, 1)]\n"
    assert (tmp_path / "sdk/a.py").read_text() == "2"
    assert sorted(path.name for path in tmp_path.iterdir()) == [".sdk.tsbind-lock", "sdk"]
