"""Hostile text all the way to an imported package: nothing runs, nothing is lost."""

from __future__ import annotations

import compileall
import dataclasses
import inspect
import warnings
from pathlib import Path
from typing import Any

import black
import pytest

from support.emitted import emitted, imported

DOCS = [
    'quotes """ and more """""""',
    "ends with a backslash \\",
    'ends with a quote "',
    "{{ 1/0 }} {% raw %}",
    "# -*- coding: utf-7 -*-",
    "\u202e bidi \u2028 separators",
    "<<<<<<< HEAD",
    "f\"{__import__('os')}\"",
    "'''\nimport os\n'''",
]

LITERALS = ['"', "\\'", '"""', "a\\nb", "{{x}}", "\\u2028", "#", "');import os;('", "\\ud800"]

NAMES = [
    "class",
    "a b",
    "x = 1",
    "1st",
    "__class__",
    "ﬁ",
    "fi",
    "to_dict",
    "😀",
    "a'b",
    "import os",
]


@pytest.mark.parametrize("doc", DOCS, ids=ascii)
def test_docs(doc: str, tmp_path: Path) -> None:
    commented = "\n".join(f" * {line}" for line in doc.split("\n"))
    source = f"/**\n{commented}\n */\nexport interface X {{\n/**\n{commented}\n */\na: string }}\n"
    files = emitted(source)
    assert black.format_str(files["types/x.py"], mode=black.Mode()) == files["types/x.py"]
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        with imported(files, tmp_path, "hostile_docs") as package:
            assert doc in (package.X.__doc__, inspect.getdoc(package.X))


@pytest.mark.parametrize("literal", LITERALS, ids=ascii)
def test_literals(literal: str, tmp_path: Path) -> None:
    escaped = literal.replace('"', '\\"')
    source = f'export interface X {{ kind: "{escaped}" }}\nexport type Y = "{escaped}" | "b";\n'
    files = emitted(source)
    assert black.format_str(files["types/x.py"], mode=black.Mode()) == files["types/x.py"]
    with imported(files, tmp_path, "hostile_literals") as package:
        hint = package.root.type_hints(package.X)["kind"]
        [value] = hint.__args__
        assert value in package.Y.__args__
        package.X.from_dict({"kind": value}, strict=True)


def test_names(tmp_path: Path) -> None:
    quoted = "".join(f"{name!r}: string;\n" for name in NAMES if "'" not in name)
    source = f'export interface X {{ {quoted} "a\'b": string }}\n'
    files = emitted(source)
    with imported(files, tmp_path, "hostile_names") as package:
        fields = [f.name for f in dataclasses.fields(package.X)]
        assert len(set(fields)) == len(NAMES)
        data: dict[str, Any] = {name: name for name in NAMES}
        found = package.X.from_dict(data, strict=True)
        assert sorted(getattr(found, f) for f in fields) == sorted(NAMES)
        assert package.X(**{f: getattr(found, f) for f in fields}).to_dict() == data


def test_names_of_declarations(tmp_path: Path) -> None:
    names = ["None", "Model", "Union", "Literal", "Any", "Iterable", "Omit", "TypedDict", "Con"]
    body = "".join(
        f"export interface {name} {{ kind: '{name}'; all?: Array<Everything> }}\n" for name in names
    )
    source = f"{body}export type Everything = {' | '.join(names)};\n"
    source += "export interface P { e: Everything[] }"
    with imported(emitted(source), tmp_path, "hostile_declarations") as package:
        for name in names:
            found = package.P.from_dict({"e": [{"kind": name, "all": [{"kind": "Con"}]}]})
            assert type(found.e[0]).__name__ in (name, f"{name}_")
            assert type(found.e[0].all[0]).__name__ == "Con"


def test_modules_on_a_disk_that_knows_no_case(tmp_path: Path) -> None:
    source = "".join(
        f"export interface {n} {{ a: string }}\n" for n in ("AbC", "ABC", "abc", "Aux")
    )
    paths = [p.lower() for p in emitted(source)]
    assert len(set(paths)) == len(paths)
    assert "types/aux.py" not in paths


def test_a_union_of_ten_thousand(tmp_path: Path) -> None:
    members = " | ".join(f"'m{n}'" for n in range(10_000))
    with imported(emitted(f"export type U = {members};"), tmp_path, "hostile_union") as package:
        assert len(package.U.__args__) == 10_000


def test_deep_types(tmp_path: Path) -> None:
    objects = "{ a: " * 100 + "string" + " }" * 100
    deeper = "{ a: " * 140 + "string" + " }" * 140
    source = f"export interface X {objects}\nexport interface Y {{ ok: string }}\n"
    source += f"export interface Z {deeper}\nexport type L = string{'[]' * 900};\n"
    files = emitted(source)
    with imported(files, tmp_path, "hostile_depth") as package:
        assert package.Y(ok="x").to_dict() == {"ok": "x"}
        assert package.L is object
        assert package.Z.from_dict({"a": {"b": 1}}).a == {"b": 1}
    assert compileall.compile_dir(str(tmp_path), quiet=2)


def test_a_declaration_called_like_a_twin(tmp_path: Path) -> None:
    inner = "export namespace P { export interface PDict { b: string } }"
    source = f"export interface P {{ a: P.PDict }}\n{inner}\n"
    files = emitted(source)
    assert "class PDict(Model)" in files["types/p.py"]
    assert "class PDict_2(TypedDict" in files["types/p.py"]
    with imported(files, tmp_path, "hostile_twin") as package:
        assert package.P(a={"b": "x"}).a.b == "x"
