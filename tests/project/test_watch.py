from __future__ import annotations

import dataclasses
import threading
from pathlib import Path

import pytest

from project.fakes import Upstream, place_in, snapshot
from tsbind.model.declarations import Source
from tsbind.problems import TsbindError, UsageError
from tsbind.project.engine import Engine
from tsbind.project.output import write_output
from tsbind.project.standard import standard_engine
from tsbind.project.watch import input_filter, watch_targets
from tsbind.sources import SourceTree


def engine_on(folder: Path) -> Engine:
    """Each .ts file below ``folder`` becomes a module; one that says ``broken`` is an error."""

    def load(spec: str) -> SourceTree:
        assert spec == str(folder)
        files = {path.stem: path.read_bytes() for path in folder.glob("*.ts")}
        if b"broken" in files.values():
            raise TsbindError("a.ts:1:1: broken")
        return SourceTree(files, Source("local", ""))

    return dataclasses.replace(Upstream({}).engine(), load=load)


def write_until(file: Path, text: str, done: threading.Event) -> None:
    """Save again and again: the watcher says nowhere when it has begun to look.

    In one step: a file that is being written is empty at first.
    """
    while not done.wait(0.2):
        saved = file.with_suffix(".saved")
        saved.write_text(text)
        saved.replace(file)


def watch_while(folder: Path, text: str) -> list[str]:
    reports: list[str] = []
    place = place_in(folder.parent, source=f"./{folder.name}")
    done = threading.Event()
    writer = threading.Thread(target=write_until, args=(folder / "a.ts", text, done))
    writer.start()
    try:
        watch_targets([place], engine_on(folder), reports.append, rounds=1)
    finally:
        done.set()
        writer.join()
    return reports


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "decl").mkdir()
    (tmp_path / "decl/a.ts").write_text("A = 1\n")
    (tmp_path / "decl/b.ts").write_text("B = 1\n")
    return tmp_path / "decl"


def test_change_is_generated(folder: Path) -> None:
    first, second = watch_while(folder, "A = 2\n")
    assert first.startswith("sdk: 4 created, 0 unchanged in ")
    assert second.startswith("sdk: 2 changed, 2 unchanged in ")
    assert "A = 2" in snapshot(folder.parent / "sdk")["a.py"]


def test_broken_for_the_moment_is_reported_and_the_output_kept(folder: Path) -> None:
    assert watch_while(folder, "broken")[1] == "sdk: a.ts:1:1: broken"
    assert "A = 1" in snapshot(folder.parent / "sdk")["a.py"]


def test_nothing_to_watch(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="nothing to watch"):
        watch_targets([place_in(tmp_path)], Upstream({}).engine(), print)


def test_what_is_written_is_no_input(tmp_path: Path) -> None:
    place = place_in(tmp_path, source=".")
    is_input = input_filter([place])
    assert is_input(str(tmp_path / "a.ts"))
    assert is_input(str(tmp_path / "sdk.ts"))
    assert not is_input(str(tmp_path / "a.txt"))
    assert not is_input(str(tmp_path / "sdk" / "a.py"))
    assert not is_input(str(tmp_path / ".sdk.tsbind-new-1" / "a.py"))


def test_a_template_that_comes_is_used(tmp_path: Path) -> None:
    (tmp_path / "decl").mkdir()
    (tmp_path / "decl/a.ts").write_text("export interface A { b: string }\n")
    own = tmp_path / "own"
    own.mkdir()
    place = place_in(tmp_path, source="./decl", templates="own", types_only=True)
    done, reports = threading.Event(), list[str]()
    (own / "types").mkdir()
    template = own / "types/exports.py.j2"
    writer = threading.Thread(target=write_until, args=(template, "# mine\n", done))
    engine = standard_engine()
    write_output(place, engine.load(place.spec()), engine)
    assert "# mine" not in snapshot(tmp_path / "sdk")["__init__.py"]
    writer.start()
    try:
        watch_targets([place], engine, reports.append, rounds=1)
    finally:
        done.set()
        writer.join()
    assert "# mine" in snapshot(tmp_path / "sdk")["__init__.py"]
