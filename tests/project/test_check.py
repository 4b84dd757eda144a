from __future__ import annotations

import dataclasses
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest

from project.fakes import Upstream, place_in, snapshot, two_releases
from tsbind.problems import TsbindError
from tsbind.project.check import check, is_fresh
from tsbind.project.findings import Finding, format_findings
from tsbind.project.output import Place
from tsbind.project.update import update
from tsbind.project.writing import swap

Change = Callable[[Upstream, Path], Place | None]


@pytest.fixture
def upstream(tmp_path: Path) -> Upstream:
    upstream = two_releases()
    update(place_in(tmp_path), upstream.engine(), to="1.0.0")
    upstream.generated.clear()
    return upstream


def edit(_: Upstream, folder: Path) -> None:
    (folder / "sdk/a.py").write_text("# 1.0.0\nA = 2\n")


def delete(_: Upstream, folder: Path) -> None:
    (folder / "sdk/a.py").unlink()


def add(_: Upstream, folder: Path) -> None:
    (folder / "sdk/mine.py").write_text("")


def another_tsbind(upstream: Upstream, _: Path) -> None:
    upstream.tsbind = "0.2.0"


def other_code(upstream: Upstream, _: Path) -> None:
    upstream.suffix = " now"


def other_options(_: Upstream, folder: Path) -> Place:
    return place_in(folder, only=("a",))


def other_templates(_: Upstream, folder: Path) -> Place:
    (folder / "templates").mkdir()
    (folder / "templates/head").write_text("# head\n")
    return place_in(folder, templates="templates")


def other_pin(_: Upstream, folder: Path) -> Place:
    return place_in(folder, version="1.1.0")


def other_source(_: Upstream, folder: Path) -> Place:
    return place_in(folder, source="other")


def gone(_: Upstream, folder: Path) -> None:
    (folder / "sdk").rename(folder / "elsewhere")


def never(_: Upstream, folder: Path) -> Place:
    return place_in(folder, out="not/yet/sdk")


CASES: list[tuple[Change, list[tuple[str, str | None, int]]]] = [
    (edit, [("edited", "a.py", 2)]),
    (delete, [("missing", "a.py", 0)]),
    (add, [("extra", "mine.py", 0)]),
    (another_tsbind, [("generator", None, 0)]),
    (other_code, [("outdated", "a.py", 1), ("outdated", "b.py", 1)]),
    (other_options, [("outdated", "b.py", 0)]),
    (other_templates, [("outdated", "a.py", 1), ("outdated", "b.py", 1)]),
    (other_pin, [("outdated", None, 0)]),
    (other_source, [("outdated", None, 0)]),
    (gone, [("absent", None, 0)]),
    (never, [("absent", None, 0)]),
]


@pytest.mark.parametrize(("change", "expected"), CASES, ids=[case[0].__name__ for case in CASES])
def test_finds(
    tmp_path: Path,
    upstream: Upstream,
    change: Change,
    expected: list[tuple[str, str | None, int]],
) -> None:
    place = change(upstream, tmp_path) or place_in(tmp_path)
    before = snapshot(tmp_path)
    findings = check(place, upstream.engine())
    assert [(f.kind, f.file, f.line) for f in findings] == expected
    assert snapshot(tmp_path) == before


def test_nothing_found_without_generating_or_asking(tmp_path: Path, upstream: Upstream) -> None:
    upstream.offline = True
    assert check(place_in(tmp_path), upstream.engine()) == []
    assert is_fresh(place_in(tmp_path), upstream.engine())
    assert upstream.generated == []


def test_code_that_changed_without_effect_is_no_finding(tmp_path: Path, upstream: Upstream) -> None:
    engine = dataclasses.replace(upstream.engine(), code="other")
    assert check(place_in(tmp_path), engine) == []
    assert not is_fresh(place_in(tmp_path), engine)


