"""What an edit leaves standing, and what leads to a fresh start; the outcome is the same."""

from __future__ import annotations

import pytest

from support.trees import tree
from tsbind.resolve import resolve
from tsbind.resolve.memory import ResolutionMemory
from tsbind.resolve.trace import Results, Trace

Files = dict[str, str | bytes]

BASE: Files = {
    "a.ts": "import { B } from './b';\nexport interface A extends Pick<B, 'b'> { a: B['b'] }",
    "b.ts": "export interface B { b: string; other: C }\nexport enum C { One = 1, Two }",
    "c.ts": "export * from './a';\nexport type D = A0 | null;\ninterface A0 { kind: 'x' }",
}
FOLLOWED: dict[str, Files] = {
    "nothing": {},
    "a type that another file copies": {"b.ts": "export interface B { b: 1 }"},
    "lines that move": {"b.ts": "// moved\n\n" + str(BASE["b.ts"])},
    "an enum": {"b.ts": "export interface B { b: C }\nexport enum C { One, Two, Three }"},
}
FRESH: dict[str, Files] = {
    "a property that another file asks for": {"b.ts": "export interface B { c: 1 }"},
    "a file more": {"d.ts": "export type E = 1"},
    "broken syntax": {"b.ts": "export interface B { b: string; } }"},
    "a file that declares for others": {
        "c.ts": "export {};\ndeclare module './b' { interface B { more: 1 } }"
    },
    "a name that is exported no more": {"b.ts": "export {}; interface B { b: string }"},
    "a script": {"c.ts": "interface A0 { kind: 'x' }"},
}


def rounds(*versions: Files) -> int:
    """Resolve one version after the other, each also afresh; how many rounds began anew."""
    memory = ResolutionMemory()
    for files in versions:
        source = tree(files)
        assert resolve(source, memory) == resolve(source)
    return memory.fresh


@pytest.mark.parametrize("edit", FOLLOWED.values(), ids=FOLLOWED)
def test_edits_that_are_followed(edit: Files) -> None:
    after = BASE | edit
    assert rounds(BASE, after, BASE, after) == 1


@pytest.mark.parametrize("edit", FRESH.values(), ids=FRESH)
def test_edits_that_need_a_fresh_start(edit: Files) -> None:
    assert rounds(BASE, BASE | edit) == 2
    rounds(BASE, BASE | edit, BASE, BASE | edit)


@pytest.mark.parametrize(
    "text",
    [
        "export interface A extends Pick<A, 'a'> { a: 1 }",
        "export type A = A[] | B; type B = B",
        "export type A = Missing",
    ],
)
def test_what_depends_on_order_is_not_kept(text: str) -> None:
    assert rounds(BASE | {"d.ts": text}, BASE | {"d.ts": text + "\n"}) == 2


def test_a_result_knows_the_files_of_those_it_uses() -> None:
    trace = Trace()
    inner: Results[str, str] = Results(trace)
    outer: Results[str, str] = Results(trace)

    def read() -> str:
        trace.note("a.ts")
        return "read"

    outer.made("x", lambda: inner.made("y", read))
    outer.made("z", lambda: inner.made("y", lambda: "never"))
    outer.made("other", lambda: "reads nothing")
    trace.forget(["b.ts"])
    assert [outer.get(key) for key in ("x", "z", "other")] == ["read", "read", "reads nothing"]
    trace.forget(["a.ts"])
    assert [outer.get(key) for key in ("x", "z", "other")] == [None, None, "reads nothing"]


def test_depth_counts_as_if_nothing_were_known() -> None:
    trace = Trace()
    results: Results[str, None] = Results(trace)

    def deep() -> None:
        for _ in range(5):
            trace.step_in()
        for _ in range(5):
            trace.step_out()

    results.made("deep", deep)
    trace.step_in()
    results.made("deep", deep)
    assert trace.deepest == 6
