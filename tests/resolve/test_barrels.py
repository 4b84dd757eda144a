"""Modules that star others: work is linear in their number."""

from __future__ import annotations

import pytest

from support.trees import declaration, resolved, tree
from tsbind.problems import Severity
from tsbind.resolve.resolution import resolve


def _barrel(count: int) -> dict[str, str | bytes]:
    files: dict[str, str | bytes] = {
        f"m{n}.ts": f"export interface T{n} {{ a: 1 }}" for n in range(count)
    }
    files["index.ts"] = "\n".join(f"export * from './m{n}';" for n in range(count))
    files["use.ts"] = "import { T1 } from './index';\nexport type U = T1;"
    return files


def test_a_barrel_takes_work_in_proportion_to_its_names() -> None:
    steps = [resolve(tree(_barrel(count))).program.star_steps for count in (50, 100, 200)]
    assert steps == [50, 100, 200]


def test_a_chain_of_barrels_ends_however_long_it_is() -> None:
    files: dict[str, str | bytes] = {f"m{n}.ts": f"export * from './m{n + 1}';" for n in range(400)}
    files["m400.ts"] = "export * from './m0';\nexport interface Last { a: 1 }"
    files["use.ts"] = "import { Last } from './m0';\nexport type U = Last;"
    package, problems = resolved(files)
    assert problems == []
    assert "m400.ts#Last" in repr(declaration(package, "U").type)


def test_a_module_named_with_its_extension_is_the_declaration_file() -> None:
    package, problems = resolved(
        {
            "types.d.ts": "export interface Options { a: 1 }",
            "use.d.ts": "import type { Options } from './types.ts';\nexport type U = Options;",
        }
    )
    assert problems == []
    assert "types.d.ts#Options" in repr(declaration(package, "U").type)


def test_a_chain_of_barrels_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tsbind.resolve.scope.MAX_STAR_STEPS", 500)
    files: dict[str, str | bytes] = {
        f"m{n}.ts": f"export * from './m{n + 1}';\nexport interface A{n} {{ x: 1 }}"
        for n in range(60)
    }
    package, problems = resolved(files)
    assert len(package.types) == 60
    assert len(package.exports) < 600
    assert [p.severity for p in problems] == [Severity.OPAQUE]
    assert "more than 500 names in all" in problems[0].message
