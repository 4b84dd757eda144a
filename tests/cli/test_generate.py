"""``tsbind generate``: files on disk, options, summary, and failures that change nothing."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from tsbind.cli import main
from tsbind.cli.generate import package_folder
from tsbind.problems import UsageError
from tsbind.sources import SourceTree

SOURCE = """\
/** A thing. */
export interface Thing { name: string; size?: Size | null }
export type Size = 'small' | 'large';
export interface Other { a: number }
"""


@pytest.fixture
def source(tmp_path: Path) -> str:
    (tmp_path / "thing.d.ts").write_text(SOURCE)
    return str(tmp_path / "thing.d.ts")


def generate(source: str, out: Path, *options: str) -> Result:
    return CliRunner().invoke(main, ["generate", source, "--out", str(out), *options])


def summary(source: str, out: Path, *options: str) -> dict[str, Any]:
    result = generate(source, out, "--json", *options)
    assert result.exit_code == 0, result.output
    found: dict[str, Any] = json.loads(result.stdout)
    return found


def contents(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def test_a_package_that_imports(source: str, tmp_path: Path) -> None:
    result = generate(source, tmp_path / "made")
    assert result.exit_code == 0, result.output
    lines = result.stdout.splitlines()
    assert lines[0] == f"thing -> {tmp_path / 'made'}"
    assert "declarations: 3 read, 3 emitted, 0 opaque, 0 skipped" in lines
    assert lines[-1].startswith("time: load ")
    code = "from made.types import Thing; print(Thing(name='x', size=None).to_dict())"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert (done.stdout, done.stderr) == ("{'name': 'x', 'size': None}\n", "")


def test_json_summary(source: str, tmp_path: Path) -> None:
    found = summary(source, tmp_path / "made")
    assert found["declarations"] == {"read": 3, "emitted": 3, "opaque": 0, "skipped": {}}
    assert found["files"]["created"] == len(contents(tmp_path / "made"))
    assert set(found["seconds"]) == {"load", "read", "emit", "write"}
    assert found["source"]["name"] == "thing"


def test_twice_changes_nothing(source: str, tmp_path: Path) -> None:
    summary(source, tmp_path / "made")
    before = contents(tmp_path / "made")
    again = summary(source, tmp_path / "made")["files"]
    assert (again["created"], again["changed"], again["removed"]) == (0, 0, 0)
    assert contents(tmp_path / "made") == before


def test_only(source: str, tmp_path: Path) -> None:
    found = summary(source, tmp_path / "made", "--only", "Thing")
    assert found["declarations"]["emitted"] == 2
    assert found["declarations"]["skipped"] == {"not needed": 1}
    types = {path for path in contents(tmp_path / "made") if path.startswith("types/")}
    assert types == {"types/__init__.py", "types/_types.py"}


def test_only_nothing(source: str, tmp_path: Path) -> None:
    result = generate(source, tmp_path / "made", "--only", "Thin")
    assert result.exit_code == 2
    assert "'Thin' names nothing in thing. Did you mean Thing?" in result.stderr
    assert not (tmp_path / "made").exists()


def test_strict_leaves_the_old_output(source: str, tmp_path: Path) -> None:
    summary(source, tmp_path / "made")
    before = contents(tmp_path / "made")
    Path(source).write_text("export interface A {{{ }\n")
    result = generate(source, tmp_path / "made", "--strict")
    assert result.exit_code == 3
    assert result.stderr.startswith("tsbind: thing.d.ts:1:")
    assert "Nothing was written" in result.stderr
    assert contents(tmp_path / "made") == before


def test_a_source_that_is_not_there_leaves_the_old_output(source: str, tmp_path: Path) -> None:
    summary(source, tmp_path / "made")
    before = contents(tmp_path / "made")
    result = generate(source + "x.ts", tmp_path / "made")
    assert (result.exit_code, result.stderr.count("\n")) == (3, 1)
    assert contents(tmp_path / "made") == before


def test_unwritable_output(source: str, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    result = generate(source, tmp_path / "file" / "made")
    assert result.exit_code == 3
    assert result.stderr.count("\n") == 1
    assert str(tmp_path / "file") in result.stderr


FOLDERS = [
    ("out/openai", "", "out/openai"),
    ("out/openai", "openai", "out/openai"),
    ("out/openai", "app.vendor.openai", "out/openai"),
    ("out", "openai_bindings", "out/openai_bindings"),
    ("src", "app.openai", "src/app/openai"),
]


@pytest.mark.parametrize(("out", "package", "folder"), FOLDERS)
def test_folder(out: str, package: str, folder: str) -> None:
    assert package_folder(Path(out), package) == Path(folder)


@pytest.mark.parametrize("package", ["a-b", "a..b", "class", ".a", "../x", "a.import"])
def test_names_that_cannot_be_imported(package: str) -> None:
    with pytest.raises(UsageError, match="cannot be imported"):
        package_folder(Path("out"), package)


@pytest.mark.registry
def test_a_resource_and_what_it_needs(
    openai_tree: Callable[[str], SourceTree], tmp_path: Path
) -> None:
    openai_tree("4.52.0")
    found = summary("openai@4.52.0", tmp_path / "made", "--only", "beta.threads.runs")
    assert 20 < found["declarations"]["emitted"] < 200
    assert found["declarations"]["opaque"] == 0
    files = contents(tmp_path / "made")
    assert "types/beta/threads/run.py" in files
    assert "types/image.py" not in files
    assert files["LICENSE"]


@pytest.mark.parametrize("selector", ["Thing,Other", "Thing, Other", "Thing Other"])
def test_two_selectors_in_one(source: str, tmp_path: Path, selector: str) -> None:
    result = generate(source, tmp_path / "made", "--only", selector)
    assert result.exit_code == 2
    assert "is 2 selectors in one. Give each its own: --only Thing --only Other" in result.stderr


@pytest.mark.parametrize("name", ["class", "1abc", "my-pkg", "a b"])
def test_a_folder_python_cannot_import(source: str, tmp_path: Path, name: str) -> None:
    refused = generate(source, tmp_path / name)
    assert refused.exit_code == 2
    assert f"Python cannot import a package called {name!r}" in refused.stderr
    assert "--package NAME" in refused.stderr
    assert not (tmp_path / name).exists()
    assert generate(source, tmp_path / name, "--package", "made").exit_code == 0
    assert (tmp_path / name / "made" / "types" / "thing.py").is_file()


def test_edited_files_are_found_before_the_work(source: str, tmp_path: Path) -> None:
    summary(source, tmp_path / "made")
    (tmp_path / "made/types/thing.py").write_text("# mine\n")
    Path(source).write_text("export interface A {{{ }\n")
    refused = generate(source, tmp_path / "made")
    assert refused.exit_code == 3
    assert "edited by hand: types/thing.py. Nothing was written." in refused.stderr
