"""The command line as a whole: help, errors, exit codes, signals."""

from __future__ import annotations

import importlib.metadata
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from tsbind.cli import main
from tsbind.cli.command import Command
from tsbind.cli.problems import print_problems
from tsbind.cli.progress import Stages, show_progress
from tsbind.diff.formats.document import VERSION as DIFF_VERSION
from tsbind.model.declarations import SCHEMA_VERSION
from tsbind.position import Position
from tsbind.problems import Problem, Severity, TsbindError
from tsbind.project.lock import LOCK_VERSION


def test_version() -> None:
    result = CliRunner().invoke(main, ["--version"], prog_name="tsbind")
    version = importlib.metadata.version
    assert result.output == (
        f"tsbind {version('tsbind')}\n"
        f"formatters: ruff {version('ruff')}, black {version('black')}\n"
        f"schemas: model {SCHEMA_VERSION}, diff {DIFF_VERSION}, lock {LOCK_VERSION}\n"
    )


ERRORS = [
    (["inspect", "nothing.tgz"], 3, "tsbind: nothing.tgz: no such file or directory. Check"),
    (["inspect", "a\x1b[31m b"], 2, "tsbind: 'a\\x1b[31m b' names no source. Write NAME@VERSION"),
    (["inspect", "../\x1b[31m"], 3, "tsbind: ../\\u001b[31m: no such file or directory. Check"),
    (["inspect", "thing@1.0.0", "--offline"], 3, "tsbind: thing@1.0.0 is not in the download"),
    (["inspect", "index.ts", "Nothing"], 2, "tsbind: 'Nothing' names nothing in index. `tsbind"),
]


@pytest.mark.parametrize(("arguments", "code", "message"), ERRORS)
def test_an_error_is_one_line(
    arguments: list[str],
    code: int,
    message: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TSBIND_CACHE", str(tmp_path / "cache"))
    Path("index.ts").write_text("export type A = 'a';")
    result = CliRunner().invoke(main, arguments)
    assert result.exit_code == code
    assert result.stdout == ""
    assert result.stderr.startswith(message)
    assert result.stderr.count("\n") == 1


@pytest.mark.parametrize("arguments", [["inspect"], ["nonsense"], ["inspect", "a", "--nonsense"]])
def test_wrong_usage(arguments: list[str]) -> None:
    result = CliRunner().invoke(main, arguments)
    assert result.exit_code == 2
    assert "Usage:" in result.stderr


def test_interrupted(monkeypatch: pytest.MonkeyPatch) -> None:
    @click.command()
    def interrupted() -> None:
        raise KeyboardInterrupt

    monkeypatch.setitem(main.commands, "interrupted", interrupted)
    result = CliRunner().invoke(main, ["interrupted"])
    assert (result.exit_code, result.stderr) == (130, "tsbind: interrupted\n")


def test_remedy_ends_the_line(monkeypatch: pytest.MonkeyPatch) -> None:
    @click.command()
    def failing() -> None:
        raise TsbindError("x.ts:1:2: bad\r\nthing", "Mend\u202e it")

    monkeypatch.setitem(main.commands, "failing", failing)
    result = CliRunner().invoke(main, ["failing"])
    assert (result.exit_code, result.stderr) == (3, "tsbind: x.ts:1:2: bad thing. Mend\\u202e it\n")


def _hear_interrupts() -> None:
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def run(*arguments: str, **environment: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "tsbind", *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, **environment},
        # A shell's background job ignores SIGINT, and so would what it starts.
        preexec_fn=_hear_interrupts,  # noqa: PLW1509 - no thread is running here
    )


def large_source(folder: Path, count: int) -> str:
    text = "".join(f"export interface I{n} {{ a: string }}\n" for n in range(count))
    (folder / "large.ts").write_text(text)
    return str(folder / "large.ts")


def test_a_reader_that_closes_the_pipe(tmp_path: Path) -> None:
    process = run("inspect", large_source(tmp_path, 5000), "--json")
    assert process.stdout is not None
    assert process.stdout.read(10)
    process.stdout.close()
    assert process.stderr is not None
    assert process.stderr.read() == b"tsbind: cannot print: Broken pipe\n"
    assert process.wait(60) == 70
    process.stderr.close()


