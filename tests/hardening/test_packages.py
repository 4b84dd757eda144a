"""What a package says of itself, through the command line: one error or a harmless reading."""

from __future__ import annotations

import json
import re
import time
from pathlib import Path
from typing import Any

import pytest

from hardening.conftest import tsbind
from hardening.reading import Page, commands, steering
from hardening.texts import TEXTS
from hardening.upstream import tarball
from support.emitted import importable

INDEX = {"src/index.ts": "export interface Thing { a: string }\n"}

REFUSED: dict[str, dict[str, Any]] = {
    "name that climbs": {"name": "../../etc/passwd"},
    "absolute name": {"name": "/etc/passwd"},
    "name with a backslash": {"name": "..\\x"},
    "name with a line end": {"name": "thing\n::error::owned"},
    "name with an escape": {"name": "thing\x1b[31m"},
    "name with markup": {"name": "<script>alert(1)</script>"},
    "name that is a list": {"name": ["thing"]},
    "name that is a number": {"name": 7},
    "very long name": {"name": "x" * 100_000},
    "name of other letters": {"name": "thіng"},  # noqa: RUF001 - a Cyrillic letter
    "version that climbs": {"version": "../1.0.0"},
    "version with a line end": {"version": "1.0.0\n# injected"},
    "version with an escape": {"version": "1.0.0\x1b[31m"},
    "version with quotes": {"version": '1.0.0"""\nimport os'},
    "version with markup": {"version": "<b>1</b>"},
    "version that is an object": {"version": {"a": 1}},
    "very long version": {"version": "1" * 100_000},
}


@pytest.mark.parametrize("manifest", REFUSED.values(), ids=REFUSED)
@pytest.mark.parametrize("command", ["generate", "docs"])
def test_an_identity_that_is_none_is_refused(
    manifest: dict[str, Any], command: str, tmp_path: Path
) -> None:
    source = tarball(INDEX, tmp_path / "thing.tgz", **manifest)
    result = tsbind(command, source, "--out", tmp_path / "made")
    assert (result.exit_code, result.stdout) == (3, "")
    assert re.match(r"tsbind: .*thing\.tgz: not a package: .* is no (name|version)", result.stderr)
    assert result.stderr.count("\n") == 1
    assert len(result.stderr) < 400
    assert steering(result.stderr) == commands(result.stderr) == []
    assert sorted(p.name for p in tmp_path.iterdir()) == ["thing.tgz"]


ODD: dict[str, Any] = {
    "no name": {"name": None},
    "no version": {"version": None},
    "empty version": {"version": ""},
    "scoped name": {"name": "@scope/thing"},
    "licence with a line end": {"license": 'MIT"""\nimport os'},
    "licence that is a list": {"license": ["MIT"]},
    "licence with escapes": {"license": "MIT\x1b[31m\u202e"},
    "very long licence": {"license": "MIT " * 100_000},
    "licence of braces": {"license": "{{ 7 * 7 }} {% raw %}"},
    "everything of a wrong kind": {
        **dict.fromkeys(("exports", "types", "typings", "main", "files"), 7),
        **{key: [None] for key in ("scripts", "dependencies", "repository", "type")},
    },
    "exports that climb": {"exports": {".": "../../../etc/passwd"}, "types": "/etc/passwd"},
    "exports that are deep": {"exports": json.loads('{"import":' * 400 + '"x"' + "}" * 400)},
    "many exports": {"exports": {f"./{n}": f"./x{n}*.js" for n in range(2000)}},
    "scripts": {"scripts": {"preinstall": "touch RAN", "prepare": "touch RAN"}},
    "keys of Python": {"__class__": "x", "__init__": {}, "constructor": "y"},
}


@pytest.mark.parametrize("manifest", ODD.values(), ids=ODD)
def test_an_odd_manifest_is_read(
    manifest: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    source = tarball(INDEX, tmp_path / "thing.tgz", **manifest)
    result = tsbind("generate", source, "--out", tmp_path / "odd_package")
    assert (result.exit_code, result.stderr) == (0, ""), result.output
    assert steering(result.stdout) == commands(result.stdout) == []
    for file in (tmp_path / "odd_package").rglob("*.py"):
        head = file.read_text().split("\n")[:3]
        assert len("".join(head)) < 600
        compile(file.read_bytes(), str(file), "exec")
    with importable(tmp_path, "odd_package") as package:
        assert package.Thing(a="x").to_dict() == {"a": "x"}
    assert not (tmp_path / "RAN").exists()


MANIFESTS = {
    "list": ("[]", "not an object"),
    "text": ('"thing"', "not an object"),
    "null": ("null", "not an object"),
    "nothing": ("", "not JSON"),
    "cut": ('{"name": "thing"', "not JSON"),
    "deep": ("[" * 200_000, "not JSON"),
    "deep object": ('{"a":' * 200_000, "not JSON"),
    "UTF-16": ("\ufeff{}", ""),
    "long number": ('{"a":' + "9" * 10_000 + "}", "not JSON"),
    "huge": (" " * (33 << 20) + "{}", "larger than 32 MB"),
}


@pytest.mark.parametrize(("text", "message"), MANIFESTS.values(), ids=MANIFESTS)
def test_a_manifest_that_is_none(text: str, message: str, tmp_path: Path) -> None:
    folder = tmp_path / "thing"
    (folder / "src").mkdir(parents=True)
    (folder / "src/index.ts").write_text(INDEX["src/index.ts"])
    (folder / "package.json").write_bytes(text.encode())
    start = time.process_time()
    result = tsbind("generate", folder, "--out", tmp_path / "made")
    assert time.process_time() - start < 5
    if message:
        assert (result.exit_code, result.stderr.count("\n")) == (3, 1)
        assert message in result.stderr
        assert not (tmp_path / "made").exists()
    else:
        assert result.exit_code == 0, result.output


@pytest.mark.parametrize("name", ["LICENSE", "NOTICE"])
def test_a_hostile_licence_is_copied_as_text(name: str, tmp_path: Path) -> None:
    """No file takes its place in the package under another name, and none of it is run."""
    text = "\n".join(text for text in TEXTS.values() if len(text) < 1000)
    files = {**INDEX, name: text, f"{name}.py": "print('RAN')", f"{name}-x": "y"}
    source = tarball(files, tmp_path / "thing.tgz")
    result = tsbind("generate", source, "--out", tmp_path / "licensed")
    assert (result.exit_code, result.stderr) == (0, "")
    made = tmp_path / "licensed" / name
    assert text in made.read_bytes().decode()
    assert sorted(p.name for p in made.parent.glob("[LN]*")) in (["LICENSE", "NOTICE"], ["NOTICE"])


def test_titles_of_the_site_are_text(tmp_path: Path) -> None:
    source = tarball(INDEX, tmp_path / "thing.tgz", name="@a-b/c.d~e", version="1.0.0-x.y+z_")
    assert tsbind("docs", source, "--out", tmp_path / "site").exit_code == 0
    page = Page((tmp_path / "site/index.html").read_text())
    assert "@a-b/c.d~e" in page.shown
    assert page.foreign_links == []