def test_edited_file_is_shown_as_a_diff(tmp_path: Path, upstream: Upstream) -> None:
    edit(upstream, tmp_path)
    (finding,) = check(place_in(tmp_path), upstream.engine())
    assert finding.diff.splitlines()[:2] == ["--- generated/a.py", "+++ now/a.py"]
    assert finding.diff.splitlines()[-2:] == ["-A = 1", "+A = 2"]


def test_edited_file_is_found_without_network_but_without_diff(
    tmp_path: Path, upstream: Upstream
) -> None:
    edit(upstream, tmp_path)
    upstream.offline = True
    (finding,) = check(place_in(tmp_path), upstream.engine())
    assert (finding.kind, finding.diff) == ("edited", "")


def test_comparison_that_needs_upstream_says_so(tmp_path: Path, upstream: Upstream) -> None:
    upstream.offline = True
    with pytest.raises(TsbindError, match="not in the cache"):
        check(place_in(tmp_path, only=("a",)), upstream.engine())


def test_kept_files_and_changelog_are_no_finding(tmp_path: Path, upstream: Upstream) -> None:
    add(upstream, tmp_path)
    (tmp_path / "sdk/CHANGES.md").write_text("mine")
    (tmp_path / "sdk/__pycache__").mkdir()
    (tmp_path / "sdk/__pycache__/a.cpython-311.pyc").write_text("")
    assert check(place_in(tmp_path, keep=("mine.*",)), upstream.engine()) == []


def test_interrupted_swap_is_finished_first(tmp_path: Path, upstream: Upstream) -> None:
    (tmp_path / "sdk").rename(swap.sibling(tmp_path / "sdk", "old"))
    assert check(place_in(tmp_path), upstream.engine()) == []
    assert os.listdir(tmp_path) == ["sdk"]


FINDINGS = [
    Finding("edited", Path("pkg"), "changed: 100%", "a,b.py", 3, "-1\n+2\n"),
    Finding("absent", Path("pkg"), "not there"),
]


def test_text() -> None:
    expected = "pkg/a,b.py:3: edited: changed: 100%\n-1\n+2\npkg: absent: not there\n"
    assert format_findings("text", FINDINGS) == expected


def test_github_escapes() -> None:
    first, second = format_findings("github", FINDINGS).splitlines()
    assert first == (
        "::error file=pkg/a%2Cb.py,line=3,title=tsbind%3A edited::changed: 100%25%0A-1%0A+2%0A"
    )
    assert second == "::error file=pkg,line=1,title=tsbind%3A absent::not there"


def test_json() -> None:
    found = json.loads(format_findings("json", FINDINGS))["findings"]
    assert [(f["path"], f["kind"], f["line"]) for f in found] == [
        ("pkg/a,b.py", "edited", 3),
        ("pkg", "absent", 0),
    ]
    assert json.loads(format_findings("json", [])) == {"findings": []}


def test_read_only_tree_is_checked_by_a_user_that_permissions_bind() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "sdk.ts").write_text("export interface Answer { text: string }\n")
        (folder / "tsbind.toml").write_text('source = "./sdk.ts"\nout = "sdk"\n')
        command = [sys.executable, "-m", "tsbind"]
        subprocess.run([*command, "update"], cwd=folder, check=True, capture_output=True)
        for path in (*folder.rglob("*"), folder):
            path.chmod(0o555 if path.is_dir() else 0o444)
        program = (
            "import os, sys; from tsbind.cli import main\n"
            "main(sys.argv[1:], standalone_mode=False)  # loads what another user cannot read\n"
            "os.getuid() or os.setuid(65534)\n"
            "main(sys.argv[1:])\n"
        )
        checks = [
            subprocess.Popen(
                [sys.executable, "-c", program, "check", "--config", str(folder / "tsbind.toml")],
                cwd="/", stdout=subprocess.PIPE, text=True,
            )
            for _ in range(2)
        ]  # fmt: skip
        assert [check.communicate()[0] for check in checks] == ["1 target: no findings\n" * 2] * 2
        assert [check.returncode for check in checks] == [0, 0]
        folder.chmod(0o755)
        (folder / "sdk").chmod(0o755)
        for path in folder.rglob("*"):
            path.chmod(0o755)
