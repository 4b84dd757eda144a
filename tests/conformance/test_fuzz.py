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


DIFFERING = 0.008
"""The share of fresh files that may differ: take it down with each kind that is mended.

Of 600 fresh ones 2 differ, of 1,200 others 8 did: properties that are readonly in one part of an
intersection alone, `keyof` of primitives, mapped types that the compiler prints before it works
them out.
``scripts/fuzz_types.py`` tries as many as you like.
"""


@pytest.mark.exhaustive
def test_fresh_files_differ_in_the_kinds_known_alone() -> None:
    outcome = judge(generated(range(1_000, 3_000)))
    print(f"\n{outcome.files} files: {dict(outcome.counts)}")
    differing = [f"{case.seed}: {why}" for case, why in outcome.differing]
    assert len(differing) <= DIFFERING * outcome.files, differing
