from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from project.fakes import place_in, snapshot, two_releases
from tsbind.project.check import check
from tsbind.project.update import update

PROGRAM = """
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tsbind.project.writing.write import write_tree
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


def test_checks_at_once_and_while_an_update_runs(tmp_path: Path) -> None:
    place, engine = place_in(tmp_path), two_releases().engine()
    update(place, engine)

    def go_back_and_forth() -> list[str]:
        return [update(place, engine, to=to).new for to in ("1.0.0", "1.1.0") * 5]

    with ThreadPoolExecutor(4) as pool:
        updates = pool.submit(go_back_and_forth)
        checks = [pool.submit(check, place, engine) for _ in range(60)]
        assert [found for each in checks for found in each.result()] == []
        assert updates.result() == ["1.0.0", "1.1.0"] * 5
