"""mypy and pyright, both strict, on what users write against a generated package."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from support.emitted import emitted, write

HERE = Path(__file__).parent
CLASHING = (
    "None Model Union Literal Any Iterable Omit TypedDict Con Mapping Generic Required TypeAlias"
).split()
"""Declarations called like what generated modules import for themselves."""
EVERYTHING = """
export interface P { e: Everything[] }
export interface FooParams { 'a-b': Everything; class?: string; x?: Box<P>; n?: Recursive }
export interface Box<T> { v: T; n?: Box<T>; u: Alias<T> }
export type Alias<T> = Array<T> | Box<T> | null;
export type Recursive = { [k: string]: Recursive } | string | Recursive[] | P;
export interface Open { a: string; [k: string]: unknown }
export interface OpenParams { i: Open; t?: [P, Open?]; u?: [string, ...P[]]; e?: [] }
export interface OpenBox<T> { v: T; [k: string]: unknown }
export interface OpenBoxParams { b: OpenBox<P>; more?: Array<OpenBox<Open>> }
export interface Odd extends Open { f?: () => void; z: 1.5 | 2; nothing: null; never?: never }
"""
Findings = dict[int, list[str]]
REVEALED = re.compile(r'(?:Revealed type is|Type of .* is) "(.*)"', re.DOTALL)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("typing")
    files = emitted({"index.ts": (HERE / "upstream.ts").read_text("utf-8")})
    write(files, folder / "typed_sample")
    write(emitted({"index.ts": clashing()}), folder / "typed_clashes")
    (folder / "user.py").write_bytes((HERE / "cases.txt").read_bytes())
    settings = {"typeCheckingMode": "strict", "pythonVersion": "3.11", "include": ["."]}
    (folder / "pyrightconfig.json").write_text(json.dumps(settings))
    return folder


def clashing() -> str:
    """Declarations with clashing names, and properties called like builtins."""
    rest = (
        "all?: Array<Everything>; m?: { [k: string]: Everything } | 'x'; list?: string[]; "
        "wire?: string; union?: number; omit?: boolean; builtins?: string; extra?: string; "
        "object?: unknown; dict?: { [k: string]: number }; str?: string; int?: number; "
        "bool?: boolean; float?: number; tuple?: [string, number]; "
        "format?: Array<Array<Everything | string>>"
    )
    body = "".join(f"export interface {n} {{ kind: '{n}'; {rest} }}\n" for n in CLASHING)
    return f"{body}export type Everything = {' | '.join(CLASHING)};\n{EVERYTHING}"


def mypy(project: Path) -> tuple[Findings, Findings, list[str]]:
    command = [sys.executable, "-m", "mypy", "--strict", "--no-error-summary"]
    done = subprocess.run(
        [*command, "user.py", "typed_sample", "typed_clashes"],
        cwd=project,
        capture_output=True,
        text=True,
        check=False,
    )
    notes, errors, elsewhere = Findings(), Findings(), list[str]()
    for line in done.stdout.splitlines():
        found = re.match(r"(.+?):(\d+): (note|error): (.*)", line)
        assert found, line
        path, number, kind, text = found.groups()
        if path != "user.py":
            elsewhere.append(line)
        elif kind == "error" or REVEALED.search(text):
            (errors if kind == "error" else notes).setdefault(int(number), []).append(text)
    return notes, errors, elsewhere


def pyright(project: Path) -> tuple[Findings, Findings, list[str]]:
    command = [sys.executable, "-m", "pyright", "--outputjson", "-p", str(project)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    notes, errors, elsewhere = Findings(), Findings(), list[str]()
    for item in json.loads(done.stdout)["generalDiagnostics"]:
        number = item["range"]["start"]["line"] + 1
        if Path(item["file"]).name != "user.py":
            elsewhere.append(str(item))
        elif item["severity"] == "information":
            notes.setdefault(number, []).append(item["message"])
        else:
            errors.setdefault(number, []).append(item["message"])
    return notes, errors, elsewhere


def plain(text: str) -> str:
    """A revealed type in one spelling for both checkers."""
    found = REVEALED.search(text)
    assert found, text
    name = re.sub(r"\b(?:[a-z_0-9]+\.)+", "", found[1])
    return re.sub(r"Union\[(.*)\]", lambda m: m[1].replace(", ", " | "), name)


@pytest.mark.slow
@pytest.mark.parametrize("checker", [mypy, pyright])
def test_what_a_user_sees(
    project: Path, checker: Callable[[Path], tuple[Findings, Findings, list[str]]]
) -> None:
    notes, errors, elsewhere = checker(project)
    assert elsewhere == []
    lines = (project / "user.py").read_text("utf-8").splitlines()
    revealed = {n: plain(texts[0]) for n, texts in notes.items()}
    expected = {
        n: line.partition("# -> ")[2] for n, line in enumerate(lines, 1) if "  # -> " in line
    }
    assert revealed == expected
    refused = {n for n, line in enumerate(lines, 1) if line.endswith("# refused")}
    assert set(errors) == refused
