"""A registry that means harm, through the command line: one error, nothing outside, old output."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import Any

import pytest

from hardening.conftest import tsbind
from hardening.reading import commands, steering
from sources.fake_npm import FAKE_NPM, FakeNpm
from sources.made_tarballs import tgz
from tsbind.sources import registry
from tsbind.sources.cache import integrity_of
from tsbind.sources.limits import Limits

DATA = tgz()


@pytest.fixture
def work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to work in, with an output that an earlier run left."""
    import sys

    home = tmp_path / "npm"
    home.mkdir()
    script = home / "npm"
    script.write_text(FAKE_NPM.format(python=sys.executable, home=str(home)))
    script.chmod(0o755)
    monkeypatch.setenv("PATH", f"{home}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("TSBIND_CACHE", str(tmp_path / "cache"))
    folder = tmp_path / "work"
    folder.mkdir()
    monkeypatch.chdir(folder)
    npm = FakeNpm(home)
    npm.publishes("thing@0.9.0", DATA, **{"dist.integrity": integrity_of(DATA)})
    assert tsbind("generate", "thing@0.9.0", "--out", "made").exit_code == 0
    return folder


@pytest.fixture
def npm(work: Path) -> FakeNpm:
    return FakeNpm(work.parent / "npm")


def contents(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def refused(work: Path, spec: str = "thing@1.0.0", *options: str) -> str:
    """The one line that is said; the output and what stands beside it stay as they were."""
    before = contents(work)
    kept = contents(work.parent / "cache")
    start = time.process_time()
    result = tsbind("generate", spec, "--out", "made", *options)
    assert time.process_time() - start < 5
    assert (result.exit_code, result.stdout, result.stderr.count("\n")) == (3, "", 1)
    assert steering(result.stderr) == commands(result.stderr) == []
    assert contents(work) == before
    gained = contents(work.parent / "cache").keys() - kept.keys()
    assert not [path for path in gained if not path.startswith("answers")]
    return result.stderr


FAILURES: dict[str, tuple[dict[str, Any], str]] = {
    "missing version": ({"answer": {"error": {"code": "ETARGET"}}, "code": 1}, "no such package"),
    "no network": ({"answer": {"error": {"code": "ENOTFOUND"}}, "code": 1}, "cannot be reached"),
    "proxy that refuses": ({"answer": {"error": {"code": "E407"}}, "code": 1}, "cannot be reached"),
    "no permission": ({"answer": {"error": {"code": "E401"}}, "code": 1}, "npm login"),
    "crash with escapes": ({"stderr": "\x1b[31m::error::owned\n", "code": 7}, "npm failed"),
    "answer that is deep": ({"stdout": "[" * 100_000}, "no such package"),
    "answer that is HTML": ({"stdout": "<html>"}, "no such package"),
    "answer of a wrong kind": ({"stdout": "7"}, "not understood"),
    "error of a wrong kind": ({"stdout": '{"error": [1]}', "code": 1}, "npm failed"),
    "error that is long": (
        {"answer": {"error": {"code": "x" * 9000, "summary": "y" * 9000}}, "code": 1},
        "npm failed",
    ),
}


@pytest.mark.parametrize(("answer", "message"), FAILURES.values(), ids=FAILURES)
def test_a_registry_that_fails(
    work: Path, npm: FakeNpm, answer: dict[str, Any], message: str
) -> None:
    npm.says("view thing@1.0.0", **answer)
    said = refused(work)
    assert message in said
    assert len(said) < 1000


def test_wrong_integrity(work: Path, npm: FakeNpm) -> None:
    npm.publishes("thing@1.0.0", DATA, **{"dist.integrity": integrity_of(b"other")})
    assert "wrong integrity" in refused(work)


def test_timeout(work: Path, npm: FakeNpm, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry, "_VIEW_TIMEOUT", 0.2)
    npm.says("view thing@1.0.0", {}, sleep=5)
    assert "did not answer within 0.2 seconds. Check the network and proxy" in refused(work)


def test_npm_absent(work: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(work))
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)
    assert "npm is not installed" in refused(work)


def test_the_cache_serves_what_it_has(work: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(work))
    result = tsbind("generate", "thing@0.9.0", "--out", "made", "--force")
    assert result.exit_code == 0, result.output
    assert "use a cached version (0.9.0)" in refused(work, "thing@1.0.0", "--offline")


def test_a_tarball_too_large_is_not_read(
    work: Path, npm: FakeNpm, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tsbind.sources.npm.LIMITS", Limits(packed=100))
    npm.publishes("thing@1.0.0", DATA, **{"dist.integrity": integrity_of(DATA)})
    assert "the tarball is larger than" in refused(work)


TAGS: dict[str, Any] = {
    "a version that climbs": "../../../out/made",
    "a version that is a folder": "file:../made",
    "a version that is a URL": "https://evil.test/x.tgz",
    "a version that is an option": "--registry=https://evil.test",
    "a version with a line end": "1.0.0\n::error::owned",
    "a version that is no text": {"a": 1},
    "a version too long": "1.0.0-" + "x" * 10_000,
}


@pytest.mark.parametrize("version", TAGS.values(), ids=TAGS)
def test_a_tag_leads_nowhere_but_to_a_version(work: Path, npm: FakeNpm, version: Any) -> None:
    npm.says("view thing", {"versions": ["../x", 7, None], "dist-tags": {"latest": version}})
    assert "lists no versions" in refused(work, "thing")
    npm.says("view other", {"versions": ["1.0.0", "../x", 7], "dist-tags": {"latest": version}})
    said = refused(work, "other")
    assert "other has no version or tag '1.0.0'. Write a full version. Its tags: none" in said
    assert [c["arguments"][-1] for c in npm.calls if c["arguments"][0] == "pack"] == ["thing@0.9.0"]


def test_a_package_that_says_it_is_another(work: Path, npm: FakeNpm) -> None:
    """The version that was asked for is the one in the lock, whatever the manifest says."""
    npm.publishes("thing@2.0.0", DATA, **{"dist.integrity": integrity_of(DATA)})
    assert tsbind("generate", "thing@2.0.0", "--out", "made").exit_code == 0
    assert 'version = "2.0.0"' in Path("made/tsbind.lock").read_text()
