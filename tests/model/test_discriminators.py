"""The property that tells the objects of a union apart: one rule for model and decoder."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from support.emitted import TYPES, imported
from support.releases import Release
from support.trees import declaration, resolved
from support.unions import compared
from tsbind.model.types import UnionType
from tsbind.pipeline import Release as Model
from tsbind.pipeline import generate

AB = "export interface A { type: 'a'; x: 1 } export interface B { type: 'b'; y: 1 }\n"
CASES = [
    pytest.param(
        "interface A { type: 'a' } interface B { type: 'b' | 'c' } export type U = A | B;",
        "type",
        {"a": ["A"], "b": ["B"], "c": ["B"]},
        [],
        id="literals",
    ),
    pytest.param(
        "interface A { kind: 1; type: string } interface B { kind: 2; type: string }\n"
        "export type U = A | B | null | string | 'x' | number[];",
        "kind",
        {1: ["A"], 2: ["B"]},
        [],
        id="beside what is no object",
    ),
    pytest.param(
        "interface A { kind: 'x'; object: 'a' } interface B { kind: 'y'; object: 'b' }\n"
        "export type U = A | B;",
        "kind",
        {"x": ["A"], "y": ["B"]},
        [],
        id="the one written first",
    ),
    pytest.param(
        "interface A { kind: 'x'; type: 'a' } interface B { kind: 'y'; type: 'b' }\n"
        "export type U = A | B;",
        "type",
        {"a": ["A"], "b": ["B"]},
        [],
        id="type before others",
    ),
    pytest.param(
        "interface A { role: 'x'; kind: 'a' } interface B { role: 'x'; kind: 'b' }\n"
        "interface C { role: 'y'; kind: 'c' } export type U = A | B | C;",
        "kind",
        {"a": ["A"], "b": ["B"], "c": ["C"]},
        [],
        id="a literal for each before shared literals",
    ),
    pytest.param(
        "interface A { one: 'a'; two: 'a' } interface B { one: 'b'; two?: 'b' }\n"
        "interface C { one?: 'c'; two?: 'c' } export type U = A | B | C;",
        "one",
        {"a": ["A"], "b": ["B"], "c": ["C"]},
        ["C"],
        id="required before optional",
    ),
    pytest.param(
        "interface A { type: 'a'; kind: 1 } interface B { type: 'b'; kind: 2 }\n"
        "interface C { type: string; kind: 3 } export type U = A | B | C;",
        "kind",
        {1: ["A"], 2: ["B"], 3: ["C"]},
        [],
        id="the most members before type",
    ),
    pytest.param(
        AB + "interface C { type: 'c' } type X = A | B; export type U = X | C;",
        "type",
        {"a": ["A"], "b": ["B"], "c": ["C"]},
        [],
        id="nested union",
    ),
    pytest.param(
        AB + "type X = A | B; type Y = X; type Z = Y | null; export type U = Z | X;",
        "type",
        {"a": ["A"], "b": ["B"]},
        [],
        id="nested more than once",
    ),
    pytest.param(
        AB + "type Maybe<T> = T | null; export type U = Maybe<A> | Maybe<B>;",
        "type",
        {"a": ["A"], "b": ["B"]},
        [],
        id="generic unions",
    ),
    pytest.param(
        "interface G<T extends string> { type: T; x: 1 }\nexport type U = G<'a'> | G<'b' | 'c'>;",
        "type",
        {"a": ["G"], "b": ["G"], "c": ["G"]},
        [],
        id="generic interfaces",
    ),
    pytest.param(
        "export type U = { type: 'a'; x: 1 } | { type: 'b'; y: 2 };",
        "type",
        {"a": ["#0"], "b": ["#1"]},
        [],
        id="written in place",
    ),
    pytest.param(
        "type X = { type: 'a'; x: 1 } | { type: 'b' };\nexport type U = X | null | { type: 'c' };",
        "type",
        {"a": ["X#0"], "b": ["X#1"], "c": ["#2"]},
        [],
        id="written in place in a nested union",
    ),
    pytest.param(
        AB + "enum E { One = 'one', Two = 'two' }\n"
        "interface C { type: E.One } interface D { type: E } export type U = A | C | D;",
        "type",
        {"a": ["A"], "one": ["C", "D"], "two": ["D"]},
        [],
        id="members of enums",
    ),
    pytest.param(
        "interface A { type: 'a' } interface B { type: 'a' } interface C { type: 'c' }\n"
        "interface D { x: 1 } export type U = A | B | C | D;",
        "type",
        {"a": ["A", "B"], "c": ["C"]},
        ["D"],
        id="a shared literal and one without",
    ),
    pytest.param(
        "interface A { type?: 'a' } interface B { type: 'b' } export type U = A | B;",
        "type",
        {"a": ["A"], "b": ["B"]},
        ["A"],
        id="optional",
    ),
    pytest.param(
        AB + "export type U = A | B | Record<string, string>;",
        "type",
        {"a": ["A"], "b": ["B"]},
        [],
        id="beside a map",
    ),
    pytest.param(
        "interface A { ok: true } interface B { ok: false } export type U = A | B;",
        "ok",
        {True: ["A"], False: ["B"]},
        [],
        id="booleans",
    ),
]
NONE = [
    pytest.param(
        "interface A { type: 'a' } interface B { type: 'a' } export type U = A | B;",
        id="same literal",
    ),
    pytest.param(
        "interface A { type: 'a' } interface B { type: string } export type U = A | B;", id="open"
    ),
    pytest.param(
        "interface A { type: 'a' | null } interface B { type: 'b' | null } export type U = A | B;",
        id="nullable",
    ),
    pytest.param(
        "interface A { type: (string & {}) | 'a' } interface B { type: 'b' }\n"
        "export type U = A | B;",
        id="open enum",
    ),
    pytest.param(AB + "export type U = A | null;", id="one object"),
    pytest.param(
        "interface A { x: 1 } interface B { x: true } export type U = A | B;", id="1 and true"
    ),
    pytest.param(AB + "export type U = A | B | (() => void);", id="beside anything"),
]


def _model(source: str) -> tuple[str, dict[object, list[str]], list[str]] | None:
    package, _ = resolved(source)
    union = declaration(package, "U").type
    assert isinstance(union, UnionType)
    found = union.discriminator
    if found is None:
        return None
    mapping: dict[object, list[str]] = {}
    for literal, member in found.mapping:
        mapping.setdefault(json.loads(literal), []).append(member.removeprefix("index.ts#"))
    return found.property, mapping, [m.removeprefix("index.ts#") for m in found.others]


@pytest.mark.parametrize(("source", "property_", "mapping", "others"), CASES)
def test_discriminator(
    source: str, property_: str, mapping: dict[object, list[str]], others: list[str]
) -> None:
    found = _model(source)
    assert found is not None
    assert found[0] == property_
    # `1 == True` as keys: compare their types, too.
    assert [(type(k), k, v) for k, v in found[1].items()] == [
        (type(k), k, v) for k, v in mapping.items()
    ]
    assert found[2] == others


@pytest.mark.parametrize("source", NONE)
def test_no_discriminator(source: str) -> None:
    assert _model(source) is None


def test_the_decoder_has_the_model_s(tmp_path: Path) -> None:
    """Every case in one package, each in a namespace of its own."""
    cases = [str(case.values[0]) for case in (*CASES, *NONE)]
    text = "\n".join(f"export namespace N{n} {{\n{source}\n}}" for n, source in enumerate(cases))
    package, _ = resolved(text)
    generated = generate(Model(package), TYPES)
    with imported(generated.files, tmp_path, "cases") as found:
        rows = compared(package, found, generated.types.places)
    told = [row for row in rows if row[0].endswith(".U")]
    assert len(told) == len(cases)
    assert sum(bool(model) for _, model, _ in told) == len(CASES)
    assert [row for row in rows if row[1] != row[2]] == []


@pytest.mark.registry
@pytest.mark.slow
@pytest.mark.parametrize(("version", "least"), [("4.52.0", 40), ("7.57.0", 450)])
def test_every_union_of_a_release(
    version: str, least: int, client_of: Callable[..., Release]
) -> None:
    release = client_of(f"openai@{version}")
    rows = compared(release.model, release.package, release.generated.types.places)
    assert sum(len(decoder) for _, _, decoder in rows) >= least
    assert [row for row in rows if row[1] != row[2]] == []
