"""What differs between two generated packages is named by a change: no silent break in Python."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache

import pytest

from support.once import resolve_once
from support.sweeps import by_default
from tsbind.diff import Group, Report, compare
from tsbind.diff.judging.readers import for_reader
from tsbind.model.declarations import Package
from tsbind.sources import SourceTree

from .builders import client, package
from .surface_proof import Generated, equal_spellings, lines, unexplained
from .test_each_kind import FIELDS, TYPES

_SILENT = {
    *("deprecated_added", "deprecated_removed", "deprecation_message_changed"),
    *("documented_default_changed", "documented_limit_changed"),
}
"""Kinds of the documentation: a field has no marks for them."""
_METHOD = """
  create%d(body: Sent%d, options?: RequestOptions): APIPromise<Read%d> {
    return this._client.post('/things/%d', { body, ...options });
  }
"""
PAIRS = [
    ("openai", "4.52.0", "4.53.0"),
    ("openai", "4.55.0", "4.56.0"),
    ("openai", "4.104.0", "5.0.0"),
]


def _all_fields(side: str) -> Package:
    """A client with a method for each row of the table, which sends and returns it."""
    bodies = [getattr(case, side) for case in FIELDS]
    types = [
        f"export interface Sent{n} {b}\nexport interface Read{n} {b}" for n, b in _numbered(bodies)
    ]
    methods = [_METHOD % (n, n, n, n) for n, _ in _numbered(bodies)]
    return client("".join(methods), "\n".join(types))


def _numbered(bodies: list[str]) -> list[tuple[int, str]]:
    return list(enumerate(bodies))


@cache
def _table() -> tuple[Generated, Generated, Report]:
    old, new = _all_fields("old"), _all_fields("new")
    return Generated(old), Generated(new), compare(old, new)


def test_every_difference_of_the_table_is_named() -> None:
    assert not list(lines(unexplained(*_table())))


@pytest.mark.parametrize("kind", sorted({case.kind for case in FIELDS} - _SILENT))
def test_each_kind_is_needed_to_name_them(kind: str) -> None:
    """The proof can fail: without the changes of any one kind something is unexplained."""
    old, new, report = _table()
    groups = (tuple(c for c in g.changes if c.kind != kind) for g in report.groups)
    without = replace(report, groups=tuple(Group(changes) for changes in groups if changes))
    assert unexplained(old, new, without)


@pytest.mark.parametrize("case", TYPES, ids=lambda case: case.kind)
def test_every_difference_of_types_is_named(case: object) -> None:
    more = "export interface Other { y: 1 }"
    old, new = (package(f"{getattr(case, side)}; {more}") for side in ("old", "new"))
    assert not list(lines(unexplained(Generated(old), Generated(new), compare(old, new))))


@pytest.mark.registry
@pytest.mark.slow
@pytest.mark.parametrize(("name", "old", "new"), by_default(PAIRS, *PAIRS[:2]))
def test_every_difference_of_releases_is_named(
    release: Callable[[str], SourceTree], name: str, old: str, new: str
) -> None:
    """More pairs are in scripts/surface_proof.py."""
    one, other = (resolve_once(release(f"{name}@{version}"))[0] for version in (old, new))
    report = for_reader(compare(one, other), "python")
    assert not list(lines(unexplained(Generated(one), Generated(other), report)))
    assert not equal_spellings(report)
