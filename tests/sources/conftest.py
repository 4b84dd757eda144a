"""A registry of the tests' own: an ``npm`` on PATH that answers from a folder."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from sources.fake_npm import FAKE_NPM, FakeNpm


@pytest.fixture
def empty_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "cache"
    monkeypatch.setenv("TSBIND_CACHE", str(folder))
    return folder


@pytest.fixture
def npm(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, empty_cache: Path) -> FakeNpm:
    home = tmp_path / "npm"
    home.mkdir()
    script = home / "npm"
    script.write_text(FAKE_NPM.format(python=sys.executable, home=str(home)))
    script.chmod(0o755)
    monkeypatch.setenv("PATH", f"{home}{os.pathsep}{os.environ['PATH']}")
    return FakeNpm(home)
