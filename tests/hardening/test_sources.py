"""Files and types no author would write, through the command line: read, or reported with place."""

from __future__ import annotations

import codecs
import gzip
import json
import re
import subprocess
import sys
import time
import zlib
from pathlib import Path

import pytest
from click.testing import Result

from hardening.conftest import tsbind
from hardening.reading import commands, steering
from resolve.test_hostile import INPUTS
from sources.made_tarballs import Member, raw_header, tgz
from sources.test_hostile_tarballs import BROKEN as BROKEN_ARCHIVES
from sources.test_hostile_tarballs import PASSED_OVER
from sources.test_hostile_tarballs import REFUSED as ARCHIVES
from support.emitted import importable

OTHER = "export interface Other { ok: string }\n"

MORE = {
    "union of 10,000 members": "export type X = " + " | ".join(f"'m{n}'" for n in range(10_000)),
    "union of 200 objects": "".join(
        f"interface M{n} {{ type: 'm{n}'; a{n}: 1 }}\n" for n in range(200)
    )
    + "export type X = "
    + " | ".join(f"M{n}" for n in range(200)),
    "1 MB literal": f"export type X = '{'x' * 1_000_000}'",
    "2,000 properties": f"export interface X {{ {''.join(f'p{n}: {n};' for n in range(2000))} }}",
    "10,000 enum members": f"export enum X {{ {','.join(f'M{n}' for n in range(10_000))} }}",
    "150 bases": "".join(
        f"export interface I{n} extends I{n + 1} {{ a{n}: 1 }}\n" for n in range(150)
    ).replace("I150", "Other"),
    "300 nested unions": f"export type X = {'(' * 300}1{''.join(f' | {n})' for n in range(300))}",
    "1,000 intersections": "export type X = " + " & ".join(f"{{ a{n}: 1 }}" for n in range(1000)),
    "200 nested functions": f"export type X = {'(a: ' * 200}1{') => 1' * 200}",
    "deep bodies": f"export class X {{ f() {{ return {'(' * 5000}1{')' * 5000} }} "
    f"g() {{ {'{' * 3000}{'}' * 3000} }} }}",
    "deep arrows": f"export const x = {'() => ' * 3000}1; export interface X {{ a: typeof x }}",
    "many tags": f"/** {'@a ' * 50_000}*/ export interface X {{ a: 1 }}",
    "mapped over 2,000 names": "type K = "
    + " | ".join(f"'m{n}'" for n in range(2000))
    + "; export type X = Partial<Omit<{ [P in K]: P }, 'm1'>>",
    "template of 10 to the seventh": "type A = 'a'|'b'|'c'|'d'|'e'|'f'|'g'|'h'|'i'|'j';"
    f"export type X = `{'${A}' * 7}`",
}
SLOW = ("3,000 aliases", "arguments that grow", "aliases that grow")
"""Seconds each, spent in `resolve`, whose own tests have them."""
TYPES = {str(c.id): str(c.values[0]) for c in INPUTS if c.id not in SLOW} | MORE


@pytest.mark.parametrize("text", TYPES.values(), ids=TYPES)
def test_types_that_are_deep_circular_or_huge(text: str, tmp_path: Path) -> None:
    """An answer or a report with a place, a package that compiles, in bounded time."""
    (tmp_path / "a.ts").write_text(f"{text};\n{OTHER}")
    start = time.process_time()
    out = tmp_path / "deep_types"
    result = tsbind("generate", tmp_path / "a.ts", "--out", out, "--all-warnings")
    assert time.process_time() - start < 20
    for line in result.stderr.splitlines():
        assert re.match(r"tsbind: a\.ts:\d+:\d+: (opaque|skipped|warning|unread|error): ", line)
        assert len(line) < 2000
    assert result.exit_code == (3 if ": error: " in result.stderr else 0)
    if result.exit_code:
        assert not (tmp_path / "deep_types").exists()
        return
    for file in (tmp_path / "deep_types").rglob("*.py"):
        compile(file.read_bytes(), str(file), "exec")
    with importable(tmp_path, "deep_types") as package:
        assert package.Other(ok="x").to_dict() == {"ok": "x"}


@pytest.mark.skipif(sys.platform == "win32", reason="Windows bounds no process this way")
def test_memory_stays_in_bounds(tmp_path: Path) -> None:
    """The worst of them together, in a process that may take 600 MB."""
    import resource

    for number, text in enumerate(MORE.values()):
        file = tmp_path / "src" / f"f{number}.ts"
        file.parent.mkdir(exist_ok=True)
        file.write_text(f"{text};\n{OTHER}")
    limit = 600 << 20
    command = [sys.executable, "-m", "tsbind", "generate", "src", "--out", "made"]
    done = subprocess.run(
        command,
        cwd=tmp_path,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_DATA, (limit, limit)),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-500:]


