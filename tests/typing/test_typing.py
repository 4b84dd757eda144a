"""mypy and pyright, both strict, on what users write against a generated package."""

from __future__ import annotations

from pathlib import Path

import pytest

from client_runtime.rendered import render_package
from support.checkers import Checker, assert_as_said, mypy, pyright, user_project
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


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Cases of types and of the runtime, whose sample is a client of its own."""
    cases = [(HERE / name).read_text("utf-8") for name in ("cases.txt", "runtime_cases.txt")]
    folder = user_project(tmp_path_factory.mktemp("typing"), "".join(cases))
    files = emitted({"index.ts": (HERE / "upstream.ts").read_text("utf-8")})
    write(files, folder / "typed_sample")
    write(emitted({"index.ts": clashing()}), folder / "typed_clashes")
    render_package(folder)
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


@pytest.mark.slow
@pytest.mark.parametrize("checker", [mypy, pyright])
def test_what_a_user_sees(project: Path, checker: Checker) -> None:
    assert_as_said(checker, project)
