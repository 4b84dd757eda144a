"""Breaks of params and of source, shown by programs in the generated Python."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from pathlib import Path

import pytest

from support.once import resolve_once
from support.sweeps import by_default
from tsbind.diff import compare
from tsbind.diff.changes.severity import Severity
from tsbind.diff.witness import with_witnesses
from tsbind.diff.witness.programs import Program, programs
from tsbind.diff.witness.verify import unshown
from tsbind.model.declarations import Package
from tsbind.model.operations import Client
from tsbind.sources import SourceTree

from .builders import client

Release = Callable[[str], SourceTree]
METHODS = """
  create(body: ThingParams, options?: RequestOptions): APIPromise<Thing> {
    return this._client.post('/things', { body, ...options });
  }
  %s(thingId: string, options?: RequestOptions): APIPromise<Thing> {
    return this._client.post(`/things/${thingId}/cancel`, options);
  }
"""


def _small(method: str, thing: str, params: str, version: str) -> Package:
    types = f"export interface Thing {{ {thing} }} export interface ThingParams {{ {params} }}"
    return client(METHODS % method, types, version)


def test_programs_are_accepted_before_and_refused_after(tmp_path: Path) -> None:
    old = _small("cancel", "id: string; size: number", "mode: 'a' | 'b'; size?: number", "1.0.0")
    new = _small("stop", "id: string", "mode: 'a'; size: number; $deep?: string", "2.0.0")
    written = list(programs(old, new, compare(old, new)))
    kinds = {(program.side, program.change.kind) for program in written if program.old}
    assert kinds == {
        ("params", "enum_value_removed"),
        ("params", "optional_to_required"),
        ("responses", "field_removed"),
        ("source", "field_removed"),
        ("source", "method_renamed"),
    }
    assert unshown(written, old, new, tmp_path) == []


def test_a_program_both_releases_accept_shows_nothing(tmp_path: Path) -> None:
    old = _small("cancel", "id: string; size: number", "mode: 'a'", "1.0.0")
    new = _small("cancel", "id: string", "mode: 'a'", "2.0.0")
    _, written = programs(old, new, compare(old, new))
    harmless = Program(written.change, "source", "1 + 1\n", "1 + 1\n")
    wrong = Program(written.change, "source", "1 + ''\n", "1 + ''\n")
    missing = Program(written.change, "source")
    given = [harmless, wrong, missing, written]
    assert unshown(given, old, new, tmp_path) == [harmless, wrong, missing]


def test_an_object_that_became_a_union_is_no_class_any_more(tmp_path: Path) -> None:
    types = "export interface Thing { id: string } export interface ThingParams { mode: Mode }"
    types += " export interface A { a: '1' } export interface B { a: '2' }"
    old = client(METHODS % "cancel", f"{types} export interface Mode {{ a: '1' }}", "1.0.0")
    new = client(METHODS % "cancel", f"{types} export type Mode = A | B;", "2.0.0")
    found = programs(old, new, compare(old, new))
    written = [program for program in found if program.change.kind == "kind_changed"]
    assert [(p.side, p.change.variant) for p in written] == [("source", "no_class")]
    assert unshown(written, old, new, tmp_path) == []


SAME = "the generated Python call is the same"
RANGES = [
    ("4.24.2", "4.52.0"),
    ("4.52.0", "4.104.0"),
    ("4.104.0", "5.0.0"),
    ("5.0.0", "5.6.0"),
    ("5.23.2", "6.0.0"),
]
"""Ranges in which every break is shown, but for calls that only TypeScript makes another way."""


@pytest.mark.registry
@pytest.mark.slow
@pytest.mark.parametrize(("old", "new"), by_default(RANGES, ("4.24.2", "4.52.0")))
def test_real_breaks_are_shown_by_programs(
    release: Release, old: str, new: str, tmp_path: Path
) -> None:
    before, after = (resolve_once(release(f"openai@{version}"))[0] for version in (old, new))
    written = list(programs(before, after, compare(before, after)))
    left = unshown(written, before, after, tmp_path)
    breaks = [p for p in left if p.change.severity is Severity.BREAKING]
    assert {p.why for p in breaks} <= {SAME}
    assert {p.change.variant for p in breaks} <= {"same_in_python"}
    assert {p.how for p in written if p.written} <= {"check", "run", "model"}


def test_the_report_says_what_is_shown() -> None:
    old = _small("cancel", "id: string; size: number", "mode: 'a' | 'b'", "1.0.0")
    new = _small("stop", "id: string", "mode: 'a'; size?: number", "2.0.0")
    moved = compare(old, dataclasses.replace(new, client=_elsewhere(new)))
    noted = {c.kind: c.witness for c in with_witnesses(moved, old, new).changes}
    assert noted == {
        "enum_value_removed": True,
        "field_removed": True,
        "method_renamed": True,
        "endpoint_path_changed": True,
        "field_added_optional": None,
    }


def _elsewhere(package: Package) -> Client | None:
    return package.client and dataclasses.replace(package.client, base_url="https://elsewhere")
