from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from project.fakes import Upstream, two_releases
from tsbind.cli import main
from tsbind.project import standard


@pytest.fixture
def upstream(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Upstream:
    """A project with one target, and a registry that has two releases for it."""
    upstream = two_releases()
    monkeypatch.setattr(standard, "standard_engine", lambda **_: upstream.engine())
    monkeypatch.chdir(tmp_path)
    (tmp_path / "tsbind.toml").write_text('source = "sdk"\nout = "src/sdk"\n')
    return upstream


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments)


@pytest.mark.usefixtures("upstream")
def test_update_check_edit_check() -> None:
    updated = run("update", "--to", "1.0.0")
    assert (updated.exit_code, updated.output) == (0, "sdk: 1.0.0: 4 created, 0 unchanged\n")
    checked = run("check")
    assert (checked.exit_code, checked.output) == (0, "1 target: no findings\n")
    Path("src/sdk/a.py").write_text("# 1.0.0\nA = 2\n")
    edited = run("check")
    assert edited.exit_code == 1
    assert edited.output == (
        "src/sdk/a.py:2: edited: edited by hand since it was generated\n"
        "--- generated/a.py\n+++ now/a.py\n@@ -1,2 +1,2 @@\n # 1.0.0\n-A = 1\n+A = 2\n"
        "1 target: 1 finding\n"
    )


@pytest.mark.usefixtures("upstream")
def test_check_for_programs_and_code_hosts() -> None:
    run("update")
    assert json.loads(run("check", "--format", "json").stdout) == {"findings": []}
    Path("src/sdk/a.py").unlink()
    found = run("check", "--format", "github")
    assert found.exit_code == 1
    assert found.stdout.startswith("::error file=src/sdk/a.py,line=1,title=tsbind%3A missing::")


@pytest.mark.usefixtures("upstream")
def test_check_from_another_folder() -> None:
    run("update")
    assert run("check", "--config", str(Path("tsbind.toml").resolve())).exit_code == 0


@pytest.mark.usefixtures("upstream")
def test_update_prints_and_writes_the_changes() -> None:
    run("update", "--to", "1.0.0")
    done = run("update", "--changes", "changes.md")
    assert done.exit_code == 0
    assert "sdk: 1.0.0 -> 1.1.0" in done.output
    assert "- removed b" in done.output
    assert "- added c/d" in Path("changes.md").read_text()
    again = run("update")
    assert (again.exit_code, again.output) == (0, "sdk: already at 1.1.0, nothing to do\n")


@pytest.mark.usefixtures("upstream")
def test_update_to_a_prerelease_on_request() -> None:
    assert "2.0.0-beta.1" in run("update", "--pre").output


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["check", "skd"], 2, "has no target 'skd'. Did you mean 'sdk'?"),
        (["check", "--config", "none.toml"], 2, "cannot read none.toml"),
        (["update", "--to", "9"], 3, "has no version 9"),
        (["check", "--format", "xml"], 2, "'xml' is not one of"),
        (["init"], 2, "has a configuration already"),
        (["watch"], 2, "nothing to watch"),
    ],
)
@pytest.mark.usefixtures("upstream")
def test_errors_are_one_line_and_an_exit_code(
    arguments: list[str], code: int, message: str
) -> None:
    done = run(*arguments)
    assert done.exit_code == code
    assert message in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.usefixtures("upstream")
def test_update_of_edited_files_is_refused_unless_forced() -> None:
    run("update", "--to", "1.0.0")
    Path("src/sdk/a.py").write_text("mine")
    refused = run("update")
    assert refused.exit_code == 3
    assert "edited by hand: a.py. Nothing was written." in refused.stderr
    assert Path("src/sdk/a.py").read_text() == "mine"
    assert run("update", "--force").exit_code == 0
    assert run("check").exit_code == 0


@pytest.mark.usefixtures("upstream")
def test_to_needs_targets_of_one_source() -> None:
    both = '[targets.a]\nsource = "sdk"\nout = "x"\n[targets.b]\nsource = "SOURCE"\nout = "y"\n'
    Path("tsbind.toml").write_text(both.replace("SOURCE", "other"))
    refused = run("update", "--to", "1.0.0")
    assert refused.exit_code == 2
    assert "--to is for targets of one source, not a, b. Name a target" in refused.stderr
    assert run("update", "a", "--to", "1.0.0").output.startswith("a: 1.0.0")
    Path("tsbind.toml").write_text(both.replace("SOURCE", "sdk"))
    assert run("update", "--to", "1.0.0").output == (
        "a: already at 1.0.0, nothing to do\nb: 1.0.0: 4 created, 0 unchanged\n"
    )
    assert run("update", "b").output.startswith("b: 1.0.0 -> 1.1.0")
    assert run("update", "sdk", "--to", "1.1.0").output.startswith("a: 1.0.0 -> 1.1.0")
    assert run("check").output == "2 targets: no findings\n"


@pytest.mark.usefixtures("upstream")
def test_reference_follows_the_package() -> None:
    text = 'source = "sdk"\nout = "src/sdk"\ndocs = "docs/api"\n'
    Path("tsbind.toml").write_text(text)
    first = run("update", "--to", "1.0.0")
    assert first.output == (
        "sdk: 1.0.0: 4 created, 0 unchanged\ndocs/api: 1.0.0: 3 created, 0 unchanged\n"
    )
    assert Path("docs/api/a.md").read_text() == "# sdk 1.0.0\n"
    assert run("check").output == "1 target: no findings\n"
    assert "api: 1.0.0 -> 1.1.0" in run("update").output
    assert run("check").exit_code == 0
    assert run("update").output.endswith("docs/api: already at 1.1.0, nothing to do\n")


