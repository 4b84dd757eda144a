"""Shell completion, as docs/completion.md tells how to switch it on."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SHELLS = ("bash", "zsh", "fish")
TSBIND = Path(sys.executable).with_name("tsbind")

pytestmark = pytest.mark.skipif(not TSBIND.exists(), reason="tsbind is not installed as a command")


def ask(instruction: str, folder: Path, **environment: str) -> str:
    done = subprocess.run(
        [TSBIND],
        cwd=folder,
        env={**os.environ, "_TSBIND_COMPLETE": instruction, **environment},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


def completions(shell: str, folder: Path, words: str, current: str) -> set[str]:
    """What a shell is offered for ``current`` after ``words``."""
    if shell == "fish":
        found = ask("fish_complete", folder, COMP_WORDS=f"{words} {current}", COMP_CWORD=current)
        return {line.partition(",")[2].partition("\t")[0] for line in found.splitlines()}
    place = str(len(words.split()))
    found = ask(f"{shell}_complete", folder, COMP_WORDS=f"{words} {current}", COMP_CWORD=place)
    if shell == "bash":
        return {line.partition(",")[2] for line in found.splitlines() if line}
    return set(found.splitlines()[1::3])


@pytest.mark.parametrize("shell", SHELLS)
def test_commands_options_choices_and_targets(shell: str, tmp_path: Path) -> None:
    (tmp_path / "tsbind.toml").write_text(
        '[targets.client]\nsource = "openai"\nout = "a"\n[targets.kinds]\nsource = "x"\nout = "b"\n'
    )
    assert completions(shell, tmp_path, "tsbind", "ge") == {"generate"}
    assert "--types-only" in completions(shell, tmp_path, "tsbind generate", "--ty")
    assert completions(shell, tmp_path, "tsbind check --format", "g") == {"github"}
    assert completions(shell, tmp_path, "tsbind update", "cl") == {"client"}
    assert completions(shell, tmp_path, "tsbind diff", "k") == {"kinds"}


def test_no_configuration_is_no_error(tmp_path: Path) -> None:
    assert completions("bash", tmp_path, "tsbind update", "x") == set()


@pytest.mark.parametrize("shell", SHELLS)
def test_the_script_is_one_the_shell_reads(shell: str, tmp_path: Path) -> None:
    script = tmp_path / "complete"
    script.write_text(ask(f"{shell}_source", tmp_path))
    assert "_TSBIND_COMPLETE" in script.read_text()
    program = shutil.which(shell)
    if program is None:
        assert shell != "bash"
        pytest.skip(f"there is no {shell} here")
    subprocess.run([program, "-n", script], check=True)


def test_bash_completes(tmp_path: Path) -> None:
    script = (
        'eval "$(_TSBIND_COMPLETE=bash_source tsbind)"\n'
        "COMP_WORDS=(tsbind ins); COMP_CWORD=1\n"
        '_tsbind_completion tsbind\necho "${COMPREPLY[@]}"\n'
    )
    path = f"{TSBIND.parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        ["bash", "-c", script],
        cwd=tmp_path,
        env={**os.environ, "PATH": path},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "inspect\n"


def test_the_page_names_every_shell() -> None:
    page = (ROOT / "docs" / "completion.md").read_text()
    found = set(re.findall(r"_TSBIND_COMPLETE=(\w+)_source tsbind", page))
    assert found == set(SHELLS)
