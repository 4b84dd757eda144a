"""``tsbind init``: what it writes, `tsbind update` takes, whatever it is given."""

from __future__ import annotations

import os
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from sources.fake_npm import FAKE_NPM, FakeNpm
from sources.made_tarballs import tgz
from tsbind.cli import main
from tsbind.sources.cache import integrity_of

DATA = tgz()


@pytest.fixture
def npm(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> FakeNpm:
    monkeypatch.setenv("TSBIND_CACHE", str(tmp_path / "cache"))
    home = tmp_path / "npm"
    home.mkdir()
    (home / "npm").write_text(FAKE_NPM.format(python=sys.executable, home=str(home)))
    (home / "npm").chmod(0o755)
    monkeypatch.setenv("PATH", f"{home}{os.pathsep}{os.environ['PATH']}")
    (tmp_path / "project").mkdir()
    monkeypatch.chdir(tmp_path / "project")
    npm = FakeNpm(home)
    for name in ("thing", "@scope/thing", "class"):
        tags = {"latest": "1.0.0", "next": "2.0.0-b.1"}
        npm.says(f"view {name}", {"versions": [*tags.values()], "dist-tags": tags})
        for version in ("1.0.0", "2.0.0-b.1"):
            data = tgz_of(name)
            npm.publishes(f"{name}@{version}", data, **{"dist.integrity": integrity_of(data)})
    return npm


def tgz_of(name: str) -> bytes:
    from sources.made_tarballs import INDEX, Member

    manifest = f'{{"name": "{name}", "version": "1.0.0"}}'.encode()
    return tgz(
        Member("package/package.json", manifest),
        Member("package/src/index.ts", INDEX),
        honest=False,
    )


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments)


def written() -> dict[str, Any]:
    return tomllib.loads(Path("tsbind.toml").read_text())


GIVEN = [
    (["thing"], {"source": "thing", "out": "thing_bindings"}),
    (["thing@1.0.0"], {"source": "thing", "out": "thing_bindings", "version": "1.0.0"}),
    (["thing@latest"], {"source": "thing", "out": "thing_bindings"}),
    (["thing@next"], {"source": "thing", "out": "thing_bindings", "version": "2.0.0-b.1"}),
    (["@scope/thing"], {"source": "@scope/thing", "out": "thing_bindings"}),
    (["class"], {"source": "class", "out": "class__bindings"}),
    (["thing", "--out", "my-pkg"], {"source": "thing", "out": "my_pkg"}),
    (["thing", "--out", "new/folder/1abc"], {"source": "thing", "out": "new/folder/_1abc"}),
    (["thing", "--out", "class"], {"source": "thing", "out": "class_"}),
    (["declarations"], {"source": "./declarations", "out": "declarations_bindings"}),
    (["./declarations/"], {"source": "./declarations", "out": "declarations_bindings"}),
    (["declarations/a-b.d.ts"], {"source": "./declarations/a-b.d.ts", "out": "a_b_bindings"}),
]


@pytest.mark.usefixtures("npm")
@pytest.mark.parametrize(("arguments", "expected"), GIVEN, ids=" ".join)
@pytest.mark.parametrize("name", ["tsbind.toml", "pyproject.toml"])
def test_update_takes_what_init_writes(
    arguments: list[str], expected: dict[str, str], name: str
) -> None:
    Path("declarations").mkdir()
    Path("declarations/a-b.d.ts").write_text("export interface A { a: string }\n")
    done = run("init", *arguments, *(["--pyproject"] if name == "pyproject.toml" else []))
    assert done.exit_code == 0, done.output
    table = tomllib.loads(Path(name).read_text())
    assert (table["tool"]["tsbind"] if name == "pyproject.toml" else table) == expected
    assert f"Wrote {name}: {expected['source']}" in done.stdout
    assert "Next: `tsbind update`" in done.stdout
    updated = run("update")
    assert updated.exit_code == 0, updated.output
    assert Path(expected["out"], "types/__init__.py").is_file()
    assert run("check").exit_code == 0


@pytest.mark.usefixtures("npm")
@pytest.mark.parametrize(
    ("source", "code", "message"),
    [
        ("thng", 3, "thng: the registry has no such package"),
        ("thing@9.9.9", 3, "has no version or tag '9.9.9'. Did you mean thing@2.0.0-b.1?"),
        ("thing@nxt", 3, "has no version or tag 'nxt'"),
        ("./nothing", 3, "nothing: no such file or directory"),
        ("nothing.d.ts", 3, "nothing.d.ts: no such file or directory"),
        ("a b", 2, "'a b' names no source"),
    ],
)
def test_what_update_could_not_take_is_not_written(source: str, code: int, message: str) -> None:
    done = run("init", source)
    assert done.exit_code == code
    assert message in done.stderr
    assert not Path("tsbind.toml").exists()


def test_without_the_registry_it_is_written_and_said(npm: FakeNpm) -> None:
    npm.fails("view thing", "ENOTFOUND")
    done = run("init", "thing")
    assert done.exit_code == 0
    assert "Nobody could be asked about thing: " in done.stderr
    assert written() == {"source": "thing", "out": "thing_bindings"}


@pytest.mark.usefixtures("npm")
def test_the_newest_release_is_named() -> None:
    assert run("init", "thing").stdout.startswith(
        "Wrote tsbind.toml: thing (newest: 1.0.0) goes to thing_bindings\n"
    )


@pytest.mark.usefixtures("npm")
def test_a_name_that_is_changed_is_said() -> None:
    done = run("init", "thing", "--out", "src/my-pkg")
    assert done.stdout.startswith("Python cannot import my-pkg: the folder is src/my_pkg\n")
