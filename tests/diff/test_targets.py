"""Targets named to diff, log and impact, without a network; configurations with errors."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from sources.made_tarballs import Member, tgz
from tsbind.cli import main
from tsbind.cli.impact import _specs
from tsbind.problems import UsageError
from tsbind.sources.cache import Cache

OLD = "export interface Thing { a: string; b: string; inner: { c: number } }"
NEW = "export interface Thing { a: string; inner: Inner } export interface Inner { c: number }"
CONFIG = '[targets.sdk]\nsource = "thing"\nout = "src/thing_sdk"\ntypes-only = true\n'


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments)


def publish(version: str, text: str) -> None:
    manifest = json.dumps({"name": "thing", "version": version, "license": "MIT"}).encode()
    members = Member("package/package.json", manifest), Member("package/src/a.ts", text.encode())
    Cache().add_tarball("thing", version, tgz(*members, honest=False))


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project generated from the older of two releases, both in the download cache."""
    monkeypatch.setenv("TSBIND_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("PATH", str(tmp_path))  # there is no npm
    folder = tmp_path / "project"
    folder.mkdir()
    monkeypatch.chdir(folder)
    (folder / "tsbind.toml").write_text(CONFIG, encoding="utf-8")
    publish("1.0.0", OLD)
    done = run("update", "--offline")
    assert done.exit_code == 0, done.output
    publish("2.0.0", NEW)
    return folder


def test_diff_of_a_target_takes_the_newest_release_in_the_cache(project: Path) -> None:
    done = run("diff", "sdk", "--offline")
    assert done.exit_code == 1, done.output
    assert done.output.startswith("thing 1.0.0 -> 2.0.0\n")
    assert "field removed: Thing.b" in done.output


def test_impact_takes_the_release_a_target_has_in_use(project: Path) -> None:
    assert _specs("sdk", "", {}, offline=True) == ("thing@1.0.0", "thing")
    assert _specs("thing@1.0.0", "", {}, offline=True) == ("thing@1.0.0", "thing")


@pytest.mark.parametrize(("reader", "said"), [("python", True), ("typescript", False)])
def test_log_tells_a_reader_what_concerns_them(project: Path, reader: str, said: bool) -> None:
    done = run("log", "thing", "1.0.0..2.0.0", "--for", reader, "--offline")
    assert done.exit_code == 0, done.output
    assert "field removed: Thing.b" in done.output
    assert ("import removed" in done.output) is said


def test_targets_with_an_error_do_not_stop_what_asks_for_none(project: Path) -> None:
    (project / "tsbind.toml").write_text(f"{CONFIG}typo = 1\n", encoding="utf-8")
    assert run("diff", "thing@1.0.0", "thing@2.0.0", "--offline").exit_code == 1
    assert _specs("thing@1.0.0", "", {}, offline=True) == ("thing@1.0.0", "thing")
    for done in (run("diff", "sdk", "--offline"), run("impact", ".", "--from", "sdk", "--offline")):
        assert done.exit_code == 2
        assert "unknown key 'typo'" in done.stderr
    with pytest.raises(UsageError, match="unknown key 'typo'"):
        _specs("sdk", "", {}, offline=True)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[diff]\nseverities = 1\n", "diff: unknown key 'severities'"),
        ("[diff\n", "is no TOML"),
    ],
)
def test_a_table_that_is_used_must_be_right(project: Path, text: str, said: str) -> None:
    """The error comes before a release is read: there is none of this name."""
    (project / "tsbind.toml").write_text(text, encoding="utf-8")
    done = run("diff", "none@1.0.0", "none@2.0.0", "--offline")
    assert done.exit_code == 2, done.output
    assert said in done.stderr
    assert done.stderr.count("\n") == 1
