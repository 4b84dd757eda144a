"""What a report says to a person: limits with units, names without folders, lines that fit."""

# ruff: noqa: E501 -- TypeScript stands on one line in these tables

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from tsbind.cli import main
from tsbind.diff import Report
from tsbind.diff.formats import FORMATS, render
from tsbind.diff.formats.layout import sections

from .builders import compare, diff, kinds, package

LIMITS = [
    (
        "A file can be up to 512 MB, a project at most 1 TB, a request up to 200 items.",
        "A file can be up to 512 MB, a project at most 2.5 TB, a request up to 200 items.",
        ("1 TB", "2.5 TB"),
    ),
    ("Up to 1 GB.", "Up to 1 TB.", ("1 GB", "1 TB")),
    ("At most 2 million tokens.", "At most 2 tokens.", ("2 million tokens", "2 tokens")),
    ("Between 1 and 100.", "Between 1 and 500.", ("1 and 100", "1 and 500")),
]


@pytest.mark.parametrize(("old", "new", "expected"), LIMITS)
def test_only_the_limits_that_changed_are_told_with_their_units(
    old: str, new: str, expected: tuple[str, str]
) -> None:
    report = diff(*(f"export interface A {{ /** {text} */ a: string }}" for text in (old, new)))
    (change,) = report.changes
    assert change.kind == "documented_limit_changed"
    assert (change.old.typescript, change.new.typescript) == expected


def test_a_limit_without_another_value_is_no_change() -> None:
    old, new = "Up to 1 TB of files.", "Up to 1 TB of all your files."
    texts = (f"export interface A {{ /** {text} */ a: string }}" for text in (old, new))
    assert not diff(*texts).groups


def _deprecated(message: str) -> Report:
    fields = [f"f{n}: string" for n in range(5)]
    marked = [f"/** @deprecated {message} */ {field}" for field in fields]
    return diff(*(f"export interface A {{ {'; '.join(each)} }}" for each in (fields, marked)))


def test_equal_deprecations_are_one_line() -> None:
    report = _deprecated("Use g.")
    assert len(report.groups) == 1
    assert report.groups[0].first.remedy == "Plan the replacement the message names."


def test_a_bare_deprecation_names_no_replacement() -> None:
    text = FORMATS["text"](_deprecated(""))
    assert "the message names" not in text
    assert "Look for what replaces it" in text


def _places(report: Report) -> set[str]:
    items = [item for section in sections(report) for item in section.items]
    return {place for item in items for place in (item.label, *item.places)}


def test_names_stand_without_their_folder_where_one_has_the_name() -> None:
    def release(value: int) -> dict[str, str]:
        return {
            "resources/beta/one.ts": f"export interface One {{ a: {value} }}",
            "resources/beta/two.ts": f"export interface Same {{ a: {value} }}",
            "resources/alpha/two.ts": f"export interface Same {{ b: {value} }}",
        }

    report = compare(package(release(1)), package(release(2)))
    assert _places(report) == {"One.a", "beta/Same.a", "alpha/Same.b"}


@pytest.mark.parametrize("width", [50, 80, 200])
def test_lines_fit_the_terminal(width: int) -> None:
    long = " | ".join(f"'value number {n}'" for n in range(40))
    report = diff(f"export interface A {{ a: {long} }}", f"export interface A {{ a: 1 | {long} }}")
    lines = render(report, "text", width).splitlines()
    assert max(map(len, lines)) <= width
    assert len(lines) > 4


@pytest.mark.parametrize("style", ["text", "markdown"])
def test_long_spellings_that_begin_alike_do_not_look_equal(style: str) -> None:
    shared = " | ".join(f"{{ value_number_{n}: string }}" for n in range(40))
    old, new = f"export type A = [{shared}]", f"export type A = [{shared} | {{ b: 1 }}, 1]"
    text = FORMATS[style](diff(old, new))
    rows = [
        line.split("before:")[-1].split("after:")[-1].strip(" -+") for line in text.splitlines()
    ]
    cut = [row for row in rows if "number_39" in row]
    assert len(cut) == len(set(cut)) > 1


