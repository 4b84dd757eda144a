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


@pytest.mark.exhaustive
def test_tens_of_thousands_of_generated_files_agree_with_tsc() -> None:
    outcome = judge(generated(range(1_000, 21_000)))
    print(f"\n{outcome.files} files: {dict(outcome.counts)}")
    assert [f"{case.seed}: {why}" for case, why in outcome.differing] == []
