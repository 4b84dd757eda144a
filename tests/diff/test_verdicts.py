"""Verdicts that were too mild, too harsh, or about another reader: a row for each."""

# ruff: noqa: E501 -- TypeScript stands on one line in these tables

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from tsbind.cli import main
from tsbind.diff.changes.change import Report
from tsbind.diff.formats import render
from tsbind.diff.judging.readers import for_reader

from . import builders
from .builders import client, diff, params, responses

B = "breaking"
THING = "export interface Thing { id: string }"


def _verdicts(report: Report) -> dict[str, str]:
    return {f"{c.kind} {c.label}": c.severity.value for c in report.changes}


MORE = "export interface UserParam { role: 'a' } export interface SystemParam { role: 'b' }"
ROWS = [
    # A class that becomes an alias of a union: its construction fails.
    (
        "export interface ThingParams { m: M } export interface M { role: 'a' }" + MORE,
        "export interface ThingParams { m: M } export type M = UserParam | SystemParam;" + MORE,
        {"kind_changed M": B},
    ),
    # An interface that becomes an alias of the same object: the generated class is equal.
    (
        "export interface ThingParams { m: M } export interface M { a: string }",
        "export interface ThingParams { m: M } export type M = { a: string };",
        {},
    ),
    # Every use of the literals is open: any value goes on being accepted.
    (
        "export interface ThingParams { m: (string & {}) | M } export type M = 'a' | 'b';",
        "export interface ThingParams { m: (string & {}) | M } export type M = 'a';",
        {"enum_value_removed M": "warning", "enum_value_removed ThingParams.m": "warning"},
    ),
    # One use is closed.
    (
        "export interface ThingParams { m: (string & {}) | M; n: M } export type M = 'a' | 'b';",
        "export interface ThingParams { m: (string & {}) | M; n: M } export type M = 'a';",
        {"enum_value_removed M": B, "enum_value_removed ThingParams.m": "warning"},
    ),
    # Values of an enum are swapped, or shifted: the names mean something else.
    (
        "export enum M { A = 1, B = 2 } export interface ThingParams { m: M }",
        "export enum M { A = 2, B = 1 } export interface ThingParams { m: M }",
        {"const_changed M.A": B, "const_changed M.B": B},
    ),
]


@pytest.mark.parametrize(("old", "new", "expected"), ROWS)
def test_verdicts(old: str, new: str, expected: dict[str, str]) -> None:
    found = _verdicts(builders.compare(params(old), params(new, "2.0.0")))
    assert {key: found.get(key) for key in expected} == expected
    assert expected or not found


def test_spellings_equal_on_both_sides_are_no_change() -> None:
    old = {
        "a.ts": "export enum E { A = 'a' }",
        "index.ts": "export * from './a'; import { E } from './a'; export interface T { e: E; f: E[] }",
    }
    new = {
        "b.ts": "export enum E { A = 'a' }",
        "index.ts": "export * from './b'; import { E } from './b'; export interface T { e: E; f: E[] }",
    }
    for one, other in ((old, new), (new, old)):
        for change in builders.compare(builders.package(one), builders.package(other)).changes:
            assert change.hint or (change.old.typescript, change.old.python) != (
                change.new.typescript,
                change.new.python,
            )


def test_a_whole_resource_that_is_deprecated(monkeypatch: pytest.MonkeyPatch) -> None:
    types = THING + " export interface ThingParams { name: string }"
    old = client(builders.CREATE, types)
    monkeypatch.setattr(builders, "HEAD", builders.HEAD + "\n/** @deprecated Use others. */")
    new = client(builders.CREATE, types, "2.0.0")
    report = builders.compare(old, new)
    assert [(c.kind, c.place, c.note) for c in report.changes] == [
        ("deprecated_added", "things", "Use others.")
    ]
    assert report.changes[0].methods == ("things.create",)


def test_the_reader_decides_what_a_signature_is_worth() -> None:
    old = client(
        "  get(a: string, b: string, o?: RequestOptions): APIPromise<Thing> { return this._client.get(`/things/${a}/${b}`, o); }",
        THING + " export interface OtherParams { a: string }",
    )
    new = client(
        "  get(b: string, params: ThingGetParams, o?: RequestOptions): APIPromise<Thing> { const { a } = params; return this._client.get(`/things/${a}/${b}`, o); }",
        THING
        + " export interface ThingGetParams { a: string } export interface OtherParams { a: string }",
        "2.0.0",
    )
    report = builders.compare(old, new)
    worst = {
        reader: for_reader(report, reader).severity.value for reader in ("python", "typescript")
    }
    assert worst["typescript"] == B
    assert worst["python"] != B


@pytest.mark.parametrize("style", ["text", "markdown", "json", "html", "github", "junit", "sarif"])
def test_what_could_not_be_read_is_said_in_every_report(tmp_path: Path, style: str) -> None:
    old, new = tmp_path / "old" / "a.ts", tmp_path / "new" / "a.ts"
    text = "export interface A { a: string }\nexport interface B { b: string }\n"
    for file, content in ((old, text), (new, text.rstrip("}\n"))):
        file.parent.mkdir()
        file.write_text(content, encoding="utf-8")
    result = CliRunner().invoke(main, ["diff", str(old), str(new), "--format", style])
    assert result.exit_code == 3
    assert "a.ts:2" in result.stdout.replace("\\", "")
    assert "No API change." not in result.stdout
    if style == "sarif":
        run = json.loads(result.stdout)["runs"][0]
        assert run["invocations"][0]["executionSuccessful"] is False


def test_nothing_unread_is_not_mentioned() -> None:
    assert not diff("export interface A { a: 1 }", "export interface A { a: 1 }").unread
    assert not builders.compare(responses(THING), responses(THING)).unread


def test_a_long_spelling_is_cut_around_the_difference() -> None:
    members = " | ".join(f"'value_number_{n}'" for n in range(20))
    old, new = (
        params(f"export interface ThingParams {{ m: Array<{members} | {t}> }}")
        for t in ("Date", "URL")
    )
    lines = render(builders.compare(old, new), "text").splitlines()
    spelled = [line for line in lines if line.lstrip().startswith(("- ", "+ "))]
    assert len(spelled) == len({line.strip()[2:] for line in spelled})


def test_a_header_that_changed_is_shown_with_its_values() -> None:
    method = builders.CREATE.replace("{ body,", "{ body, headers: { 'X-Beta': '%s' },")
    types = THING + " export interface ThingParams { name: string }"
    report = builders.compare(client(method % "v1", types), client(method % "v2", types))
    text = render(report, "text")
    assert "- X-Beta: v1" in text
    assert "+ X-Beta: v2" in text
