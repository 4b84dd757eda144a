"""Deep, circular and huge types: an answer or a report, in bounded time and memory."""

from __future__ import annotations

import time

import pytest

from support.trees import declaration, resolved
from tsbind.model.codec import from_json, to_json
from tsbind.model.types import Literal, UnionType

INPUTS = [
    pytest.param("type X = " + "Array<" * 3000 + "string" + ">" * 3000 + ";", id="3,000 generics"),
    pytest.param(
        "type X = " + "(" * 10_000 + "string" + ")" * 10_000 + ";", id="10,000 parentheses"
    ),
    pytest.param("type X = " + "{ a: " * 1500 + "string" + " }" * 1500 + ";", id="1,500 objects"),
    pytest.param("namespace N { " * 1000 + "type X = 1;" + " }" * 1000, id="1,000 namespaces"),
    pytest.param("type X = string" + "[]" * 5000 + ";", id="5,000 arrays"),
    pytest.param("type X = X | X[];", id="alias of itself"),
    pytest.param("type X = Y; type Y = Z; type Z = X;", id="alias circle"),
    pytest.param("type F<T> = F<{ a: T }> | 1; type X = Omit<F<1>, 'a'>;", id="growing arguments"),
    pytest.param("type X = F<1>['k']; type F<T> = Partial<F<[T, T]>>;", id="doubling arguments"),
    pytest.param("interface X extends Y { a: 1 } interface Y extends X { b: 2 }", id="base circle"),
    pytest.param("interface X { a: Y } interface Y { b: X }", id="mutual recursion"),
    pytest.param(
        "".join(f"type X{i} = X{i + 1};\n" for i in range(3000)) + "type X3000 = 1;",
        id="3,000 aliases",
    ),
    pytest.param(
        "type X0 = 'a' | 'b';\n"
        + "".join(f"type X{i} = `${{X{i - 1}}}${{X{i - 1}}}`;\n" for i in range(1, 30)),
        id="billion laughs, strings",
    ),
    pytest.param(
        "type X0 = { a: 1 };\n"
        + "".join(f"type X{i} = [X{i - 1}, X{i - 1}];\n" for i in range(1, 60)),
        id="billion laughs, tuples",
    ),
    pytest.param(
        "type X0<T> = { a: T };\n"
        + "".join(f"type X{i}<T> = X{i - 1}<X{i - 1}<T>>;\n" for i in range(1, 40))
        + "export interface R { x: X39<string> }",
        id="billion laughs, generics",
    ),
    pytest.param(
        "type X0 = { a: 1 };\n"
        + "".join(
            f"type X{i} = Omit<{{ l: X{i - 1}; r: X{i - 1} }}, 'q'>;\n" for i in range(1, 60)
        ),
        id="billion laughs, utility types",
    ),
    pytest.param(
        "type A = { k: A } & C<A>; type C<T> = { k: T } & C<C<T>>;\n"
        "interface B { b: C<A>; c?: C<B> }",
        id="aliases that grow",
    ),
    pytest.param(
        "type Grow<T> = { l: Grow<T[]>['l']; r: Grow<[T, T]>['r'] }; type X = Grow<1>['l'];",
        id="arguments that grow",
    ),
    pytest.param(
        "type C<T> = C<[T, C<C<[T, bigint]>['0']>]>['0']; type X = C<1>;",
        id="arguments that grow inside arguments",
    ),
    pytest.param(
        "type C<T> = [C<[T, T]>['0'], C<[T[], T]>['0']]; type X = C<1>;",
        id="arguments that grow both ways",
    ),
    pytest.param("type C<T> = C<C<[T, T]>['0']>; type X = C<1>;", id="names that grow"),
    pytest.param("type X = `" + "${string}" * 5000 + "`;", id="5,000 template parts"),
    pytest.param(
        "type X = " + "'a' extends string ? " * 1000 + "1" + " : 2" * 1000 + ";",
        id="1,000 conditionals",
    ),
]


@pytest.mark.parametrize("source", INPUTS)
def test_hostile_nesting_ends(source: str) -> None:
    started = time.process_time()
    package, problems = resolved(f"{source}\nexport interface Other {{ ok: string }}")
    assert [p.name for p in declaration(package, "Other").properties] == ["ok"]
    assert all(p.position is not None for p in problems)
    assert from_json(to_json(package)) == package
    assert time.process_time() - started < 20


def test_a_union_of_ten_thousand_literals_is_whole() -> None:
    members = " | ".join(f"'m{i}'" for i in range(10_000))
    package, problems = resolved(f"export type X = {members};")
    union = declaration(package, "X").type
    assert isinstance(union, UnionType)
    assert len(union.members) == 10_000
    assert problems == []


def test_a_literal_of_a_megabyte_is_whole() -> None:
    package, _ = resolved(f"export type X = '{'x' * 1_000_000}';")
    assert declaration(package, "X").type == Literal("x" * 1_000_000)
