"""Corners of the syntax: what the compiler reads is in the model as it says, or is reported."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from conformance.compare import compare, working_out
from conformance.facts import facts_of_files
from support.trees import tree
from tsbind.resolve.resolution import resolve

pytestmark = [pytest.mark.registry, pytest.mark.node]

FOLDER = Path(__file__).parent
FORMS: dict[str, str] = json.loads((FOLDER / "syntax_forms.json").read_text("utf-8"))
"""Small files, each of a corner of the syntax, by what they try."""
NAMES = json.loads((FOLDER / "name_places.json").read_text("utf-8"))
PLACES: dict[str, str] = NAMES["places"]
"""Forms with a hole where a name may stand."""
WORDS: list[str] = NAMES["words"].split()
"""The words of TypeScript's scanner, and a few names that are special elsewhere."""
OTHERS = {
    "dep.ts": "export interface A { a: 1 }\nexport interface B { b: 1 }\n"
    "export default interface Q { q: 1 }\n",
    "dep2.ts": "interface A { a: 1 }\n" + "\n".join(f"export {{ A as {w} }};" for w in WORDS),
}
END = "\nexport interface Z { z: 1 }\n"
LOST = {
    # A name that hides `undefined` is read as the value.
    ("shorthand", "undefined"),
    ("value reference", "undefined"),
    # `static` at the end of a line is a modifier of the next member, whatever it looks like.
    ("class property untyped asi", "static"),
    # tsc goes on after an error that it does not count as one.
    ("export default interface", "case"),
    ("export default interface", "default"),
    ("export default interface", "else"),
}
"""Cells that differ without a report."""


def silent(cells: dict[tuple[str, str], str], *, whole: bool) -> dict[tuple[str, str], str]:
    """The first difference of each cell that nothing reports; ``whole``: where tsc has no error."""
    names = {f"c{n:05}.ts": cell for n, cell in enumerate(cells)}
    texts = {name: cells[cell] + END for name, cell in names.items()} | OTHERS
    facts = facts_of_files({name: text.encode() for name, text in texts.items()}, "--prune")
    assert not facts["pruned"].keys() & OTHERS.keys()
    texts |= facts["pruned"]
    found: dict[tuple[str, str], str] = {}
    for name, cell in names.items():
        if name in facts["pruned"] and whole:
            continue
        difference = _difference(name, texts, facts)
        if difference:
            found[cell] = difference
    return found


def _difference(name: str, texts: dict[str, str], facts: dict[str, Any]) -> str:
    files = (name, *OTHERS)
    resolution = resolve(tree({file: texts[file] for file in files}))
    kept = {i: d for i, d in facts["types"].items() if i.partition("#")[0] in files}
    exports = {file: facts["exports"].get(file, {}) for file in files}
    one = {**facts, "types": kept, "exports": exports}
    comparison = compare(resolution.package, one, evaluate=working_out(resolution), below=name)
    if comparison.differing and not resolution.program.problems:
        return comparison.differing[0]
    return ""


def test_a_form_of_syntax_is_read_or_reported() -> None:
    assert silent({(name, ""): text for name, text in FORMS.items()}, whole=False) == {}


@pytest.mark.exhaustive
def test_each_word_is_a_name_wherever_tsc_takes_it_for_one() -> None:
    cells = {(p, w): form.format(w) for p, form in PLACES.items() for w in WORDS}
    assert silent(cells, whole=True).keys() <= LOST
