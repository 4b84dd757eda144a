"""What changed from A to B is, kind by kind, the opposite of what changed from B to A."""

# ruff: noqa: E501 -- TypeScript stands on one line in these tables

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from support.sweeps import by_default
from tsbind.diff import compare
from tsbind.diff.changes.kinds import all_kinds
from tsbind.diff.reading.inputs import load_model
from tsbind.sources import SourceTree

from .builders import diff, kinds, package, responses
from .mirror import OPPOSITES, differences
from .test_zero import models, written

PAIRS = [
    ("openai", "4.0.0", "4.52.0"),
    ("openai", "4.24.0", "4.79.4"),
    ("openai", "4.52.0", "4.104.0"),
    ("openai", "4.104.0", "5.0.0"),
    ("openai", "5.23.2", "6.0.0"),
    ("openai", "7.55.0", "7.57.0"),
    ("@anthropic-ai/sdk", "0.55.1", "0.56.0"),
    ("together-ai", "0.10.0", "0.33.0"),
    ("orb-billing", "5.5.0", "5.28.0"),
]
"""Forty more, near and far, in scripts/mirror_pairs.py."""


def test_every_opposite_is_a_kind() -> None:
    known = {*all_kinds(), "field_added"}
    assert set(OPPOSITES) <= known


@pytest.mark.registry
@pytest.mark.slow
@pytest.mark.parametrize(("name", "old", "new"), by_default(PAIRS, PAIRS[0], PAIRS[3], PAIRS[7]))
def test_real_pairs(release: Callable[[str], SourceTree], name: str, old: str, new: str) -> None:
    for version in (old, new):
        release(f"{name}@{version}")
    one, other = (load_model(f"{name}@{version}", offline=True) for version in (old, new))
    assert differences(one, other) == []


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(models, models, st.data())
def test_random_edits(
    old: list[dict[str, object]], edits: list[dict[str, object]], data: st.DataObject
) -> None:
    """Some fields of each interface become other ones, some go, some come."""
    new = [
        {**fields, **{name: type_ for name, type_ in edit.items() if data.draw(st.booleans())}}
        for fields, edit in zip(old, edits, strict=True)
    ]
    kept = [{n: t for n, t in fields.items() if data.draw(st.integers(0, 5))} for fields in new]
    one, other = (package(written(model, None)) for model in (old, kept))  # type: ignore[arg-type]
    assert differences(one, other) == []


OBJECTS = "export interface A { a: string; b: number } export interface B { c: string; d: number } export interface C { e: string; f: number }"
EDITS = [
    ("one becomes several", "Thing { o: A }", "Thing { o: A | B }", "type_widened"),
    ("several get one more", "Thing { o: A | B }", "Thing { o: A | B | C }", "union_member_added"),
    (
        "an alias of several gets one more",
        "Thing { o: E }",
        "Thing { o: E | C }",
        "union_member_added",
    ),
    ("an alias of one gets one more", "Thing { o: One }", "Thing { o: One | C }", "type_widened"),
    ("a set of values gets one more", "Thing { o: V }", "Thing { o: V | 'z' }", "enum_value_added"),
    ("a set of values and an object", "Thing { o: V }", "Thing { o: V | A }", "union_member_added"),
    (
        "a value and any number",
        "Thing { o: 'x' | A }",
        "Thing { o: 'x' | A | number }",
        "union_member_added",
    ),
    ("a value and any text", "Thing { o: 'x' | A }", "Thing { o: string | A }", "type_widened"),
    ("null beside an alias", "Thing { o: E }", "Thing { o: E | null }", "nullable_added"),
]
ALIASES = "export type E = A | B; export type One = A; export type V = 'x' | 'y';"


@pytest.mark.parametrize(("old", "new", "kind"), [e[1:] for e in EDITS], ids=[e[0] for e in EDITS])
def test_one_rule_for_what_is_added_and_removed(old: str, new: str, kind: str) -> None:
    """One alternative against several changes the type; of several each counts by itself."""
    one, other = (responses(f"export interface {t} {OBJECTS} {ALIASES}") for t in (old, new))
    assert kinds(compare(one, other)) == {kind}
    assert kinds(compare(other, one)) == {OPPOSITES[kind]}


def test_null_inside_a_shared_alias_is_no_change() -> None:
    alias = (
        "export type E = { a: 1 } | null; export interface C { c: 1 } export interface D { d: 1 }"
    )
    report = diff(
        f"{alias} export interface T {{ x: E | C }}",
        f"{alias} export interface T {{ x: E | D | null }}",
    )
    assert "nullable_added" not in kinds(report)