NOWHERE = [
    (">/dev/full", b"tsbind: cannot print: No space left on device\n"),
    (">&-", b"tsbind: cannot print: Bad file descriptor\n"),
    ("2>&- >/dev/full", b""),
]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full")
@pytest.mark.parametrize(("where", "message"), NOWHERE)
@pytest.mark.parametrize("command", ["--help", "--version", "config-schema", "diff -h"])
def test_nowhere_to_print_to(command: str, where: str, message: bytes) -> None:
    script = f"'{sys.executable}' -m tsbind {command} {where}"
    done = subprocess.run(["sh", "-c", script], capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (70, message)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full")
@pytest.mark.parametrize(("command", "code"), [("show", 2), ("inspect nowhere.ts", 3)])
@pytest.mark.parametrize("where", ["2>/dev/full", "2>&-"])
def test_nobody_to_tell_of_an_error(command: str, code: int, where: str) -> None:
    script = f"'{sys.executable}' -m tsbind {command} {where}"
    assert subprocess.run(["sh", "-c", script], check=False).returncode == code


def test_an_internal_error(monkeypatch: pytest.MonkeyPatch) -> None:
    @click.command(cls=Command)
    def failing() -> None:
        raise ZeroDivisionError("what\nnobody\x1b foresaw")

    monkeypatch.setitem(main.commands, "failing", failing)
    result = CliRunner().invoke(main, ["failing"])
    assert (result.exit_code, result.stdout) == (70, "")
    first, second = result.stderr.splitlines()
    assert first == "tsbind: internal error: ZeroDivisionError: what nobody\\u001b foresaw"
    assert second.startswith("This is a mistake in tsbind, not yours. Report it ")
    for arguments in (["--debug", "failing"], ["failing", "--debug"]):
        result = CliRunner().invoke(main, arguments)
        assert result.exit_code == 70
        assert "Traceback (most recent call last)" in result.stderr
        assert "in failing" in result.stderr


def wait_for(path: Path) -> None:
    """Until the file is there; a machine under load may take long."""
    end = time.monotonic() + 60
    while not path.exists():
        assert time.monotonic() < end, f"{path} was not written"
        time.sleep(0.01)


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGINT to send on Windows")
def test_control_c(tmp_path: Path) -> None:
    script = tmp_path / "npm"
    begun = tmp_path / "begun"
    script.write_text(f"#!/bin/sh\n: > '{begun}'\nexec sleep 60\n")
    script.chmod(0o755)
    path = f"{tmp_path}{os.pathsep}{os.environ['PATH']}"
    # A shell starts what it runs in the background with the signal ignored, and that is inherited.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        process = run("inspect", "thing@1.0.0", PATH=path, TSBIND_CACHE=str(tmp_path / "cache"))
    finally:
        signal.signal(signal.SIGINT, before)
    with process:
        try:
            wait_for(begun)
            process.send_signal(signal.SIGINT)
            output, errors = process.communicate(timeout=30)
        finally:
            process.kill()
    assert (process.returncode, output, errors) == (130, b"", b"tsbind: interrupted\n")


def test_text_the_terminal_cannot_show(tmp_path: Path) -> None:
    file = tmp_path / "a.ts"
    file.write_text("/** caf\u00e9 \U0001f600 */\nexport type A = string;\n", encoding="utf-8")
    process = run("inspect", str(file), "A", PYTHONIOENCODING="latin-1")
    output, errors = process.communicate(timeout=60)
    assert process.returncode == 0, errors
    assert b"caf\xe9 \\U0001f600" in output


PLACE = Position("a.ts", 3, 4)


def test_problems_are_printed_worst_first_and_counted(capsys: pytest.CaptureFixture[str]) -> None:
    problems = [Problem(Severity.OPAQUE, f"t{n}\x07", PLACE) for n in range(25)]
    problems.insert(3, Problem(Severity.WARNING, "w"))
    assert print_problems(problems) == 0
    assert capsys.readouterr().err == (
        "tsbind: 26 places are not exactly as upstream has them (1 warning, 25 opaque); "
        "--all-warnings lists them\n"
    )
    assert print_problems(problems, 7, every=True) == 0
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 27
    assert lines[:2] == ["tsbind: warning: w", "tsbind: a.ts:3:4: opaque: t0\\u0007"]
    assert lines[-1] == "tsbind: 7 more in what was not chosen"
    unread = [Problem(Severity.UNREAD, f"u{n}", PLACE) for n in range(7)]
    assert print_problems([*problems, *unread]) == 0
    lines = capsys.readouterr().err.splitlines()
    assert lines[:5] == [f"tsbind: a.ts:3:4: unread: u{n}" for n in range(5)]
    assert "28 places are not exactly as upstream has them (2 unread, 1 warning" in lines[5]
    error = Problem(Severity.ERROR, "unexpected }", PLACE)
    assert print_problems([*problems, error]) == 3
    assert capsys.readouterr().err.splitlines()[0] == "tsbind: a.ts:3:4: error: unexpected }"


def test_no_progress_where_there_is_no_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    with show_progress("Working"):
        pass
    assert capsys.readouterr() == ("", "")


def on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Standard error is a terminal, and nobody says that this is CI."""
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    monkeypatch.delenv("CI", raising=False)


def until_shown(text: str, capsys: pytest.CaptureFixture[str]) -> str:
    """What is on standard error by the time ``text`` is."""
    shown, end = "", time.monotonic() + 60
    while text not in shown:
        assert time.monotonic() < end, shown
        time.sleep(0.01)
        printed = capsys.readouterr()
        assert printed.out == ""
        shown += printed.err
    return shown


def test_stages_are_counted(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    on_a_terminal(monkeypatch)
    stages, shown = Stages(3), ""
    for name in ("first", "second"):
        with stages(name):
            shown += until_shown(name, capsys)
    shown += capsys.readouterr().err
    assert "first" in shown.partition("0/3")[0]
    assert "second" in shown.partition("1/3")[0]


def test_what_a_caller_counts(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    on_a_terminal(monkeypatch)
    targets, shown = Stages(2, own_count=True), ""
    for targets.subject in ("chat", "files"):
        for name in ("first", "second"):
            with targets(name):
                shown += until_shown(name, capsys)
        targets.done += 1
    shown += capsys.readouterr().err
    assert "chat: second" in shown.partition("1/2")[0]
    assert "files: first" in shown.partition("1/2")[0]
    assert "2/2" not in shown


def test_no_progress_in_ci(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    on_a_terminal(monkeypatch)
    monkeypatch.setenv("CI", "true")
    with Stages(3)("Working"):
        pass
    assert capsys.readouterr() == ("", "")


def test_progress_on_a_terminal(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    on_a_terminal(monkeypatch)
    with show_progress("Working [/] on it"):
        until_shown("Working [/] on it", capsys)
    assert capsys.readouterr().out == ""
