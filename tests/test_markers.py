"""Which tests a run has: the sweeps only where somebody asks for them."""

from __future__ import annotations

import pytest

from support.sweeps import EXHAUSTIVE, by_default, wants_sweeps


@pytest.mark.parametrize(
    ("expression", "arguments", "wanted"),
    [
        (None, [], False),
        ("", ["tests"], False),
        ("not registry and not slow", ["tests"], False),
        ("exhaustive", ["tests"], True),
        ("exhaustive and not node", ["tests/diff"], True),
        ("", ["tests/diff/test_kinds.py"], False),
        ("", ["tests/diff/test_kinds.py::test_the_pair_shows_them"], True),
        ("", ["tests/diff/test_kinds.py::test_the_pair_shows_them", "tests/cli"], False),
    ],
)
def test_sweeps_run_when_asked_for(
    expression: str | None, arguments: list[str], wanted: bool
) -> None:
    assert wants_sweeps(expression, arguments) is wanted


def test_rows_of_a_table_are_marked() -> None:
    first, second = by_default([("a", 1), ("b", 2)], ("b", 2))
    assert (first.values, first.marks) == (("a", 1), (EXHAUSTIVE,))
    assert (second.values, second.marks) == (("b", 2), ())


def test_a_default_row_must_be_in_the_table() -> None:
    with pytest.raises(AssertionError, match="no such row"):
        by_default(["a"], "b")


def test_a_plain_run_leaves_sweeps_out(request: pytest.FixtureRequest) -> None:
    config = request.config
    if wants_sweeps(config.getoption("markexpr"), config.args):
        pytest.skip("this run asks for sweeps")
    assert not [i for i in request.session.items if i.get_closest_marker("exhaustive")]
