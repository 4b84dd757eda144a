from __future__ import annotations

import pytest

from support.trees import declaration, resolved
from tsbind.model.index import ModelIndex
from tsbind.python.spelling.generics import kept_parameters

TABLE = [
    ("export type X<A> = A | string;", (0,)),
    ("export type X<A, B> = Map2<B, A>; interface Map2<K, V> { k: K; v: V }", (1, 0)),
    ("export type X<A, B> = B[];", (1,)),
    ("export type X<A> = { [K in keyof A]: A[K] } & {};", ()),
    ("export type X<A> = A | unknown;", ()),
    ("export type X<A> = Y<A>; type Y<B> = { p: string } & { parse(text: string): B };", ()),
    ("export type X<A, B> = Y<A, B>; type Y<C, D> = D | null;", (1,)),
    ("export interface X<A, B> { a: A }", (0, 1)),
    ("export type X<A, B> = Y<B>[] | A; type Y<C> = X<1, C> | C[];", (1, 0)),
    pytest.param(
        "type X0<T> = T[];\n"
        + "".join(f"type X{i}<T> = X{i - 1}<X{i - 1}<T>>;\n" for i in range(1, 40))
        + "export type X<T> = X39<T>;",
        (0,),
        id="billion laughs",
    ),
]


@pytest.mark.parametrize(("source", "places"), TABLE)
def test_what_is_left_of_type_parameters(source: str, places: tuple[int, ...]) -> None:
    package, _ = resolved(source)
    index = ModelIndex(package)

    assert kept_parameters(declaration(package, "X"), index) == places
