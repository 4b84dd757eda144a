"""Literals: equal to upstream's value, on one line, as black spells them."""

from __future__ import annotations

import ast

import black
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tsbind.python.literals import scalar, string


@pytest.mark.parametrize(
    ("value", "spelled"),
    [
        ("plain", '"plain"'),
        ('say "hi"', "'say \"hi\"'"),
        ("it's", '"it\'s"'),
        ("\u2028", '"\\u2028"'),
        ("\ud800", '"\\ud800"'),
        ("a\nb", '"a\\nb"'),
        (True, "True"),
        (-1, "-1"),
    ],
)
def test_spelling(value: str | int | bool, spelled: str) -> None:
    assert scalar(value) == spelled


@settings(max_examples=300)
@given(st.text(st.characters(exclude_categories=())))
def test_any_string_is_kept(text: str) -> None:
    spelled = string(text)
    assert ast.literal_eval(spelled) == text
    assert len(spelled.splitlines()) == 1


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet="\"'\\ab\x00\u202e"))
def test_black_leaves_it_alone(text: str) -> None:
    source = f"x = {string(text)}\n"
    assert black.format_str(source, mode=black.Mode()) == source