GOOD = "/** ü */\nexport interface Good { 'ü': 'é' }\n"
READ = {
    "byte order mark": codecs.BOM_UTF8 + GOOD.encode(),
    "CRLF": GOOD.replace("\n", "\r\n").encode(),
    "CR alone": GOOD.replace("\n", "\r").encode(),
    "hashbang": f"#!/usr/bin/env node\n{GOOD}".encode(),
    "UTF-16, little end first": codecs.BOM_UTF16_LE + GOOD.encode("utf-16-le"),
    "UTF-16, big end first": codecs.BOM_UTF16_BE + GOOD.encode("utf-16-be"),
    "NUL in a comment": f"// a\0b\n/* \0 */\n{GOOD}".encode(),
    "no line end": GOOD.rstrip().encode(),
}


@pytest.mark.parametrize("data", READ.values(), ids=READ)
def test_legal_files_are_read_whole(data: bytes, tmp_path: Path) -> None:
    (tmp_path / "a.ts").write_bytes(data)
    result = tsbind("generate", tmp_path / "a.ts", "--out", tmp_path / "read_whole")
    assert (result.exit_code, result.stderr) == (0, "")
    with importable(tmp_path, "read_whole") as package:
        assert package.Good.__doc__ == "ü"
        assert package.Good.from_dict({"ü": "é"}, strict=True).to_dict() == {"ü": "é"}


BROKEN = {
    "invalid UTF-8": (b"export interface A {}\n// \xff\n", ["A"]),
    "half a surrogate pair": (codecs.BOM_UTF16_LE + b"a\x00\x00\xd8", []),
    "comment without an end": (b"export interface A {}\n/* no end", ["A"]),
    "string without an end": (b"export interface A {}\nexport type B = 'no end\n", ["A", "B"]),
    "template without an end": (b"export interface A {}\nexport type B = `no end\n", ["A", "B"]),
    "conflict markers": (
        b"<<<<<<< ours\nexport type B = 1;\n=======\nexport type B = 2;\n>>>>>>> theirs\n",
        ["B"],
    ),
    "garbage": (
        b"\x00\x01\x02\x1b[31m garbage ))) ((( @@@ \xe2\x80\xae\n::error::owned\n" * 50,
        [],
    ),
    "brackets that do not match": (b"export interface A { a: [{(<] }\n", ["A"]),
    "no end of braces": (b"export interface A { a: {" * 2000, ["A"]),
}
"""Files, and the names that are left of each."""


@pytest.mark.parametrize(("data", "left"), BROKEN.values(), ids=BROKEN)
def test_broken_files_are_reported_with_their_place(
    data: bytes, left: list[str], tmp_path: Path
) -> None:
    """They cost what is broken; `--strict` writes nothing. Where nothing is left it is an error."""
    for path, content in {
        "src/bad.ts": data,
        "src/good.ts": OTHER.encode(),
        "alone/bad.ts": data,
    }.items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_bytes(content)

    def generate(source: str, out: str, *options: str) -> Result:
        start = time.process_time()
        result = tsbind("generate", tmp_path / source, "--out", tmp_path / out, *options)
        assert time.process_time() - start < 10
        assert len(result.stderr) < 10_000
        assert steering(result.stderr) == commands(result.stderr) == []
        return result

    result = generate("src", "broken_beside", "--all-warnings")
    assert result.exit_code == 0
    assert re.match(r"tsbind: bad\.ts:\d+:\d+: unread: ", result.stderr)
    for line in result.stderr.splitlines():
        assert re.match(r"tsbind: bad\.ts:\d+:\d+: (unread|opaque): ", line)
    with importable(tmp_path, "broken_beside") as package:
        assert package.Other(ok="x").to_dict() == {"ok": "x"}
        assert [name for name in "AB" if hasattr(package, name)] == left
    shown = tsbind("inspect", tmp_path / "src", "Other")
    assert "interface Other" in shown.stdout

    refused = [generate("src", "refused", "--strict")]
    if not left:
        refused.append(generate("alone", "refused"))
        assert ": error: nothing can be read: " in refused[-1].stderr
    for result in refused:
        assert (result.exit_code, result.stdout) == (3, "")
        assert re.match(r"tsbind: bad\.ts:\d+:\d+: (unread|error): ", result.stderr)
    assert not (tmp_path / "refused").exists()


def test_a_file_that_is_too_large(tmp_path: Path) -> None:
    with open(tmp_path / "a.ts", "wb") as file:
        file.truncate(33 << 20)
    result = tsbind("generate", tmp_path / "a.ts", "--out", tmp_path / "made")
    assert result.exit_code == 3
    assert "a.ts: is larger than 32 MB" in result.stderr


def bomb() -> bytes:
    packer = zlib.compressobj(9, wbits=31)
    head = packer.compress(raw_header(b"package/a.bin", b"%011o\0" % (300 << 20)))
    return head + b"".join(packer.compress(bytes(1 << 20)) for _ in range(300)) + packer.flush()


