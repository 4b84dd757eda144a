"""The property that tells the members of a union apart."""

from __future__ import annotations

import pytest

from support.trees import declaration, resolved
from tsbind.model.types import UnionType

CASES = [
    pytest.param(
        "interface A { type: 'a' } interface B { type: 'b' | 'c' } export type U = A | B;",
        ("type", {'"a"': "index.ts#A", '"b"': "index.ts#B", '"c"': "index.ts#B"}),
        id="literals",
    ),
    pytest.param(
        "interface A { kind: 1; type: string } interface B { kind: 2; type: string }\n"
        "export type U = A | B | null | string;",
        ("kind", {"1": "index.ts#A", "2": "index.ts#B"}),
        id="beside null and string",
    ),
    pytest.param(
        "interface A { type: 'a' } interface B { type: 'b' } interface C { type: 'c' }\n"
        "type AB = A | B; export type U = AB | C;",
        ("type", {'"a"': "index.ts#A", '"b"': "index.ts#B", '"c"': "index.ts#C"}),
        id="nested union",
    ),
    pytest.param(
        "export type U = { type: 'a'; x: 1 } | { type: 'b'; y: 2 };",
        ("type", {'"a"': "#0", '"b"': "#1"}),
        id="written in place",
    ),
    pytest.param(
        "interface A { type: 'a' } interface B { type: 'a' } export type U = A | B;",
        None,
        id="same literal",
    ),
    pytest.param(
        "interface A { type?: 'a' } interface B { type: 'b' } export type U = A | B;",
        None,
        id="optional",
    ),
    pytest.param(
        "interface A { type: 'a' } interface B { type: string } export type U = A | B;",
        None,
        id="open",
    ),
]


@pytest.mark.parametrize(("source", "expected"), CASES)
def test_discriminator(source: str, expected: tuple[str, dict[str, str]] | None) -> None:
    package, _ = resolved(source)
    union = declaration(package, "U").type
    assert isinstance(union, UnionType)
    found = union.discriminator
    assert (found and (found.property, dict(found.mapping))) == expected