def test_two_single_files_are_one_package(tmp_path: Path) -> None:
    """Their names are no folders: nothing moved."""
    for name, value in (("old", 1), ("new", 2), ("same", 1)):
        text = f"export interface A {{ a: {value} }} export interface B {{ b: A }}"
        (tmp_path / f"{name}.ts").write_text(text, encoding="utf-8")
    old, new, same = (str(tmp_path / f"{name}.ts") for name in ("old", "new", "same"))
    changed = CliRunner().invoke(main, ["diff", old, new, "--json"])
    found = json.loads(changed.stdout)["groups"]
    assert [group["kind"] for group in found] == ["const_changed"]
    assert "No API change." in CliRunner().invoke(main, ["diff", old, same]).stdout


ENUM = "export enum Mode { One = %d, Two = %d }"
SILENT = [
    ("numeric enum values swapped", ENUM % (1, 2), ENUM % (2, 1), {"const_changed"}),
    (
        "a numeric enum shifted",
        "export enum E { A, B }",
        "export enum E { Z, A, B }",
        {"const_changed", "enum_value_added"},
    ),
    (
        "a value behind satisfies",
        "export const M = { A: 'a', B: 'b' } as const satisfies Record<string, string>; export type M = (typeof M)[keyof typeof M];",
        "export const M = { A: 'a' } as const satisfies Record<string, string>; export type M = (typeof M)[keyof typeof M];",
        {"enum_value_removed"},
    ),
    (
        "a computed member of an enum",
        "export enum E { A = 1 << 0, B = 1 << 1 } export interface X { e: E }",
        "export enum E { A = 1 << 0, B = 1 << 2 } export interface X { e: E }",
        {"const_changed"},
    ),
    (
        "a key renamed by a mapped type",
        "type S = { a: 1; b: 2 }; export type T = { [K in keyof S as `x_${K}`]: S[K] };",
        "type S = { a: 1 }; export type T = { [K in keyof S as `x_${K}`]: S[K] };",
        {"field_removed"},
    ),
    (
        "a field beside a part that is not known",
        "import { X } from 'other'; export interface B { b: 1; c: 1 } export type A = { a: 1 } & B & X;",
        "import { X } from 'other'; export interface B { b: 1 } export type A = { a: 2 } & B & X;",
        {"const_changed", "field_removed"},
    ),
    (
        "another part that is not known",
        "import { X } from 'other'; export type A = { a: 1 } & X;",
        "import { Y } from 'other'; export type A = { a: 1 } & Y;",
        {"type_changed"},
    ),
    (
        "a class of data deprecated",
        "export interface A { a: 1 }",
        "/** @deprecated Use B. */ export interface A { a: 1 }",
        {"deprecated_added"},
    ),
]


@pytest.mark.parametrize(
    ("old", "new", "expected"), [row[1:] for row in SILENT], ids=[row[0] for row in SILENT]
)
def test_no_break_is_silent(old: str, new: str, expected: set[str]) -> None:
    assert expected <= kinds(diff(old, new))


EQUAL = [
    (
        "an interface became an alias of the same object",
        "export interface A { a: 1 }",
        "export type A = { a: 1 }",
    ),
    (
        "an alias of another class with the same fields",
        "export interface B { a: 1 } export interface A { a: 1 }",
        "export interface B { a: 1 } export type A = B",
    ),
]


@pytest.mark.parametrize(("old", "new"), [row[1:] for row in EQUAL], ids=[row[0] for row in EQUAL])
def test_no_break_where_the_class_is_there(old: str, new: str) -> None:
    assert kinds(diff(old, new)) <= {"import_added", "import_removed"}


def test_an_enum_moved_behind_the_same_export_is_no_change() -> None:
    enum = "export enum Mode { One = 1, Two = 2 } export interface A { m: Mode }"
    index = "export { Mode, A } from './%s';"
    old = package({"index.ts": index % "a", "a.ts": enum})
    new = package({"index.ts": index % "payloads/b", "payloads/b.ts": enum})
    assert not compare(old, new).groups
