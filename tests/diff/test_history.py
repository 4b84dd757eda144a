"""Since when a place is there, and which releases changed it."""

from __future__ import annotations

import pytest

from tsbind.diff.history import history, versions_between
from tsbind.problems import UsageError

from .builders import package

RELEASES = [
    package("export interface A { a: string }", "1.0.0"),
    package("export interface A { a: string; b?: string }", "1.1.0"),
    package("export interface A { a: number; b?: string } export interface B { x: 1 }", "1.2.0"),
]


def test_since_and_changed() -> None:
    made = history(RELEASES)
    assert made.first == "1.0.0"
    assert [(r.old.version, r.new.version) for r in made.reports] == [
        ("1.0.0", "1.1.0"),
        ("1.1.0", "1.2.0"),
    ]
    assert made.declarations["types/A"].added == "1.0.0"
    assert made.declarations["types/A"].changed == ("1.1.0", "1.2.0")
    assert made.declarations["types/B"].added == "1.2.0"
    assert made.fields["types/A", "b"].added == "1.1.0"
    assert made.fields["types/A", "b"].changed == ()
    assert made.fields["types/A", "a"].changed == ("1.2.0",)


def test_nothing_has_no_history() -> None:
    assert history([]).reports == ()


KNOWN = ["1.0.0", "1.1.0-beta.1", "1.1.0", "1.10.0", "1.9.0"]


def test_versions_of_a_range_are_in_order_and_stable() -> None:
    assert versions_between(KNOWN, "1.0.0", "1.10.0") == ["1.0.0", "1.1.0", "1.9.0", "1.10.0"]
    assert versions_between(KNOWN, "1.1.0-beta.1", "1.1.0") == ["1.1.0-beta.1", "1.1.0"]


@pytest.mark.parametrize(
    ("first", "last", "message"),
    [("1.0.0", "9.0.0", "no version 9.0.0"), ("1.9.0", "1.0.0", "is newer than")],
)
def test_a_wrong_range_is_refused(first: str, last: str, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        versions_between(KNOWN, first, last)
