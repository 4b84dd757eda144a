"""Helpers nobody has written a template for are reported by name."""

from __future__ import annotations

from operations.acme import package_of
from tsbind.operations.helpers import unknown_helpers


def test_unknown_helper_is_reported_by_name_and_place() -> None:
    package, _ = package_of("poll() { return this.run(); }\nwatch() {}\nrun() { return go(); }")
    problems = unknown_helpers(package, {"things.poll", "things.run"})
    assert [str(problem) for problem in problems] == [
        "resources/things.ts:18:3: skipped: helper things.watch: "
        "calls no endpoint of its own and is not known"
    ]
