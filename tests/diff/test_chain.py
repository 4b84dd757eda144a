"""A range of releases: what its comparisons share, and what is kept of them."""

from __future__ import annotations

import contextvars
import json
import os
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from tsbind.cli import main
from tsbind.diff.changes.change import Report
from tsbind.diff.comparing.unchanged import unchanged
from tsbind.diff.engine import compare
from tsbind.diff.history import steps
from tsbind.diff.reading.interner import Interner
from tsbind.diff.reading.matching import Matcher
from tsbind.diff.reading.reports import keep_report, recall_report
from tsbind.diff.reading.store import keep, recall, sweep
from tsbind.model.codec import decode, encode
from tsbind.model.index import ModelIndex
from tsbind.sources import SourceTree, load
from tsbind.syntax import parse_file, share_files

from .builders import client, package

METHOD = """
  create(body: Params, options?: RequestOptions): APIPromise<Thing> {
    return this._client.post('/things', { body, ...options });
  }
"""
TYPES = [
    "export interface Thing { id: string; size: number } export interface Params { a: 'x' | 'y' }",
    "export interface Thing { id: string } export interface Params { a: 'x'; b?: string }",
    "export interface Thing { id: string; /** @deprecated No. */ old?: 1 } "
    "export interface Params { a: 'x' }",
]
CHAIN = [client(METHOD, types, f"{number}.0.0") for number, types in enumerate(TYPES, 1)]


def test_a_chain_has_the_reports_of_its_pairs() -> None:
    found = [report for _, _, report in steps(CHAIN)]
    assert found == [compare(*CHAIN[:2]), compare(*CHAIN[1:])]
    assert all(report.groups for report in found)


def test_a_report_survives_being_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TSBIND_CACHE", str(tmp_path))
    report = compare(*CHAIN[:2])
    assert decode(Report, json.loads(json.dumps(encode(report)))) == report
    keep_report(report)
    assert not list(tmp_path.rglob("*.json")), "what has no integrity may be anything"


def test_a_kept_report_that_is_damaged_is_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TSBIND_CACHE", str(tmp_path))
    report = compare(*CHAIN[:2])
    known = replace(
        report,
        old=replace(report.old, integrity="sha512-a"),
        new=replace(report.new, integrity="sha512-b"),
    )
    keep_report(known)
    assert recall_report("sha512-a", "sha512-b") == known
    assert recall_report("sha512-b", "sha512-a") is None
    (kept,) = tmp_path.rglob("*.json")
    for text in ("", "{", '{"old": 1}', '{"old": {}, "new": {}, "groups": [{"changes": 5}]}'):
        kept.write_text(text, encoding="utf-8")
        assert recall_report("sha512-a", "sha512-b") is None


def test_what_nobody_reads_is_deleted(tmp_path: Path) -> None:
    now = time.time()
    for name, age in (("new", 0), ("read", 40), ("old", 40), ("older", 50)):
        file = tmp_path / f"{name}.json"
        file.write_text("x" * 100, encoding="utf-8")
        os.utime(file, (now - age, now - age))
    assert recall(tmp_path / "read.json") == "x" * 100
    sweep(tmp_path, oldest=45, most=1000)
    assert {file.stem for file in tmp_path.iterdir()} == {"new", "read", "old"}
    sweep(tmp_path, oldest=45, most=200)
    assert {file.stem for file in tmp_path.iterdir()} == {"new", "read"}
    keep(tmp_path / "more.json", "x")
    assert {file.stem for file in tmp_path.iterdir()} == {"new", "read", "more"}
    sweep(tmp_path / "nowhere")


BEFORE = """
export type Mode = 'a' | 'b'; export interface Inner { x: string }
export interface ByAlias { mode: Mode } export interface ByObject { inner: Inner }
export type Outer = Mode | null; export interface Twice { outer: Outer }
export interface Alone { y: 1 }
"""


@pytest.mark.parametrize(
    ("old", "new", "same"),
    [
        ("", "", {"Mode", "Inner", "ByAlias", "ByObject", "Outer", "Twice", "Alone"}),
        ("'b'", "'c'", {"Inner", "ByObject", "Alone"}),
        ("x: string", "x: number", {"Mode", "ByAlias", "ByObject", "Outer", "Twice", "Alone"}),
    ],
)
def test_what_is_compared_of_two_releases(old: str, new: str, same: set[str]) -> None:
    """An alias that changed changes what mentions it; an object goes by its name."""
    indexes = [
        ModelIndex(package(text)) for text in (BEFORE, BEFORE.replace(old, new) if old else BEFORE)
    ]
    matching = Matcher(indexes[0], indexes[1], Interner()).run()
    found = unchanged(indexes[0], indexes[1], matching)
    assert {id_.partition("#")[2] for id_ in found} == same


def test_files_of_the_same_bytes_are_parsed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    def look() -> None:
        one = parse_file("a.ts", b"export type A = 1")
        assert parse_file("a.ts", b"export type A = 1") is not one
        share_files()
        kept = parse_file("a.ts", b"export type A = 1")
        assert kept == one
        assert parse_file("a.ts", b"export type A = 1") is kept
        assert parse_file("a.ts", b"export type A = 2") != kept
        assert parse_file("b.ts", b"export type A = 1").path == "b.ts"

    contextvars.copy_context().run(look)


@pytest.mark.registry
@pytest.mark.slow
def test_a_log_again_reads_nothing(
    release: Callable[[str], SourceTree], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The releases are read in other processes the first time, and not at all the second."""
    versions = ["4.50.0", "4.51.0", "4.52.0"]
    monkeypatch.setenv("TSBIND_CACHE", str(tmp_path))
    for version in versions:
        load(f"openai@{version}")
    command = ["log", "openai", "4.50.0..4.52.0"]
    first = CliRunner().invoke(main, command)
    assert first.exit_code == 0, first.output
    assert "openai 4.51.0 -> 4.52.0" in first.output
    monkeypatch.setattr("tsbind.diff.chain.load_model", None)
    assert CliRunner().invoke(main, command).output == first.output
