"""Where files go, and what stands there: outputs, locks, configurations, templates."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from hardening.conftest import tsbind
from hardening.reading import commands, steering
from tsbind.project.writing import staging

DEEP = "a = " + "[" * 50_000 + "]" * 50_000


@pytest.fixture
def work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a source, a configuration, and a secret outside of the output."""
    monkeypatch.setenv("TSBIND_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    folder = tmp_path / "home" / "work"
    folder.mkdir(parents=True)
    monkeypatch.chdir(folder)
    (folder / "a.ts").write_text("export interface A { a: 1 }\n")
    (folder / "secret.txt").write_text("secret")
    (folder / "tsbind.toml").write_text('source = "./a.ts"\nout = "made"\n')
    return folder


def contents(folder: Path) -> dict[str, bytes]:
    """Every file below ``folder`` and where every link leads."""
    paths = sorted(folder.rglob("*"))
    found = {str(p.relative_to(folder)): os.readlink(p).encode() for p in paths if p.is_symlink()}
    files = [p for p in paths if p.is_file() and not p.is_symlink()]
    return found | {str(p.relative_to(folder)): p.read_bytes() for p in files}


def one_line(result: Result, code: int) -> str:
    """The one line of an error."""
    assert (result.exit_code, result.stderr.count("\n")) == (code, 1), result.output
    assert steering(result.stderr) == commands(result.stderr) == []
    return result.stderr


OUTS = {
    "home": "..",
    "root": "/",
    "the current folder": ".",
    "above the current folder": "../..",
    "a file": "a.ts",
    "below a file": "a.ts/made",
    "a device": "/dev/null",
    "a link to home": "link-home",
    "a link to itself": "loop",
    "a name too long": "x" * 300,
}


@pytest.mark.parametrize("out", OUTS.values(), ids=OUTS)
def test_outputs_that_would_take_over_what_is_the_users(work: Path, out: str) -> None:
    os.symlink(work.parent, work / "link-home")
    os.symlink(work / "loop", work / "loop")
    before = contents(work.parent)
    result = tsbind("generate", "a.ts", "--out", out)
    assert result.exit_code == 2 if out == "a.ts" else one_line(result, 3)
    assert contents(work.parent) == before


def test_home_from_elsewhere(work: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path / "cache" if (tmp_path / "cache").exists() else tmp_path)
    message = one_line(tsbind("generate", work / "a.ts", "--out", work.parent), 3)
    assert "is the home folder or above it" in message


def test_a_link_as_output_is_followed_and_stays(work: Path) -> None:
    (work / "real").mkdir()
    os.symlink(work / "real", work / "made")
    assert tsbind("generate", "a.ts", "--out", "made").exit_code == 0
    assert (work / "made").is_symlink()
    assert (work / "real/types/a.py").is_file()


def test_nothing_is_written_through_a_link_inside(work: Path) -> None:
    outside = work / "outside"
    outside.mkdir()
    (work / "made").mkdir()
    os.symlink(outside, work / "made/types")
    one_line(tsbind("generate", "a.ts", "--out", "made"), 3)
    assert list(outside.iterdir()) == []


LOCKS: dict[str, Callable[[str], str]] = {
    "paths that climb": lambda t: t + '"../secret.txt" = "2bb80d537b1da3e38bd30361aa855686bde0"\n',
    "absolute paths": lambda t: t + '"/etc/hostname" = "0"\n',
    "deep": lambda t: t + DEEP,
    "a table": lambda t: t.replace('name = "a"', "name = { a = 1 }"),
    "line end in the version": lambda t: t.replace('version = ""', 'version = "1\\n::error::x"'),
    "escape in the name": lambda t: t.replace('name = "a"', 'name = "\\u001b[31m"'),
    "very long name": lambda t: t.replace('name = "a"', f'name = "{"x" * 100_000}"'),
    "no TOML": lambda t: "\x00\x1b[31m<<<<<<< HEAD\n" + t,
    "of the future": lambda t: t.replace("lock-version = 1", "lock-version = 99"),
    "command in tsbind's version": lambda t: t.replace(
        'tsbind = "', 'tsbind = "##[error]\\u202e', 1
    ),
}


@pytest.mark.parametrize("change", LOCKS.values(), ids=LOCKS)
@pytest.mark.parametrize("command", ["update", "check", "generate"])
def test_a_lock_that_somebody_changed(
    work: Path, change: Callable[[str], str], command: str
) -> None:
    """It removes nothing outside the folder, says nothing that steers, and never crashes."""
    assert tsbind("update").exit_code == 0
    lock = work / "made/tsbind.lock"
    lock.write_text(change(lock.read_text()))
    arguments = (command, "a.ts", "--out", "made") if command == "generate" else (command,)
    start = time.process_time()
    result = tsbind(*arguments)
    assert time.process_time() - start < 5
    assert result.exit_code in (0, 1, 3)
    assert steering(result.output) == commands(result.output) == []
    assert len(result.output) < 20_000
    assert (work / "secret.txt").read_text() == "secret"
    assert "class A(Model)" in (work / "made/types/a.py").read_text()


def test_an_edited_file_steers_no_log(work: Path) -> None:
    """What `check` shows of a file somebody edited is shown as text."""
    assert tsbind("update").exit_code == 0
    file = work / "made/types/a.py"
    text = "\n::error file=x::owned\n##[error]owned\n\x1b[31m\u202e\r::x\n"
    file.write_text(file.read_text() + text)
    for style in ("text", "json", "github"):
        result = tsbind("check", "--format", style)
        assert result.exit_code == 1
        assert "owned" in result.stdout
        assert steering(result.stdout) == []
        if style == "github":
            assert [line[:2] for line in result.stdout.splitlines()] == ["::"]
        else:
            assert commands(result.stdout) == []


CONFIGURATIONS = {
    "deep": DEEP,
    "output that is no name": 'source = "./a.ts"\nout = "ma\\u001b[31mde"',
    "output that climbs": 'source = "./a.ts"\nout = "../.."',
    "output that is absolute": 'source = "./a.ts"\nout = "/"',
    "source with an escape": 'source = "a\\u001b[31m\\nb"\nout = "made"',
    "source that is an option": 'source = "--help"\nout = "made"',
    "source with a command": 'source = "a;touch RAN"\nout = "made"',
    "version that is a path": 'source = "thing"\nversion = "../../x"\nout = "made"',
    "templates that are not there": 'source = "./a.ts"\nout = "made"\ntemplates = "no\\u001bne"',
    "package of code": 'source = "./a.ts"\nout = "made"\npackage = "a; import os; made"',
    "docs in the output": 'source = "./a.ts"\nout = "made"\ndocs = "made/docs"',
    "unknown key": 'source = "./a.ts"\nout = "made"\n"\\u001b[31m" = 1',
    "key of a wrong kind": 'source = { a = 1 }\nout = "made"',
    "UTF-16": "\ufffe\x00",
}


@pytest.mark.parametrize("text", CONFIGURATIONS.values(), ids=CONFIGURATIONS)
def test_a_configuration_that_means_harm(work: Path, text: str) -> None:
    (work / "tsbind.toml").write_text(text, encoding="utf-8", newline="")
    before = contents(work)
    result = tsbind("update")
    assert result.exit_code in (2, 3)
    one_line(result, result.exit_code)
    assert len(result.stderr) < 1000
    assert contents(work) == before


TEMPLATES = {
    "no end": "{% if x %}",
    "unknown name": "{{ nothing_there }}",
    "another file": "{% include '../../secret.txt' %}",
    "absolute file": "{% include '/etc/hostname' %}",
    "not UTF-8": "\udcff",
    "no number": "{{ 1 / 0 }}",
    "itself": "{% include 'types/module.py.j2' %}",
    "no end of memory": "{% for x in range(10 ** 9) %}{{ x / 0 }}{% endfor %}",
}


@pytest.mark.parametrize("text", TEMPLATES.values(), ids=TEMPLATES)
def test_templates_that_cannot_be_used(work: Path, text: str) -> None:
    """One line that names the template, and the output stays."""
    assert tsbind("generate", "a.ts", "--out", "made").exit_code == 0
    template = work / "own/types/module.py.j2"
    template.parent.mkdir(parents=True)
    template.write_bytes(text.encode("utf-8", "surrogateescape"))
    before = contents(work / "made")
    message = one_line(tsbind("generate", "a.ts", "--out", "made", "--templates", work / "own"), 3)
    assert "types/module.py.j2" in message
    assert contents(work / "made") == before


def test_templates_folder_with_links_and_devices(work: Path) -> None:
    own = work / "own"
    own.mkdir()
    os.symlink(own, own / "loop")
    os.symlink("/nowhere", own / "broken")
    os.mkfifo(own / "pipe")
    result = tsbind("generate", "a.ts", "--out", "made", "--templates", work / "own")
    assert result.exit_code == 0, result.output


CODES = ["ENOSPC", "EDQUOT", "EROFS", "EACCES", "EIO"]


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("at", ["the first file", "a later file"])
def test_a_disk_that_takes_no_more(
    work: Path, code: str, at: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Full, over quota, read-only or broken: the old output stays whole, and one line says why."""
    assert tsbind("generate", "a.ts", "--out", "made").exit_code == 0
    (work / "b.ts").write_text("export interface B { b: 1 }\n")
    before = contents(work)
    left = iter(range(0 if at == "the first file" else 3))
    write = staging._write_file

    def fail(path: Path, *rest: Any) -> None:
        if next(left, None) is None:
            number = getattr(errno, code)
            raise OSError(number, os.strerror(number), str(path))
        write(path, *rest)

    monkeypatch.setattr(staging, "_write_file", fail)
    message = one_line(tsbind("generate", "b.ts", "--out", "made", "--force"), 3)
    assert "Nothing was changed" in message
    assert contents(work) == before


def test_two_runs_at_once_and_one_killed(work: Path) -> None:
    """The command line as a whole: the output is one run's, whole, and nothing is left beside."""
    (work / "b.ts").write_text("".join(f"export interface B{n} {{ b: 1 }}\n" for n in range(80)))
    command = [sys.executable, "-m", "tsbind", "generate"]
    runs = [
        subprocess.Popen([*command, name, "--out", "made", "--force"], stdout=subprocess.DEVNULL)
        for name in ("a.ts", "b.ts", "b.ts")
    ]
    while runs[2].poll() is None and not _staged(work):
        time.sleep(0.001)
    runs[2].kill()
    assert [run.wait(60) for run in runs][:2] == [0, 0]
    assert tsbind("generate", "a.ts", "--out", "made", "--force").exit_code == 0
    assert (work / "made/types/a.py").is_file()
    assert not list((work / "made/types").glob("b*.py"))
    assert _staged(work) == []


def _staged(folder: Path) -> list[str]:
    """Trees that are being written beside the output."""
    return [name for name in os.listdir(folder) if "tsbind-" in name]
