"""Of a target, the changes are those of what it holds: its selection, and what that needs."""

from __future__ import annotations

import pytest

from operations.acme import package_of
from support.trees import resolved
from tsbind.diff.engine import compare
from tsbind.diff.formats.markdown import markdown
from tsbind.pipeline import Options, holdings
from tsbind.project.standard import only_of_targets
from tsbind.project.target import Target

OLD = """
export interface A { b: B; a: string }
export interface B { b: string }
export interface C { c: string }
export interface Gone { a: string }
"""
NEW = """
export interface A { b: B; a: string }
export interface B { b: number }
export interface C { c: number }
"""


def places(*targets: Target) -> set[str]:
    (old, _), (new, _) = resolved(OLD), resolved(NEW)
    report = only_of_targets(compare(old, new), old, new, targets)
    return {change.place.removeprefix("index/") for change in report.changes}


@pytest.mark.parametrize(
    ("only", "expected"),
    [
        ([()], {"B", "C", "Gone"}),
        ([("A",)], {"B"}),
        ([("C",)], {"C"}),
        ([("Gone", "A")], {"Gone", "B"}),
        ([("A",), ("C",)], {"B", "C"}),
        ([("A",), ()], {"B", "C", "Gone"}),
    ],
)
def test_closure_of_the_selection(only: list[tuple[str, ...]], expected: set[str]) -> None:
    assert places(*(Target("x", f"o{n}", only=names) for n, names in enumerate(only))) == expected


def test_types_only_holds_no_method_and_no_client() -> None:
    package, _ = package_of("  run(): void { return this._client.post('/run'); }")
    everything = holdings(package, Options())
    types = holdings(package, Options(types_only=True))
    assert everything is None
    assert types is not None
    assert (types.operations, types.has_client) == (frozenset(), False)
    assert types.ids


TWO = "  run(b: B): A { return this._client.post('/run', { body: b }); }\n" + (
    "  stop(b: B): A { return this._client.post('/stop', { body: b }); }"
)


def test_changes_name_the_methods_of_the_target_alone() -> None:
    old, new = (
        package_of(TWO, f"export interface A {{ a: {a} }}\nexport interface B {{ b: string }}")[0]
        for a in ("string", "number")
    )
    report = compare(old, new)
    (stop,) = [o.accessor for o in new.operations if o.method == "stop"]

    def of(*targets: Target) -> tuple[set[str], str]:
        held = only_of_targets(report, old, new, targets)
        return {m for change in held.changes for m in change.methods}, markdown(held)

    assert of(Target("x", "o"))[0] == {"things.run", stop}
    methods, text = of(Target("x", "o", only=(stop,)))
    assert methods == {stop}
    assert "things.run" not in text
    methods, text = of(Target("x", "o", only=("A",), types_only=True))
    assert methods == set()
    assert "method" not in text
