"""The small modules of a part: which of them become one."""

from __future__ import annotations

import pytest

from support.trees import resolved
from tsbind.model.index import ModelIndex
from tsbind.python.types.build import plan_types

SMALL = "export interface A { x: string } export interface B { a: A }"
CLIENT = """
class APIResource { constructor(client: unknown) {} }
export class Texts extends APIResource {}
"""
CASES = [
    pytest.param(SMALL, {"_types": {"A", "B"}}, id="two small ones"),
    pytest.param("export interface A { x: string }", {"a": {"A"}}, id="one alone keeps its name"),
    pytest.param(
        SMALL + """export interface Big { a: Big.One; b: Big.Two; c: Big.Three }
        export namespace Big {
          export interface One { x: 1 } export interface Two { x: 2 }
          export interface Three { x: 3 }
        }""",
        {"_types": {"A", "B"}, "big": {"Big", "One", "Two", "Three"}},
        id="a large one stays",
    ),
    pytest.param(
        SMALL + """export interface C { b: C.B }
        export namespace C { export interface B { x: 1 } }""",
        {"_types": {"A", "B"}, "c": {"C", "B"}},
        id="the same name twice",
    ),
    pytest.param(
        SMALL + """export interface C { b: C.Inner }
        export namespace C { export interface Inner { x: 1 } }""",
        {"_types": {"A", "B"}, "c": {"C", "Inner"}},
        id="another name of a nested class",
    ),
    pytest.param(
        "export interface A { x: string } export interface _Types { a: A }",
        {"_types": {"A", "Types"}},
        id="a type called like the module",
    ),
]


@pytest.mark.parametrize(("source", "expected"), CASES)
def test_modules_of_a_part(source: str, expected: dict[str, set[str]]) -> None:
    package, _ = resolved({"resources/texts.ts": source})
    plan = plan_types(package, ModelIndex(package).roots)
    assert {m.path for m in plan.modules} == {f"types/{name}.py" for name in expected}
    found: dict[str, set[str]] = {}
    for place in plan.places.values():
        found.setdefault(place.module[-1], set()).add(str(place.name))
    assert found == expected


def test_a_whole_package_has_a_module_for_each_declaration() -> None:
    package, _ = resolved({"resources/texts.ts": SMALL})
    assert {m.path for m in plan_types(package).modules} == {"types/a.py", "types/b.py"}


def test_what_another_folder_has_of_its_own_is_taken_from_there() -> None:
    files: dict[str, str | bytes] = {
        "resources/chat/texts.ts": SMALL + CLIENT,
        "resources/chat/index.ts": "export { type A, type B } from './texts';",
        "resources/index.ts": "export { type A } from './chat/texts';",
    }
    package, _ = resolved(files)
    for only, source in ((ModelIndex(package).roots, ".chat"), (None, ".chat.a")):
        exports = {plan.path: plan for plan in plan_types(package, only).exports}
        rows = [row for row in exports["types/__init__.py"].names if row.name == "A"]
        assert [row.module for row in rows] == [source]
