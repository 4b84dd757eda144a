"""Generated files: every fact is the compiler's, or the place is reported as opaque."""

from __future__ import annotations

import pytest

from conformance.fuzz.run import generated, judge

pytestmark = [pytest.mark.registry, pytest.mark.node]


def test_a_few_hundred_generated_files_agree_with_tsc() -> None:
    outcome = judge(generated(range(300)))
    print(f"\n{outcome.files} files: {dict(outcome.counts)}")
    assert [f"{case.seed}: {why}" for case, why in outcome.differing] == []
    assert outcome.counts["equal"] > 10_000


DIFFERING = 0.025
"""The share of fresh files that may differ: take it down with each kind that is mended.

What is left: readonly arrays and tuples (the model says nothing of it), `Partial` and `Readonly`
of a union with `unknown`, a literal and an object intersected, a few weak types and templates,
`keyof` of keys computed from enum members. ``scripts/fuzz_types.py`` tries as many as you like.
"""


@pytest.mark.exhaustive
def test_fresh_files_differ_in_the_kinds_known_alone() -> None:
    outcome = judge(generated(range(1_000, 3_000)))
    print(f"\n{outcome.files} files: {dict(outcome.counts)}")
    differing = [f"{case.seed}: {why}" for case, why in outcome.differing]
    assert len(differing) <= DIFFERING * outcome.files, differing
