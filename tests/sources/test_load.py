"""Which files of a package, a folder or a file become the tree, and what it is called."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sources.made_tarballs import HONEST, INDEX, Member, tgz
from tsbind.problems import TsbindError, UsageError
from tsbind.sources import is_stable, load, version_key
from tsbind.sources.choose import choose_files
from tsbind.sources.folder import read_folder
from tsbind.sources.limits import Limits
from tsbind.sources.spec import RegistrySpec, parse_spec
from tsbind.sources.tarball import read_tarball


def chosen(manifest: dict[str, Any], *paths: str, **contents: str) -> tuple[str, list[str]]:
    files = dict.fromkeys(paths, b"")
    files |= {path: text.encode() for path, text in contents.items()}
    root, found = choose_files(files, manifest)
    return root, list(found)


ESM = "dist/esm/index.d.ts"
CJS = "dist/cjs/index.d.ts"
ESM_TREE = ["dist/esm/b.d.ts", ESM]
BOTH = (CJS, "dist/cjs/b.d.ts", ESM, "dist/esm/b.d.ts")

CHOICES: dict[str, tuple[dict[str, Any], tuple[str, ...], str, list[str]]] = {
    "src wins": (
        {"types": "index.d.ts"}, ("index.d.ts", "src/a.ts", "src/b.d.ts"),
        "src", ["a.ts", "b.d.ts"],
    ),
    "src of declarations only": ({}, ("src/a.d.ts",), "", ["src/a.d.ts"]),
    "scripts beside declarations": ({"types": "a.d.ts"}, ("a.d.ts", "gulpfile.ts"), "", ["a.d.ts"]),
    "a second build beside": (
        {"types": "index.d.ts"},
        ("index.d.ts", "a.d.ts", "esm/index.d.ts", "esm/a/index.d.ts", "ts5.0/a.d.ts", "fp/c.d.ts"),
        "", ["a.d.ts", "fp/c.d.ts", "index.d.ts"],
    ),
    "a build that is imported": (
        {"types": "index.d.ts"}, ("index.d.ts", "lib/other.d.ts"),
        "", ["index.d.ts", "lib/other.d.ts"],
    ),
    "sources beside a declaration": (
        {"name": "x"}, ("a.ts", "globals.d.ts"), "", ["a.ts", "globals.d.ts"],
    ),
    "scripts only": ({}, ("lib/a.ts", "b.mts"), "", ["lib/a.ts", "b.mts"]),
    "exports": ({"exports": {".": {"types": "./" + ESM}}}, BOTH, "", ESM_TREE),
    "import before require": (
        {"exports": {"require": "./dist/cjs/index.js", "import": "./dist/esm/index.js"}},
        BOTH, "", ESM_TREE,
    ),
    "nested conditions": (
        {"exports": {".": {"import": {"types": "./" + ESM}, "require": {"types": "./" + CJS}}}},
        BOTH, "", ESM_TREE,
    ),
    "alternatives": ({"exports": [{"x": "./no.js"}, "./dist/esm/index.js"]}, BOTH, "", ESM_TREE),
    "pattern": ({"exports": {"./*": {"types": "./dist/esm/*.d.ts"}}}, BOTH, "", ESM_TREE),
    "script pattern": ({"exports": {"./*.js": "./dist/esm/*.js"}}, BOTH, "", ESM_TREE),
    "types": ({"types": "dist/cjs/index.d.ts"}, BOTH, "", ["dist/cjs/b.d.ts", CJS]),
    "typings without suffix": ({"typings": "./dist/esm/index"}, BOTH, "", ESM_TREE),
    "folder": ({"types": "dist/esm"}, BOTH, "", ESM_TREE),
    "main": ({"main": "dist/esm/index.js"}, BOTH, "", ESM_TREE),
    "index": ({}, ("index.d.ts", "a/b.d.ts"), "", ["a/b.d.ts", "index.d.ts"]),
    "nothing named": ({}, ("a/b.d.ts", "c.d.ts"), "", ["a/b.d.ts", "c.d.ts"]),
    "named but absent": ({"types": "no.d.ts", "exports": {".": None}}, ("a.d.ts",), "", ["a.d.ts"]),
    "odd manifest": ({"types": 1, "exports": 2, "main": []}, ("a.d.ts",), "", ["a.d.ts"]),
    "twins": (
        {"types": "a.d.ts"}, ("a.d.ts", "a.d.mts", "b.d.cts", "b.d.mts"),
        "", ["a.d.ts", "b.d.mts"],
    ),
    "twin that is the entry": ({"exports": "./a.mjs"}, ("a.d.ts", "a.d.mts"), "", ["a.d.mts"]),
}  # fmt: skip


@pytest.mark.parametrize(("manifest", "paths", "root", "expected"), CHOICES.values(), ids=CHOICES)
def test_choice(
    manifest: dict[str, Any], paths: tuple[str, ...], root: str, expected: list[str]
) -> None:
    assert chosen({"name": "x", **manifest}, *paths) == (root, expected)


def test_imports_from_elsewhere_come_along() -> None:
    contents = {
        "dist/esm/index.d.ts": "export * from './a.js'; import { X } from \"../shared/x\";",
        "dist/esm/a.d.ts": "/// <reference path='../globals.d.ts' />\ntype T = import('../t.mjs')",
        "dist/shared/x/index.d.ts": "import '../../nowhere'; import 'other';",
        "dist/globals.d.ts": "",
        "dist/t.d.mts": "import y = require('./cjs/y')",
        "dist/cjs/y.d.ts": "",
        "dist/cjs/index.d.ts": "",
    }
    root, found = chosen({"exports": "./dist/esm/index.js"}, **contents)
    assert found == sorted(set(contents) - {"dist/cjs/index.d.ts"})
    assert root == ""


def package(folder: Path, files: dict[str, str]) -> Path:
    manifest = {"name": "@a/thing", "version": "1.2.3", "license": {"type": "MIT"}}
    for path, text in {"package.json": json.dumps(manifest), **files}.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
    return folder


def test_package_root(tmp_path: Path) -> None:
    folder = package(
        tmp_path / "x",
        {
            "src/a.ts": "1",
            "src/a.test.ts": "2",
            "node_modules/y/src/b.ts": "3",
            "LICENSE.md": "the licence",
            "NOTICE": "the notice",
        },
    )
    tree = load(str(folder))
    assert tree.files == {"a.ts": b"1"}
    assert (tree.source.name, tree.source.version, tree.source.license) == (
        "@a/thing",
        "1.2.3",
        "MIT",
    )
    assert (tree.source.root, tree.source.has_bodies, tree.source.integrity) == ("src", True, "")
    assert (tree.license_text, tree.notice_text) == ("the licence", "the notice")
    assert load(str(folder / "src")) == tree


def test_folder_and_tarball_of_one_package_agree(tmp_path: Path) -> None:
    for member in HONEST:
        file = tmp_path / member.name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(member.content)
    archive = tmp_path / "thing-1.0.0.tgz"
    archive.write_bytes(tgz())
    one, other = load(str(tmp_path / "package")), load(str(archive))
    assert one.files == other.files == {"index.ts": INDEX}
    assert other.source.integrity.startswith("sha512-")


def test_bare_folder(tmp_path: Path) -> None:
    (tmp_path / "types/deep").mkdir(parents=True)
    (tmp_path / "types/deep/a.d.ts").write_bytes(b"\xff\xfea\0")
    (tmp_path / "types/b.txt").touch()
    tree = load(str(tmp_path / "types"))
    assert tree.files == {"deep/a.d.ts": b"\xff\xfea\0"}
    assert (tree.source.name, tree.source.version, tree.source.has_bodies) == ("types", "", False)


@pytest.mark.parametrize(
    ("name", "has_bodies"), [("a.ts", True), ("b.d.ts", False), ("c.mts", True)]
)
def test_single_file(tmp_path: Path, name: str, has_bodies: bool) -> None:
    (tmp_path / name).write_text("type A = 1")
    tree = load(str(tmp_path / name))
    assert tree.files == {name: b"type A = 1"}
    assert (tree.source.name, tree.source.has_bodies) == (name[0], has_bodies)


def test_links_inside_a_folder_are_passed_over(tmp_path: Path) -> None:
    folder = package(tmp_path / "x", {"src/a.ts": "1"})
    (tmp_path / "secret.ts").write_text("secret")
    os.symlink(tmp_path / "secret.ts", folder / "src/b.ts")
    os.symlink(tmp_path, folder / "src/loop")
    os.symlink(folder, tmp_path / "linked")
    assert load(str(tmp_path / "linked")).files == {"a.ts": b"1"}


def fails(spec: Path) -> str:
    with pytest.raises(TsbindError) as caught:
        load(str(spec))
    assert caught.value.exit_code == 3
    assert "\n" not in str(caught.value)
    assert caught.value.remedy
    return str(caught.value)


def test_errors_of_paths(tmp_path: Path) -> None:
    assert "no such file or directory" in fails(tmp_path / "nothing")
    assert "no such file or directory" in fails(tmp_path / "nothing.tgz")
    assert "holds no TypeScript" in fails(tmp_path)
    for name, text in {"no.json": "{", "list.json": "[]", "deep.json": "[" * 100_000}.items():
        folder = tmp_path / name
        folder.mkdir()
        (folder / "package.json").write_text(text)
        assert "not a package: its package.json is not" in fails(folder)
    (tmp_path / "page.tgz").write_text("<html>")
    assert fails(tmp_path / "page.tgz").startswith(f"{tmp_path}/page.tgz: broken tarball")


@pytest.mark.skipif(os.getuid() == 0 if hasattr(os, "getuid") else True, reason="root reads all")
def test_unreadable(tmp_path: Path) -> None:
    file = tmp_path / "a.ts"
    file.touch(mode=0)
    assert "cannot be read: Permission denied" in fails(file)
    tmp_path.chmod(0)
    assert "cannot be read: Permission denied" in fails(tmp_path)
    tmp_path.chmod(0o700)


LIMITED = [
    (Limits(members=2), "more than 2 files"),
    (Limits(kept=2), "of TypeScript"),
    (Limits(member=0), "is larger than"),
]


@pytest.mark.parametrize(("limits", "message"), LIMITED)
def test_limits_of_a_folder(tmp_path: Path, limits: Limits, message: str) -> None:
    package(tmp_path, {"a.ts": "1", "b.ts": "22"})
    with pytest.raises(TsbindError, match=message):
        read_folder(tmp_path, limits)


SPECS: list[tuple[str, RegistrySpec | Path]] = [
    ("openai", RegistrySpec("openai")),
    ("openai@4.52.0", RegistrySpec("openai", "4.52.0")),
    ("openai@latest", RegistrySpec("openai", "latest")),
    ("@scope/name", RegistrySpec("@scope/name")),
    ("@scope/name@1.0.0-beta.1+x", RegistrySpec("@scope/name", "1.0.0-beta.1+x")),
    ("./openai", Path("openai")),
    ("/a/b", Path("/a/b")),
    ("..", Path("..")),
    ("a.tgz", Path("a.tgz")),
    ("x@1.0.0.tgz", Path("x@1.0.0.tgz")),
    ("a/b", Path("a/b")),
    ("index.d.ts", Path("index.d.ts")),
]


@pytest.mark.parametrize(("text", "spec"), SPECS)
def test_spec(
    text: str, spec: RegistrySpec | Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert parse_spec(text) == spec


def test_a_folder_is_preferred_to_a_package_without_version(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "openai").mkdir()
    assert parse_spec("openai") == Path("openai")
    assert parse_spec("openai@1.0.0") == RegistrySpec("openai", "1.0.0")


@pytest.mark.parametrize(
    "text", ["", "a b", "openai@", "-x", "--help", "openai@1.0.0;ls", "é", "a\n"]
)
def test_no_spec(text: str) -> None:
    with pytest.raises(UsageError, match="names no source"):
        parse_spec(text)


ORDER = "x 0.9.0 1.0.0-1 1.0.0-2 1.0.0-10 1.0.0-alpha 1.0.0-alpha.1 1.0.0-beta 1.0.0 1.2.0 1.10.0"


def test_order_of_versions() -> None:
    assert sorted(set(ORDER.split()), key=version_key) == ORDER.split()
    assert [version for version in ORDER.split() if is_stable(version)] == [
        "0.9.0", "1.0.0", "1.2.0", "1.10.0",
    ]  # fmt: skip


@given(st.lists(st.text("01ab.-+", max_size=8)))
def test_any_text_can_be_ordered(texts: list[str]) -> None:
    sorted((f"1.0.0-{text}" for text in texts), key=version_key)


@given(
    st.dictionaries(
        st.from_regex(r"(src/|lib/)?[a-c]{1,2}\.(d\.)?[mc]?ts", fullmatch=True),
        st.binary(max_size=20),
    )
)
def test_a_tarball_reads_back_what_was_put_in(files: dict[str, bytes]) -> None:
    members = [Member(f"package/{path}", content) for path, content in files.items()]
    assert read_tarball(tgz(*members, honest=False), "x.tgz") == files


REAL = {
    "openai@4.52.0": ("src", True, 72, "resources/beta/threads/threads.ts"),
    "openai@7.57.0": ("src", True, 456, "resources/beta/threads/threads.ts"),
    "vscode-languageserver-types@3.18.5": ("", False, 1, "lib/esm/main.d.ts"),
    "@modelcontextprotocol/sdk@1.32.2": ("", False, 87, "dist/esm/spec.types.d.ts"),
}


@pytest.mark.registry
@pytest.mark.parametrize("spec", REAL)
def test_real_packages(spec: str, release: Any) -> None:
    tree = release(spec)
    root, has_bodies, count, path = REAL[spec]
    assert (tree.source.root, tree.source.has_bodies, len(tree.files)) == (root, has_bodies, count)
    assert path in tree.files
    assert tree.license_text
    assert f"{tree.source.name}@{tree.source.version}" == spec