REFUSED = {
    name: (tgz(m), said) for name, (m, said) in ARCHIVES.items() if "oversized m" not in name
}
REFUSED |= BROKEN_ARCHIVES | {
    "300 MB from 300 KB": (bomb(), "times its size"),
    "truncated": (tgz()[:-20], "broken tarball"),
    "no package root": (tgz(Member("package.json", b"{}"), honest=False), "no package.json"),
    "escape in a name": (tgz(Member("package/src/\x1b[31m.ts", b"x")), "not portable"),
    "only a folder": (gzip.compress(raw_header(b"package/", b"0", b"5")), "no package.json"),
}


@pytest.mark.parametrize(("data", "message"), REFUSED.values(), ids=REFUSED)
def test_tarballs_are_refused_in_one_line(data: bytes, message: str, tmp_path: Path) -> None:
    (tmp_path / "a.tgz").write_bytes(data)
    start = time.process_time()
    result = tsbind("generate", tmp_path / "a.tgz", "--out", tmp_path / "made")
    assert time.process_time() - start < 5
    assert (result.exit_code, result.stdout, result.stderr.count("\n")) == (3, "", 1)
    assert re.search(f"{message}|not a package", result.stderr)
    assert steering(result.stderr) == []
    assert [p.name for p in tmp_path.iterdir()] == ["a.tgz"]


@pytest.mark.parametrize("member", PASSED_OVER.values(), ids=PASSED_OVER)
def test_members_that_are_no_sources_are_passed_over(member: Member, tmp_path: Path) -> None:
    """The package is the one without them, and no file of theirs is anywhere."""
    for name, data in {"a.tgz": tgz(), "b.tgz": tgz(member)}.items():
        (tmp_path / name).write_bytes(data)
        result = tsbind("generate", tmp_path / name, "--out", tmp_path / name[0] / "made")
        assert (result.exit_code, result.stderr) == (0, "")
    one, other = (contents(tmp_path / name / "made") for name in "ab")
    assert one == other
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a", "a.tgz", "b", "b.tgz"]


def contents(folder: Path) -> dict[str, bytes]:
    """The files of a package but for the lock, which names the tarball."""
    files = (p for p in folder.rglob("*") if p.is_file() and p.name != "tsbind.lock")
    return {str(p.relative_to(folder)): p.read_bytes() for p in files}


def test_odd_names_of_files_become_modules(tmp_path: Path) -> None:
    """Names in a tarball make neither paths nor code: each becomes a legal module."""
    names = [
        "__init__",
        "con",
        "class",
        "a b",
        "ﬁ",
        "$(x)",
        "'; import os",
        "é" * 60,
        "😀",
        "{{x}}",
    ]
    members = [
        Member(f"package/src/resources/{name}.ts", f"export interface T{n} {{ a: 1 }}\n".encode())
        for n, name in enumerate(names)
    ]
    (tmp_path / "a.tgz").write_bytes(tgz(*members))
    for command, out in (("generate", "odd_files"), ("docs", "site")):
        result = tsbind(command, tmp_path / "a.tgz", "--out", tmp_path / out)
        assert result.exit_code == 0, result.output
    with importable(tmp_path, "odd_files") as package:
        for number in range(len(names)):
            found = getattr(package, f"T{number}")
            assert all(part.isidentifier() for part in found.__module__.split("."))


def test_a_saved_model_that_means_harm(tmp_path: Path) -> None:
    """`diff` takes a model from a file: that is input as well."""
    (tmp_path / "a.ts").write_text(OTHER)
    good = tsbind("inspect", tmp_path / "a.ts", "--json").stdout
    for number, text in enumerate(
        (
            "",
            "[" * 100_000,
            "{}",
            "null",
            good[:-50],
            good.replace('"interface"', '"\\u001b[31m"'),
            json.dumps({**json.loads(good), "types": [[]] * 3}),
            json.dumps({**json.loads(good), "schema_version": "\x1b[31m"}),
        )
    ):
        (tmp_path / f"m{number}.json").write_text(text)
        result = tsbind("diff", tmp_path / "a.ts", tmp_path / f"m{number}.json")
        assert (result.exit_code, result.stdout) == (3, ""), result.output
        assert result.stderr.count("\n") == 1
        assert steering(result.output) == []
        assert len(result.stderr) < 2000


def test_a_tarball_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    """Of any command: one line, and no memory for its bytes."""
    with open(tmp_path / "a.tgz", "wb") as file:
        file.truncate(4 << 30)
    for arguments in (("generate", "--out", tmp_path / "made"), ("inspect",), ("show", "A")):
        command, *rest = arguments
        result = tsbind(command, tmp_path / "a.tgz", *rest)
        assert (result.exit_code, result.stderr.count("\n")) == (3, 1)
        assert "is larger than 128 MB" in result.stderr
