"""The lock is a lock: other bytes under a locked version stop every command."""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from project.fakes import snapshot
from sources.fake_npm import FAKE_NPM, FakeNpm
from sources.made_tarballs import Member, tgz
from tsbind.cli import main
from tsbind.sources.cache import Cache, integrity_of

COMMANDS = [["update"], ["update", "--force"], ["check"], ["generate", "sdk"], ["diff"]]


def release(text: str, name: str = "thing") -> bytes:
    manifest = json.dumps({"name": name, "version": "1.0.0", "license": "MIT"}).encode()
    members = (Member("package/package.json", manifest), Member("package/src/a.ts", text.encode()))
    return tgz(*members, honest=False)


GOOD = release("export interface Thing { a: string }\n")
BAD = release("export interface Thing { a: number }\n")


def publish(npm: FakeNpm, data: bytes) -> None:
    npm.publishes("thing@1.0.0", data, **{"version": "1.0.0", "dist.integrity": integrity_of(data)})


@pytest.fixture
def npm(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> FakeNpm:
    """A registry with one release, a project that pins it, and its output."""
    monkeypatch.setenv("TSBIND_CACHE", str(tmp_path / "cache"))
    home = tmp_path / "npm"
    home.mkdir()
    (home / "npm").write_text(FAKE_NPM.format(python=sys.executable, home=str(home)))
    (home / "npm").chmod(0o755)
    monkeypatch.setenv("PATH", f"{home}{os.pathsep}{os.environ['PATH']}")
    (tmp_path / "project").mkdir()
    monkeypatch.chdir(tmp_path / "project")
    Path("tsbind.toml").write_text(
        '[targets.sdk]\nsource = "thing"\nversion = "1.0.0"\nout = "src/thing_sdk"\n'
    )
    npm = FakeNpm(home)
    npm.says("view thing", {"versions": ["1.0.0"], "dist-tags": {"latest": "1.0.0"}})
    publish(npm, GOOD)
    assert run("update").exit_code == 0
    return npm


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments)


def in_the_registry(npm: FakeNpm) -> None:
    publish(npm, BAD)
    shutil.rmtree(Cache().folder)


def in_the_cache(_: FakeNpm) -> None:
    Cache().add_tarball("thing", "1.0.0", BAD)


@pytest.mark.parametrize("changed", [in_the_registry, in_the_cache])
@pytest.mark.parametrize("arguments", COMMANDS, ids=" ".join)
@pytest.mark.parametrize("stale", [False, True], ids=["fresh", "stale"])
def test_other_bytes_stop_the_run_and_change_nothing(
    npm: FakeNpm, changed: Callable[[FakeNpm], None], arguments: list[str], stale: bool
) -> None:
    if stale:
        file = Path("tsbind.toml")
        file.write_text(file.read_text() + "types-only = true\n")
    changed(npm)
    before = snapshot(Path("src"))
    done = run(*arguments)
    assert done.exit_code == 3, done.output
    assert integrity_of(GOOD) in done.stderr
    assert integrity_of(BAD) in done.stderr
    assert "thing@1.0.0 is not what was locked" in done.stderr
    assert "--accept-integrity" in done.stderr
    assert done.stderr.count("\n") == 1
    assert snapshot(Path("src")) == before


@pytest.mark.parametrize("changed", [in_the_registry, in_the_cache])
def test_the_new_bytes_are_taken_on_request(
    npm: FakeNpm, changed: Callable[[FakeNpm], None]
) -> None:
    changed(npm)
    done = run("update", "--accept-integrity")
    assert done.exit_code == 0, done.output
    assert integrity_of(BAD) in Path("src/thing_sdk/tsbind.lock").read_text()
    assert "float" in Path("src/thing_sdk/types/thing.py").read_text()
    assert run("check").exit_code == 0
    assert "nothing to do" in run("update", "--accept-integrity").output


@pytest.mark.usefixtures("npm")
def test_generating_over_a_locked_output_is_held_to_the_lock() -> None:
    Cache().add_tarball("thing", "1.0.0", BAD)
    done = run("generate", "thing@1.0.0", "--out", "src/thing_sdk")
    assert (done.exit_code, "is not what was locked" in done.stderr) == (3, True)


def test_nobody_to_ask_is_no_finding(npm: FakeNpm) -> None:
    shutil.rmtree(Cache().folder)
    npm.fails("view thing@1.0.0", "ENOTFOUND")
    assert run("check").exit_code == 0
    assert run("check", "--offline").exit_code == 0
    assert run("update").exit_code == 0


def test_a_tarball_that_calls_itself_otherwise_is_refused(npm: FakeNpm) -> None:
    data = release("export type A = string\n", name="other")
    npm.publishes("thing@2.0.0", data, **{"dist.integrity": integrity_of(data)})
    done = run("generate", "thing@2.0.0", "--out", "made")
    assert done.exit_code == 3
    assert "thing@2.0.0: the tarball calls itself other. Do not use it" in done.stderr
    assert not Path("made").exists()


def test_an_update_without_the_network_goes_to_the_newest_that_is_cached(npm: FakeNpm) -> None:
    file = Path("tsbind.toml")
    file.write_text(file.read_text().replace('version = "1.0.0"\n', ""))
    npm.fails("view thing", "ENOTFOUND")
    assert run("update").exit_code == 3
    done = run("update", "--offline")
    assert (done.exit_code, done.output) == (0, "sdk: already at 1.0.0, nothing to do\n")
    Cache().add_tarball("thing", "1.2.0", GOOD)
    Cache().add_tarball("thing", "2.0.0-beta.1", GOOD)
    assert run("update", "--offline").output.startswith("sdk: 1.0.0 -> 1.2.0: ")


@pytest.mark.usefixtures("npm")
def test_a_target_is_generated_at_its_locked_version() -> None:
    shutil.rmtree("src/thing_sdk/types")
    done = run("generate", "sdk")
    assert done.exit_code == 0, done.output
    assert run("check").exit_code == 0
    assert "up to date" in run("generate", "sdk").output
    refused = run("generate", "sdk", "--types-only")
    assert (refused.exit_code, "--types-only is for a SOURCE" in refused.stderr) == (2, True)
    unknown = run("generate", "thing@1.0.0")
    assert unknown.exit_code == 2
    assert "To generate from a SOURCE, say where to: --out DIR" in unknown.stderr
