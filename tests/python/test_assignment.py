from __future__ import annotations

import black
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tsbind.python.spelling.layout import Code, assignment, either, subscript

NAMES = st.integers(1, 81).map("N".__mul__)
ITEMS = st.lists(st.integers(1, 60).map("A".__mul__), min_size=1, max_size=3)


def _union() -> str:
    return "Union"


@given(NAMES, ITEMS, st.sampled_from(("plain", "subscript", "either")), st.integers(0, 1))
def test_black_leaves_it_alone(name: str, items: list[str], kind: str, depth: int) -> None:
    codes: dict[str, Code] = {
        "plain": "V" * sum(map(len, items)),
        "subscript": subscript("Literal", *items),
        "either": either(_union, *items),
    }
    line = assignment(name, "TypeAlias", codes[kind], depth=depth)
    text = f"if X:\n    {line}\n" if depth else f"{line}\n"

    assert black.format_str(text, mode=black.Mode()) == text


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("N", "N: TypeAlias = Value"),
        ("N" * 68, f"{'N' * 68}: TypeAlias = (\n        Value\n    )"),
        ("N" * 78, f"{'N' * 78}: (\n        TypeAlias\n    ) = Value"),
    ],
)
def test_how_it_is_broken(name: str, text: str) -> None:
    assert assignment(name, "TypeAlias", "Value", depth=1) == text