@pytest.mark.usefixtures("upstream")
def test_reference_left_behind_is_found_and_repaired() -> None:
    text = 'source = "sdk"\nout = "src/sdk"\n'
    Path("tsbind.toml").write_text(text + 'docs = "docs/api"\n')
    run("update", "--to", "1.0.0")
    Path("tsbind.toml").write_text(text)
    run("update", "--to", "1.1.0")
    Path("tsbind.toml").write_text(text + 'docs = "docs/api"\n')
    found = run("check")
    assert found.exit_code == 1
    assert found.output.startswith("docs/api: outdated: made from version 1.0.0")
    assert "api: 1.0.0 -> 1.1.0" in run("update").output
    assert run("check").exit_code == 0


def test_init_then_update(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(standard, "standard_engine", lambda **_: two_releases().engine())
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TSBIND_CACHE", str(tmp_path / "cache"))
    done = run("init", "sdk", "--out", "vendor/sdk", "--offline")
    assert done.exit_code == 0
    assert done.stdout.startswith(
        "Wrote tsbind.toml: sdk goes to vendor/sdk\nNext: `tsbind update`"
    )
    assert run("update").exit_code == 0
    assert Path("vendor/sdk/a.py").exists()


def test_schema_is_printed() -> None:
    assert json.loads(run("config-schema").output)["title"] == "tsbind configuration"


@pytest.mark.parametrize("arguments", [["check"], ["update"], ["diff"], ["generate", "sdk"]])
@pytest.mark.usefixtures("upstream")
def test_leftovers_of_killed_runs_are_swept_by_whoever_looks(arguments: list[str]) -> None:
    run("update")
    left = Path("src/.sdk.tsbind-new-killed")
    (left / "c").mkdir(parents=True)
    run(*arguments)
    assert not left.exists()


def test_an_update_tells_problems_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("tsbind.toml").write_text('source = "./a.d.ts"\nout = "made"\n')
    odd = "export type Odd = Nowhere<1>;\n"
    Path("a.d.ts").write_text(odd)
    first = run("update")
    assert first.exit_code == 0, first.output
    assert first.stderr == (
        "tsbind: 1 place is not exactly as upstream has it (1 opaque); --all-warnings lists it\n"
    )
    Path("a.d.ts").write_text(f"\n{odd}export interface A {{ a: string }}\n")
    assert run("update").stderr == ""
    Path("a.d.ts").write_text(f"{odd}export type More = Elsewhere<1>;\n")
    assert "2 places are not" in run("update").stderr
    listed = run("update", "--all-warnings", "--force")
    assert listed.exit_code == 0
    strict = run("update", "--strict")
    assert strict.exit_code == 3
    assert "a.d.ts:1:" in strict.stderr
    assert "(and 1 more like it). Nothing was written" in strict.stderr
    generated = run("generate", "a.d.ts", "--out", "other", "--strict")
    assert (generated.exit_code, Path("other").exists()) == (3, False)
    everything = run("generate", "a.d.ts", "--out", "other", "--all-warnings")
    assert everything.exit_code == 0
    assert everything.stderr.count(": opaque: ") == 2


@pytest.mark.parametrize("text", ["export const a = 1;\n", "// nothing\n", "interface A {}\n"])
def test_an_empty_result_is_an_error_that_says_where_was_looked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.ts").write_text(text)
    done = run("generate", "a.ts", "--out", "made")
    assert done.exit_code == 3
    assert "a: nothing to generate: no type and no client is exported" in done.stderr
    assert "in the 1 files that were read: a.ts. Check" in done.stderr
    assert not Path("made").exists()


TWO = (
    '[targets.first]\nsource = "sdk"\nout = "x"\nONLY[targets.second]\nsource = "sdk"\nout = "y"\n'
    'only = ["a", "c/d"]\n'
)


@pytest.mark.parametrize(
    ("only", "first", "together"),
    [
        ("", "- removed b\n- added c/d\n", "- removed b\n- added c/d\n"),
        ('only = ["b"]\n', "- removed b\n", "- removed b\n- added c/d\n"),
        ('only = ["a", "c/d"]\n', "- added c/d\n", "- added c/d\n"),
        ('only = ["a"]\n', "", "- added c/d\n"),
    ],
)
@pytest.mark.usefixtures("upstream")
def test_changes_are_those_of_what_is_held_and_told_once(
    only: str, first: str, together: str
) -> None:
    Path("tsbind.toml").write_text(TWO.replace("ONLY", only))
    run("update", "--to", "1.0.0")
    done = run("update", "--changes", "changes.md")
    assert done.exit_code == 0, done.output
    head = "### Breaking\n\n"
    if first:
        assert Path("x/CHANGES.md").read_text().endswith(f"{head}{first}")
    else:
        assert not Path("x/CHANGES.md").exists()
    assert Path("y/CHANGES.md").read_text().endswith(f"{head}- added c/d\n")
    assert done.stdout.count("### Breaking") == 1
    assert f"{head}{together}" in done.stdout
    text = Path("changes.md").read_text()
    assert text.startswith(f"## first, second: 1.0.0 -> 1.1.0\n\n{head}{together}\n- first: ")
    assert text.count("## ") == 2
