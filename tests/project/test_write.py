from __future__ import annotations

import errno
import os
import shutil
import stat
import subprocess
import sys
import tempfile
from collections.abc import Generator
from pathlib import Path
from typing import Any

import pytest

from project.fakes import snapshot
from tsbind.problems import TsbindError
from tsbind.project.lock import Lock
from tsbind.project.output import locked_files
from tsbind.project.writing import folder_lock, staging, swap
from tsbind.project.writing.write import write_tree

IDENTITY = Lock("sdk", "1.0.0", "", "0.1.0", "", "", "")


def locked(files: dict[str, str]) -> dict[str, str]:
    return locked_files(files, IDENTITY)


def stamps(folder: Path) -> dict[str, tuple[int, int]]:
    files = [path for path in folder.rglob("*") if path.is_file()]
    return {str(p): (p.stat().st_ino, p.stat().st_mtime_ns) for p in files}


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "deep" / "sdk"


@pytest.fixture(params=["exchange", "renames"])
def protocol(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Both ways to put a folder in place, wherever the tests run."""
    if request.param == "renames":
        monkeypatch.setattr(swap, "exchange", lambda *_: False)
    return str(request.param)


def test_first_write_makes_exactly_the_files(out: Path) -> None:
    summary = write_tree({"a.py": "1\n", "t/b.py": "é\n", "raw": b"\xff"}, out)
    assert (out / "t/b.py").read_bytes() == "é\n".encode()
    assert (out / "raw").read_bytes() == b"\xff"
    assert summary.created == ("a.py", "raw", "t/b.py")
    assert os.listdir(out.parent) == ["sdk"]


@pytest.mark.usefixtures("protocol")
def test_second_write_touches_only_what_changed(out: Path) -> None:
    write_tree(locked({"a.py": "1", "b.py": "2", "gone.py": "3"}), out)
    before = stamps(out)
    summary = write_tree(locked({"a.py": "1", "b.py": "two", "new.py": "4"}), out)
    after = stamps(out)
    assert (summary.created, summary.removed) == (("new.py",), ("gone.py",))
    assert summary.changed == ("b.py", "tsbind.lock")
    same = str(out / "a.py")
    assert before[same] == after[same]
    assert snapshot(out).keys() == {"a.py", "b.py", "new.py", "tsbind.lock"}
    assert os.listdir(out.parent) == ["sdk"]


def test_nothing_to_write_touches_nothing(out: Path) -> None:
    files = locked({"a.py": "1"})
    write_tree(files, out)
    before = stamps(out), out.stat().st_mtime_ns, out.parent.stat().st_mtime_ns
    summary = write_tree(files, out)
    assert summary.did_nothing
    assert (stamps(out), out.stat().st_mtime_ns, out.parent.stat().st_mtime_ns) == before


@pytest.mark.usefixtures("protocol")
def test_files_of_the_user_are_kept(out: Path) -> None:
    write_tree(locked({"a.py": "1"}), out)
    (out / "mine").mkdir()
    (out / "mine/notes.txt").write_text("notes")
    (out / "link").symlink_to("a.py")
    before = (out / "mine/notes.txt").stat().st_ino
    summary = write_tree(locked({"b.py": "1"}), out)
    assert summary.kept == ("link", "mine/notes.txt")
    assert (out / "mine/notes.txt").read_text() == "notes"
    assert (out / "mine/notes.txt").stat().st_ino == before
    assert os.readlink(out / "link") == "a.py"


REFUSALS = [
    ("edited", {"a.py": "edited"}, {"a.py": "2"}, "edited by hand: a.py"),
    ("edited and dropped", {"a.py": "edited"}, {"b.py": "2"}, "edited by hand: a.py"),
    ("in the way", {"b.py": "mine"}, {"a.py": "1", "b.py": "2"}, "in the way: b.py"),
]


@pytest.mark.parametrize(("users", "files", "message"), [c[1:] for c in REFUSALS])
def test_what_would_be_lost_is_refused(
    out: Path, users: dict[str, str], files: dict[str, str], message: str
) -> None:
    write_tree(locked({"a.py": "1"}), out)
    for path, text in users.items():
        (out / path).write_text(text)
    before = snapshot(out)
    with pytest.raises(TsbindError, match=message):
        write_tree(locked(files), out)
    assert snapshot(out) == before
    write_tree(locked(files), out, force=True)
    assert snapshot(out) == locked(files)


@pytest.mark.parametrize("force", [False, True])
@pytest.mark.parametrize(("mine", "files"), [("t", {"t/a.py": "1"}), ("t/a", {"t": "1"})])
def test_file_of_the_user_where_a_folder_must_go(
    out: Path, mine: str, files: dict[str, str], force: bool
) -> None:
    (out / mine).parent.mkdir(parents=True)
    (out / mine).write_text("mine")
    with pytest.raises(TsbindError, match="where folders must go"):
        write_tree(files, out, force=force)
    assert snapshot(out) == {mine: "mine"}


def test_folder_that_leads_elsewhere_is_not_written_through(out: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    out.mkdir(parents=True)
    (out / "t").symlink_to(elsewhere)
    with pytest.raises(TsbindError, match="where folders must go"):
        write_tree({"t/a.py": "1"}, out)
    assert os.listdir(elsewhere) == []


def test_output_that_is_a_link_is_followed(out: Path, tmp_path: Path) -> None:
    out.parent.mkdir()
    (tmp_path / "real").mkdir()
    out.symlink_to(tmp_path / "real")
    write_tree({"a.py": "1"}, out)
    assert out.is_symlink()
    assert (tmp_path / "real/a.py").read_text() == "1"


def test_no_lock_and_other_files_in_the_way(out: Path) -> None:
    out.mkdir(parents=True)
    (out / "a.py").write_text("theirs")
    with pytest.raises(TsbindError, match=r"did not write are in the way: a\.py"):
        write_tree(locked({"a.py": "1"}), out)


def test_damaged_lock_is_not_taken_for_none(out: Path) -> None:
    write_tree(locked({"a.py": "1"}), out)
    (out / "tsbind.lock").write_text("<<<<<<<")
    with pytest.raises(TsbindError, match="damaged"):
        write_tree(locked({"a.py": "2"}), out)
    write_tree(locked({"a.py": "2"}), out, force=True)
    assert snapshot(out) == locked({"a.py": "2"})


def test_compiled_modules_of_unchanged_files_stay(out: Path) -> None:
    write_tree(locked({"a.py": "1", "b.py": "1"}), out)
    (out / "__pycache__").mkdir()
    for name in ("a", "b"):
        (out / f"__pycache__/{name}.cpython-311.pyc").write_text(name)
    write_tree(locked({"a.py": "1", "b.py": "2"}), out)
    assert os.listdir(out / "__pycache__") == ["a.cpython-311.pyc"]


def test_modes_are_kept(out: Path) -> None:
    write_tree(locked({"a.py": "1"}), out)
    (out / "a.py").chmod(0o640)
    out.chmod(0o750)
    write_tree(locked({"a.py": "2"}), out)
    assert stat.S_IMODE((out / "a.py").stat().st_mode) == 0o640
    assert stat.S_IMODE(out.stat().st_mode) == 0o750


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT, errno.EIO])
@pytest.mark.parametrize("failing", [0, 1, 2])
def test_disk_full_at_any_file(
    out: Path, monkeypatch: pytest.MonkeyPatch, number: int, failing: int
) -> None:
    write_tree(locked({"a.py": "1", "b.py": "1"}), out)
    before = snapshot(out)
    real, calls = open, [0]

    def full(path: Any, mode: str = "r", *rest: Any, **options: Any) -> Any:
        if mode == "xb":
            calls[0] += 1
            if calls[0] > failing:
                raise OSError(number, os.strerror(number), str(path))
        return real(path, mode, *rest, **options)

    monkeypatch.setattr("builtins.open", full)
    with pytest.raises(TsbindError, match="Nothing was changed") as caught:
        write_tree(locked({"a.py": "2", "b.py": "2"}), out)
    assert "\n" not in str(caught.value)
    assert snapshot(out) == before
    assert os.listdir(out.parent) == ["sdk"]


def test_disk_really_full(tmp_path: Path) -> None:
    """A file size limit of the process is a full disk as the kernel sees it."""
    program = (
        "import resource, signal, sys; from pathlib import Path\n"
        "from tsbind.project.writing.write import write_tree\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, 10_000))\n"
        "write_tree({'a.py': 'x' * 20_000, 'b.py': ''}, Path(sys.argv[1]), force=True)\n"
    )
    out = tmp_path / "sdk"
    write_tree({"a.py": "old"}, out)
    done = subprocess.run(
        [sys.executable, "-c", program, str(out)], capture_output=True, text=True, check=False
    )
    assert "TsbindError: cannot write" in done.stderr
    assert snapshot(out) == {"a.py": "old"}
    assert os.listdir(tmp_path) == ["sdk"]


@pytest.fixture
def open_folder() -> Generator[Path]:
    """A temporary folder that every user can reach, which pytest's own are not."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o777)
        yield Path(name)


@pytest.mark.parametrize("read_only", ["sdk", "."])
def test_read_only_folder(open_folder: Path, read_only: str) -> None:
    """As a user that permissions bind, also where the tests run as root."""
    folder = open_folder / "project"
    out = folder / "sdk"
    write_tree({"a.py": "1"}, out)
    program = (
        "import os, sys; from pathlib import Path\n"
        "from tsbind.project.writing.write import write_tree\n"
        "os.getuid() or os.setuid(65534)\n"
        "write_tree({'a.py': '2'}, Path(sys.argv[1]), force=True)\n"
    )
    folder.chmod(0o777)
    out.chmod(0o777)
    (folder / read_only).chmod(0o555)
    done = subprocess.run(
        [sys.executable, "-c", program, str(out)], capture_output=True, text=True, check=False
    )
    assert "TsbindError: cannot write" in done.stderr
    assert "Make the folder and its parent writable" in done.stderr
    assert snapshot(out) == {"a.py": "1"}
    assert os.listdir(folder) == ["sdk"]


def test_file_as_output(tmp_path: Path) -> None:
    (tmp_path / "sdk").write_text("a file")
    with pytest.raises(TsbindError, match="is a file"):
        write_tree({"a.py": "1"}, tmp_path / "sdk")


def test_current_folder_as_output(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(TsbindError, match="current folder"):
        write_tree({"a.py": "1"}, Path("."))


def test_lone_surrogate_is_an_error_not_a_crash(out: Path) -> None:
    with pytest.raises(TsbindError, match="no valid Unicode"):
        write_tree({"a.py": "\ud800"}, out)
    assert not out.exists()


@pytest.mark.usefixtures("protocol")
def test_file_that_changes_meanwhile_is_not_lost(
    out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_tree(locked({"a.py": "1"}), out)
    real = swap.put_in_place
    saved = ["unsaved work"]

    def save_first(new: Path, place: Path) -> Path | None:
        if saved:
            (out / "mine.py").write_text(saved.pop())
        return real(new, place)

    monkeypatch.setattr(staging, "put_in_place", save_first)
    with pytest.raises(TsbindError, match=r"mine\.py changed while"):
        write_tree(locked({"a.py": "2"}), out)
    assert snapshot(out) == {**locked({"a.py": "1"}), "mine.py": "unsaved work"}
    assert os.listdir(out.parent) == ["sdk"]


def test_system_that_cannot_exchange_is_noticed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
    monkeypatch.setattr(swap, "_renameat2", lambda: None)
    assert not swap.exchange(tmp_path / "one", tmp_path / "two")


JOURNALS = [
    ({"sdk": "old", "new-x": "part"}, "old"),
    ({"sdk": "old", "ready": "new"}, "old"),
    ({"old": "old", "ready": "new"}, "new"),
    ({"old": "old"}, "old"),
    ({"sdk": "new", "old": "old"}, "new"),
    ({"sdk": "new", "new-x": "old"}, "new"),
]


@pytest.mark.parametrize(("present", "expected"), JOURNALS)
def test_what_a_kill_left_is_finished_or_undone(
    tmp_path: Path, present: dict[str, str], expected: str
) -> None:
    out = tmp_path / "sdk"
    for role, text in present.items():
        folder = out if role == "sdk" else swap.sibling(out, role)
        folder.mkdir()
        (folder / "a.py").write_text(text)
    swap.recover(out)
    assert snapshot(out) == {"a.py": expected}
    assert os.listdir(tmp_path) == ["sdk"]


def test_other_output_is_no_leftover(tmp_path: Path) -> None:
    """``sdk`` and ``sdk.tsbind-new`` are both names a user may choose."""
    write_tree({"a.py": "1"}, tmp_path / "sdk2")
    write_tree({"a.py": "1"}, tmp_path / "sdk")
    write_tree({"a.py": "2"}, tmp_path / "sdk", force=True)
    assert sorted(os.listdir(tmp_path)) == ["sdk", "sdk2"]


def test_second_run_waits_and_then_says_so(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_tree({"a.py": "1"}, out)
    monkeypatch.setattr(folder_lock, "PATIENCE", 0.05)
    with (
        folder_lock.locked(out),
        pytest.raises(TsbindError, match="another tsbind run is at work"),
    ):
        write_tree({"a.py": "2"}, out, force=True)
    assert snapshot(out) == {"a.py": "1"}


def test_readers_share_the_lock(out: Path) -> None:
    out.mkdir(parents=True)
    with (
        folder_lock.locked(out, shared=True, patience=0),
        folder_lock.locked(out, shared=True, patience=0),
        pytest.raises(TsbindError, match="another tsbind run"),
        folder_lock.locked(out, patience=0),
    ):
        pass


def test_copies_where_links_are_not_possible(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_tree(locked({"a.py": "1", "b.py": "1"}), out)
    before = (out / "a.py").stat().st_mtime_ns

    def no_links(*_: object, **__: object) -> None:
        raise PermissionError(errno.EPERM, "no links here")

    monkeypatch.setattr(os, "link", no_links)
    write_tree(locked({"a.py": "1", "b.py": "2"}), out)
    assert snapshot(out) == locked({"a.py": "1", "b.py": "2"})
    assert (out / "a.py").stat().st_mtime_ns == before
    shutil.rmtree(out)
