"""Syntax that cannot be parsed costs what it touches, and is reported with its place."""

from __future__ import annotations

import pytest

from support.trees import declaration, resolved
from tsbind.model.spelling import typescript
from tsbind.model.types import Opaque
from tsbind.problems import Severity
from tsbind.syntax import parse_file


def test_a_member_becomes_an_opaque_property() -> None:
    package, problems = resolved(
        "export interface A {\n  a: string;\n  b: %% @@ 1;\n  c: number;\n}"
    )
    properties = {p.name: p.type for p in declaration(package, "A").properties}
    assert list(properties) == ["a", "b", "c"]
    assert isinstance(properties["b"], Opaque)
    assert [typescript(properties[name]) for name in ("a", "c")] == ["string", "number"]
    assert {p.severity for p in problems} <= {Severity.UNREAD, Severity.OPAQUE}
    assert any(p.position and p.position.line == 3 for p in problems)


def test_a_statement_becomes_an_opaque_declaration() -> None:
    package, problems = resolved(
        "export interface A { a: 1 }\nexport type B = %% @@ ;;; <<< 1;\nexport interface C { c: 1 }"
    )
    assert [d.name for d in package.types] == ["A", "B", "C"]
    assert isinstance(declaration(package, "B").type, Opaque)
    assert all(p.severity is not Severity.ERROR for p in problems)
    assert any(p.severity is Severity.UNREAD for p in problems)


def test_a_brace_that_is_missing_at_the_end_is_said() -> None:
    package, problems = resolved("export interface A { a: 1 }\nexport interface B { b: 1;\n")
    assert [d.name for d in package.types] == ["A", "B"]
    assert [p.severity for p in problems] == [Severity.UNREAD]


def test_a_body_costs_no_declaration() -> None:
    package, problems = resolved(
        "export class A {\n  a: string;\n  m(): void { const x = %% @@; }\n  b: number;\n}"
    )
    assert [p.name for p in declaration(package, "A").properties] == ["a", "m", "b"]
    assert [p.severity for p in problems] == [Severity.WARNING]


def test_where_nothing_can_be_read_it_is_an_error() -> None:
    _, problems = resolved("%% @@ ~~ ^^\n")
    assert Severity.ERROR in {p.severity for p in problems}


BOMBS = {
    "closing braces": b"}" * 5_000_000,
    "type arguments": b"a<" * 500_000,
    "semicolons": b";" * 4_000_000,
    "opening braces": b"{" * 3_000_000,
    "brackets": b"type A = " + b"[" * 200_000 + b"]" * 200_000,
    "long": b"// " + b"x" * 20_000_000,
}


@pytest.mark.parametrize("name", BOMBS)
def test_what_would_explode_is_not_parsed(name: str) -> None:
    file = parse_file("a.ts", BOMBS[name])
    assert file.statements == ()
    assert [p.message.startswith("not read: ") for p in file.problems] == [True]


def test_functions_in_defaults_of_functions_are_read_to_a_bounded_depth() -> None:
    nested = "{ m(x = " * 800 + "1" + ") {} }" * 800
    package, problems = resolved(f"export const a = {nested};\nexport type B = typeof a;")
    assert [d.name for d in package.types] == ["B"]
    assert {p.severity for p in problems} == {Severity.OPAQUE}
