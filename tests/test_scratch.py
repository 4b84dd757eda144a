"""Where files stand that only other programs read."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path
from types import SimpleNamespace

import pytest

from tsbind import scratch


def used(monkeypatch: pytest.MonkeyPatch, memory: Path, *, free: int) -> Path:
    """The parent of a scratch folder, with ``free`` bytes in the folder for memory."""
    monkeypatch.setattr(scratch, "_IN_MEMORY", str(memory))
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=free))
    with scratch.scratch_folder("x") as folder:
        (folder / "file").write_text("text")
        assert folder.name.startswith("tsbind-x-")
    assert not folder.exists()
    return folder.parent


@pytest.fixture
def usual(monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv("TMPDIR", raising=False)
    monkeypatch.setattr(tempfile, "tempdir", None)
    return Path(tempfile.gettempdir())


def test_memory_is_taken_where_it_has_room(
    usual: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert used(monkeypatch, tmp_path, free=2**30) == tmp_path
    assert used(monkeypatch, tmp_path, free=2**26) == usual
    assert used(monkeypatch, tmp_path / "missing", free=2**30) == usual


def test_who_sets_a_folder_gets_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr(tempfile, "tempdir", None)
    assert used(monkeypatch, Path(os.sep) / "dev" / "shm", free=2**30) == tmp_path
