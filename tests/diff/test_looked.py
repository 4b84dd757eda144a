"""What impact looks at, however a code base is laid out, and what it says it did not look at."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from tsbind.cli import main
from tsbind.cli.impact import exit_code
from tsbind.diff.changes.change import Report
from tsbind.diff.impact import Impact, assess
from tsbind.diff.impact.checker import NotChecked
from tsbind.diff.impact.files import notebooks, read_files
from tsbind.diff.impact.hits import Hit
from tsbind.diff.impact.looked import Looked
from tsbind.diff.impact.show import impact_text
from tsbind.model.codec import to_json
from tsbind.model.declarations import Source

from .builders import client

METHOD = """
  create(options?: RequestOptions): APIPromise<Thing> {
    return this._client.post('/things', options);
  }
"""
OLD = client(METHOD, "export interface Thing { id: string; size: number }")
NEW = client(METHOD, "export interface Thing { id: string }", "2.0.0")
HEAD = "from demo import Demo\n"
USE = "print(Demo().things.create().size)\n"
TWIN = HEAD + USE

# By file: its text, and the lines that must be found; "?" for those of unknown type.
FILES: dict[str, tuple[str, list[str]]] = {
    "namespace/sub/mod.py": (TWIN, ["2"]),
    "one/conftest.py": (TWIN, ["2"]),
    "two/conftest.py": (TWIN, ["2"]),
    "tests/a/test_x.py": (TWIN, ["2"]),
    "tests/b/test_x.py": (TWIN, ["2"]),
    "a folder/my-script.py": (TWIN, ["2"]),
    "opted_out.py": ("# mypy: ignore-errors\n" + TWIN, ["3"]),
    "ignored.py": (HEAD + USE.rstrip() + "  # type: ignore\n" + USE, ["2", "3"]),
    "with_bom.py": ("\ufeff" + TWIN, ["2"]),
    "with_crlf.py": (TWIN.replace("\n", "\r\n"), ["2"]),
    "star.py": ("from demo import *\n" + USE, ["2"]),
    "module.py": ("import demo as d\nprint(d.Demo().things.create().size)\n", ["2"]),
    "attempt.py": (
        "try:\n    from demo import Demo\nexcept ImportError:\n    Demo = None\n" + USE,
        ["5"],
    ),
    "checking.py": (
        "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from demo.types import Thing\n"
        "def f(t: 'Thing') -> object:\n    return t.size\n",
        ["5"],
    ),
    "untyped.py": (
        HEAD + "class C:\n    def __init__(self):\n        self.client = Demo()\n"
        "    def run(self):\n        return self.client.things.create().size\n",
        ["6"],
    ),
    "forms.py": (
        HEAD + "x = lambda: Demo().things.create().size\ny = f'{Demo().things.create().size}'\n"
        "z = [t.size for t in [Demo().things.create()]]\n",
        ["2", "3", "4"],
    ),
    "dynamic.py": (HEAD + "def f(client):\n    return client.things.create().size\n", ["3?"]),
    "layout/src/app/core.py": (HEAD + "def make():\n    return Demo()\n", []),
    "layout/src/app/main.py": (
        "from app.core import make\nprint(make().things.create().size)\n",
        ["2?"],
    ),
    "by_name.py": (
        "import importlib\nd = importlib.import_module('demo')\n"
        "print(d.Demo().things.create().size)\n",
        ["3?"],
    ),
    "unchecked.py": (
        "import typing\n" + HEAD + "@typing.no_type_check\ndef f():\n"
        "    return Demo().things.create().size\n",
        [],
    ),
    "by_text.py": (
        HEAD + "thing = Demo().things.create()\nprint(getattr(thing, 'size'))\n"
        "print(getattr(thing, 'size', 0), hasattr(thing, 'id'))\n"
        "def f(x):\n    return getattr(x, 'size')\n",
        ["3", "4", "6?"],
    ),
    "tool": ("#!/usr/bin/env python3\n" + TWIN, ["3"]),
    "twice": ("#!/usr/bin/env -S uv run --script\n" + TWIN, ["3"]),
    "twice.py": (TWIN, ["2"]),
    "twice.pyi": ("def f() -> int: ...\n", []),
    ".github/scripts/hidden.py": (TWIN, ["2"]),
    "ended.py": (HEAD + "assert False\n" + USE, []),
}


@pytest.mark.slow
def test_every_layout_is_looked_at_or_named(tmp_path: Path) -> None:
    for name, (text, _) in FILES.items():
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="")
    for name in (".git/hooks/a.py", ".tox/b.py", "env/c.py", "env/pyvenv.cfg", "Makefile", "run"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("#!/bin/sh\n", encoding="utf-8")
    (tmp_path / "loop").symlink_to(tmp_path)
    (tmp_path / "other_loop").symlink_to(tmp_path)
    (tmp_path / "mypy.ini").write_text("[mypy]\nignore_errors = True\nplugins = none.such\n")
    (tmp_path / "shown.ipynb").write_text("{}", encoding="utf-8")
    found = assess([tmp_path], OLD, NEW, "demo")
    lines: dict[str, list[str]] = {name: [] for name in FILES}
    for mark, hits in (("", found.errors), ("?", found.unknown)):
        for hit in hits:
            lines[Path(hit.file).relative_to(tmp_path).as_posix()].append(f"{hit.line}{mark}")
    assert lines == {name: expected for name, (_, expected) in FILES.items()}
    assert not found.not_checked
    looked = found.looked
    assert looked.files == len(FILES)
    assert [(Path(file).name, line) for file, line in looked.by_name] == [("by_name.py", 2)]
    assert {(Path(f).name, line) for f, line, _ in looked.unreachable} == {
        ("ended.py", 3),
        ("unchecked.py", 5),
    }
    assert [Path(file).name for file in looked.notebooks] == ["shown.ipynb"]
    assert looked.untyped >= 3
    text = impact_text(found)
    assert "by_name.py:2: imports the package by its name" in text
    assert "shown.ipynb: a notebook" in text


def test_links_that_lead_in_circles_are_followed_once(tmp_path: Path) -> None:
    (tmp_path / "inner").mkdir()
    (tmp_path / "inner" / "a.py").write_text("", encoding="utf-8")
    (tmp_path / "inner" / "n.ipynb").write_text("", encoding="utf-8")
    for number in range(3):
        (tmp_path / f"link{number}").symlink_to(tmp_path)
        (tmp_path / "inner" / f"link{number}").symlink_to(tmp_path)
    assert [file.path.name for file in read_files([tmp_path])] == ["a.py"]
    assert [path.name for path in notebooks([tmp_path])] == ["n.ipynb"]


REPORT = Report(Source("demo", "1.0.0"), Source("demo", "2.0.0"))
HIT, LOOKED = Hit("a.py", 1, 0, ""), Looked(files=1, importing=1)
CODES = [
    (Impact(REPORT, (), looked=LOOKED), 0),
    (Impact(REPORT, (), deprecated=(HIT,), looked=LOOKED), 0),
    (Impact(REPORT, (HIT,), looked=LOOKED), 1),
    (Impact(REPORT, (), looked=Looked(files=1)), 3),
    (Impact(REPORT, (HIT,), not_checked=(NotChecked("b.py", "no"),), looked=LOOKED), 3),
    (Impact(REPORT, (), looked=Looked(importing=1, absent=(("a.py", 1, "no"),))), 3),
    (Impact(REPORT, (HIT,), looked=Looked(importing=1, absent=(("a.py", 1, "no"),))), 1),
]


@pytest.mark.parametrize(("impact", "code"), CODES)
def test_the_exit_code(impact: Impact, code: int) -> None:
    assert exit_code(impact) == code


@pytest.mark.slow
def test_the_command_exits_with_3_where_a_file_cannot_be_checked(tmp_path: Path) -> None:
    for name, model in (("old", OLD), ("new", NEW)):
        (tmp_path / f"{name}.json").write_text(to_json(model), encoding="utf-8")
    code = tmp_path / "code"
    code.mkdir()
    (code / "good.py").write_text("from demo import Demo\nprint(Demo())\n", encoding="utf-8")
    (code / "bad.py").write_text("def f(:\n", encoding="utf-8")
    sides = ["--from", str(tmp_path / "old.json"), "--to", str(tmp_path / "new.json")]
    result = CliRunner().invoke(main, ["impact", str(code), *sides, "--json"])
    assert result.exit_code == 3, result.output
    said = json.loads(result.stdout)
    assert [Path(row["file"]).name for row in said["not_checked"]] == ["bad.py"]
    assert said["errors"] == []
