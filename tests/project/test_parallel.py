from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from project.fakes import snapshot

PROGRAM = """
import sys
from pathlib import Path
from tsbind.project.write import write_tree
for generation in range(15):
    text = f"{sys.argv[2]} {generation}"
    write_tree({f"m{n}.py": text for n in range(20)}, Path(sys.argv[1]), force=True)
"""


def test_two_writers_at_once(tmp_path: Path) -> None:
    out = tmp_path / "sdk"
    runs = [
        subprocess.Popen([sys.executable, "-c", PROGRAM, str(out), name], stderr=subprocess.PIPE)
        for name in ("one", "two")
    ]
    for run in runs:
        _, errors = run.communicate(timeout=60)
        assert (run.returncode, errors) == (0, b"")
    files = snapshot(out)
    assert len(files) == 20
    assert len(set(files.values())) == 1
    assert set(files.values()) <= {"one 14", "two 14"}
    assert [path.name for path in tmp_path.iterdir()] == ["sdk"]
