"""Which numbers are whole: names, docs, corrections, in that order of strength."""

from __future__ import annotations

import pytest

from tsbind.packs import pack_for
from tsbind.python.integers import numbers_for


@pytest.mark.parametrize(
    ("name", "doc", "whole"),
    [
        ("created_at", "", True),
        ("index", "", True),
        ("max_tokens", "", True),
        ("totalTokens", "", True),
        ("n", "How many completions to generate.", True),
        ("seed", "", True),
        ("last_messages", "The number of most recent messages.", True),
        ("temperature", "between 0 and 2", False),
        ("top_p", "tokens comprising the top 10% probability mass", False),
        ("frequency_penalty", "Number between -2.0 and 2.0.", False),
        ("logprob", "The log probability of this token.", False),
        ("score", "", False),
        ("embedding", "a list of floats", False),
        ("whatever", "An integer between 1 and 10.", True),
        ("best_of", "", True),
        ("top_logprobs", "", True),
    ],
)
def test_openai(name: str, doc: str, whole: bool) -> None:
    assert numbers_for(pack_for("openai")).is_integral("X", name, doc) is whole


def test_corrections_belong_to_one_package() -> None:
    assert not numbers_for(pack_for("another")).is_integral("X", "best_of", "")
