"""Type operators, one row each: a declaration in, its evaluated type out."""

from __future__ import annotations

import pytest

from support.trees import declaration, resolved
from tsbind.model.spelling import typescript
from tsbind.model.types import Object, Opaque

BASE = """
interface A {
  /** doc of a */
  a: string; b?: number | null; readonly c: 'x' | 'y' }
interface B extends A { d: B[] }
type L = 'one' | 'two' | 'three';
const config = { url: 'u', depth: 3, tags: ['p', 'q'] } as const;
enum E { First = 'f', Second = 's' }
const key = 'named';
type Deep<T> = { [K in keyof T]-?: Deep<T[K]> };
type Listed<T> = { [K in keyof T]: T[K][] };
type Box<T> = { value: T };
type Maybe<T = string> = T | null;
enum Same { Old = 1, New = 1, Other = 2 }
type Head<T> = T extends [infer H, ...infer _R] ? H : never;
type Tail<T> = T extends [unknown, ...infer R] ? R : never;
type Last<T> = T extends [...unknown[], infer Z] ? Z : never;
type Without<T, U> = { [P in Exclude<keyof T, keyof U>]?: never };
type XOR<T, U> = T | U extends object ? (Without<T, U> & U) | (Without<U, T> & T) : T | U;
type OneOf<T extends any[]> = T extends [infer Only] ? Only
  : T extends [infer X, infer Y, ...infer Rest] ? OneOf<[XOR<X, Y>, ...Rest]> : never;
type Segment<T> = T extends `${infer S}/${string}` ? S : never;
type Both<U> = (U extends any ? (k: U) => void : never) extends (k: infer I) => void ? I : never;
type Choice<T = true> = T extends true ? 'yes' : 'no';
declare class Made { x: 1 }
"""

CASES = [
    ("Omit<A, 'a'>", "{ b?: number | null; readonly c: 'x' | 'y' }"),
    ("Omit<B, 'a' | 'd'>", "{ b?: number | null; readonly c: 'x' | 'y' }"),
    ("Pick<A, 'a'>", "{ a: string }"),
    ("Partial<Pick<A, 'a'>>", "{ a?: string }"),
    ("Required<Pick<A, 'b'>>", "{ b: number | null }"),
    ("Readonly<Pick<A, 'a'>>", "{ readonly a: string }"),
    ("Pick<A, 'a'> & { z: 1 }", "{ a: string; z: 1 }"),
    ("{ s: boolean } & { s: true }", "{ s: true }"),
    ("{ s: 'a' } & { s: 'b' }", "never"),
    ("{ s: 'a' } & { s?: 'b' }", "never"),
    ("{ s?: 'a' } & { s?: 'b' }", "{ s?: never }"),
    ("{ s: string } & { s: number }", "{ s: never }"),
    ("{ s: never; t: 1 } & { s: 'b' }", "{ s: never; t: 1 }"),
    ("{ s: 'a' | 'b' } & { s: 'c' } | 1", "1"),
    ("'x' | (string & Record<never, never>)", "(string & {}) | 'x'"),
    ("'x' | (string & { __brand: 'id' })", "(string & {}) | 'x'"),
    ("Exclude<E, E.First>", "E.Second"),
    ("Exclude<E | 'z', 'z'>", "E"),
    ("Extract<E, E.First | E.Second>", "E"),
    ("Exclude<Same, Same.Old>", "Same.Other"),
    ("`${E.First}-${string}`", "`f-${string}`"),
    ("`${'a' | 'b'}/${number}`", "`a/${number}` | `b/${number}`"),
    ("NonNullable<'a' | (string & {}) | null>", "string"),
    ("Head<[1, 2, 3]>", "1"),
    ("Tail<[1, 2, 3]>", "[2, 3]"),
    ("Last<[1, 2, 3]>", "3"),
    ("Head<[]>", "never"),
    ("Head<'text'>", "never"),
    ("OneOf<[{ a: 1 }, { b: 2 }]>", "{ a?: never; b: 2 } | { b?: never; a: 1 }"),
    ("Segment<'users/7'>", "'users'"),
    ("Segment<'users'>", "never"),
    ("Both<{ a: 1 } | { b: 2 }>", "{ a: 1; b: 2 }"),
    ("((x: string) => 1) extends (x: 'a') => number ? 1 : 2", "1"),
    ("((x: 'a') => 1) extends (x: string) => number ? 1 : 2", "2"),
    ("Choice", "'yes'"),
    ("[1, 2, 'z'] extends [...number[], string] ? 1 : 2", "1"),
    ("[1, 'y', 'z'] extends [...number[], string] ? 1 : 2", "2"),
    ("(typeof Made)['prototype']", "Made"),
    ("Exclude<L, 'one'>", "'two' | 'three'"),
    ("Extract<L | number, string>", "'one' | 'two' | 'three'"),
    ("Exclude<(string & {}) | 'one', 'one'>", "(string & {}) | 'one'"),
    ("NonNullable<string | null | undefined>", "string"),
    ("A['b']", "number | null | undefined"),
    ("A['a' | 'c']", "string | 'x' | 'y'"),
    ("B['d'][number]", "B"),
    ("[string, number][1]", "number"),
    ("keyof A", "'a' | 'b' | 'c'"),
    ("keyof (A | Omit<A, 'a'>)", "'b' | 'c'"),
    (
        "typeof config",
        "{ readonly url: 'u'; readonly depth: 3; readonly tags: readonly ['p', 'q'] }",
    ),
    ("(typeof config)['depth']", "3"),
    ("(typeof config)['tags'][number]", "'p' | 'q'"),
    ("Record<L, number>", "{ one: number; two: number; three: number }"),
    ("Record<string, A>", "Record<string, A>"),
    ("{ [K in L]?: K }", "{ one?: 'one'; two?: 'two'; three?: 'three' }"),
    ("{ [K in keyof A]: boolean }", "{ a: boolean; b?: boolean; readonly c: boolean }"),
    ("{ [K in keyof A]-?: A[K] }", "{ a: string; b: number | null; readonly c: 'x' | 'y' }"),
    ("{ [K in L as `on_${K}`]: 1 }", "{ on_one: 1; on_two: 1; on_three: 1 }"),
    ("`${L}-${'p' | 'q'}`", "'one-p' | 'one-q' | 'two-p' | 'two-q' | 'three-p' | 'three-q'"),
    ("`id_${string}`", "`id_${string}`"),
    ("Uppercase<L>", "'ONE' | 'TWO' | 'THREE'"),
    ("'a' extends string ? 1 : 2", "1"),
    ("A extends { a: number } ? 1 : 2", "2"),
    ("B extends A ? 1 : 2", "1"),
    ("string[] extends (infer U)[] ? U : never", "string"),
    ("Promise<number> extends Promise<infer U> ? U : never", "number"),
    ("Awaited<Promise<Promise<string>>>", "string"),
    ("ReturnType<(x: string) => number>", "number"),
    ("Parameters<(x: string, y?: number) => void>", "[string, number?]"),
    ("(string & {}) | 'one' | 'two'", "(string & {}) | 'one' | 'two'"),
    ("string | 'one'", "string | 'one'"),
    ("true | false", "boolean"),
    ("unknown | null", "unknown | null"),
    ("Box<string>", "Box<string>"),
    ("Maybe", "Maybe"),
    ("E", "E"),
    ("E.First", "E.First"),
    ("E.First & E.Second", "never"),
    ("E.First & E", "E.First"),
    ("(E.First | E.Second) & E.Second", "E.Second"),
    ("E.First extends E ? 1 : 2", "1"),
    ("E extends E.First ? 1 : 2", "2"),
    ("Record<E, number>", "{ f: number; s: number }"),
    ("{ [K in E]?: K }", "{ f?: E.First; s?: E.Second }"),
    ("{ f: 1; s: 2 }[E.Second]", "2"),
    ("Pick<{ f: 1; s: 2 }, E.First>", "{ f: 1 }"),
    ("`is-${E}`", "'is-f' | 'is-s'"),
    (
        "{ [E.First]: 1; [key]: 2; [Symbol.iterator]: 3 }",
        "{ f: 1; named: 2; '[Symbol.iterator]': 3 }",
    ),
    ("Record<PropertyKey, 1>", "{ [key: string]: 1; [key: number]: 1 }"),
    ("Deep<{ a?: string; b: 1[] | null }>", "{ a: string; b: 1[] | null }"),
    ("Listed<[string, 1]>", "[string[], 1[]]"),
    ("Listed<string[]>", "string[][]"),
    ("Listed<'x' | { a: 1 } | null>", "'x' | { a: 1[] } | null"),
    ("A[][0]", "A"),
    ("readonly string[]", "readonly string[]"),
    ("bigint | null", "bigint | null"),
    ("Record<never, string>", "{}"),
    ("Record<any, string>", "Record<string, string>"),
    ("Pick<A, never>", "{}"),
    ("keyof never", "string | number | symbol"),
    ("never['length']", "never"),
    ("Exclude<'one', L> | 'x'", "'x'"),
    ("Record<never, never> & { z: 1 }", "{ z: 1 }"),
    ("Array<A>", "A[]"),
    ("string & { __brand: 'id' }", "(string & {})"),
    (
        "(A | null) & { extra: 1 }",
        "{ a: string; b?: number | null; readonly c: 'x' | 'y'; extra: 1 }",
    ),
]


@pytest.mark.parametrize(("written", "expected"), CASES)
def test_an_alias_is_worked_out(written: str, expected: str) -> None:
    package, problems = resolved(f"{BASE}\nexport type Result = {written};")
    result = declaration(package, "Result").type
    assert result is not None
    assert " ".join(typescript(result).split()) == expected
    assert problems == []


DISTRIBUTED = [
    ("type F<T> = T extends string ? 's' : 'n'; export type Result = F<'a' | 1>;", "'s' | 'n'"),
    ("type F<T> = [T] extends [string] ? 's' : 'n'; export type Result = F<'a' | 1>;", "'n'"),
    ("type Any<T> = 0 extends 1 & T ? 'any' : 'not'; export type Result = Any<any>;", "'any'"),
    ("type Any<T> = 0 extends 1 & T ? 'any' : 'not'; export type Result = Any<{ a: 1 }>;", "'not'"),
    (
        "type F<T> = T extends 'a' ? 1 : 2; interface I<T> { v: F<T> }"
        "export type Result = I<'a'>['v'];",
        "1",
    ),
    ("type F<T> = T extends never ? 1 : 2; export type Result = F<never>;", "never"),
]


@pytest.mark.parametrize(("source", "expected"), DISTRIBUTED)
def test_a_conditional_over_a_bare_parameter_distributes(source: str, expected: str) -> None:
    package, problems = resolved(source)
    result = declaration(package, "Result").type
    assert result is not None
    assert typescript(result) == expected
    assert problems == []


def test_docs_and_modifiers_pass_through_utility_types() -> None:
    package, _ = resolved(f"{BASE}\nexport type Result = Omit<B, 'd'>;")
    result = declaration(package, "Result")
    assert isinstance(result.type, Object)
    by_name = {p.name: p for p in result.properties}
    assert by_name["a"].doc == "doc of a"
    assert by_name["b"].optional
    assert by_name["b"].nullable
    assert by_name["c"].readonly


OPAQUE = [
    ("export type R = Missing;", "index.ts:1:17", "no such name"),
    ("export type R = keyof symbol;", "index.ts:1:8", "without members"),
    ("export type R<T> = 1;\nexport type S = R<Nope>;", "index.ts:2:19", "no such name"),
    ("export interface A { x: Omit<A, 'y'>; y: string }", "index.ts:1:22", "refers to itself"),
    ("export type A = A['x'];", "index.ts:1:8", ""),
    ("export type A = B; export type B = C; export type C = A | 1 & A;", "index.ts:1:", ""),
]


@pytest.mark.parametrize(("source", "place", "reason"), OPAQUE)
def test_what_cannot_be_worked_out_is_reported(source: str, place: str, reason: str) -> None:
    package, problems = resolved(f"{source}\nexport interface Other {{ ok: string }}")
    assert any(str(p).startswith(place) and reason in p.message for p in problems), problems
    assert [p.name for p in declaration(package, "Other").properties] == ["ok"]


def test_a_conditional_over_the_parameter_of_its_declaration_waits() -> None:
    package, problems = resolved(
        "type F<T> = T extends 'a' ? 1 : 2;\nexport interface I<T extends string> { v: F<T> }"
    )
    assert [p.name for p in declaration(package, "I").properties] == ["v"]
    assert problems == []


MORE = [
    ("A & { b?: 'x' }", "interface A { b: 'y' }", "never"),
    ("A & { b: string[] }", "interface A { b?: never }", "never"),
    ("A & { b: [] }", "interface A { b: never }", "{ b: never }"),
    ("keyof A", "enum E { X = 1 } interface A { [E.X]: 1; b: 2 }", "'b' | E.X"),
    ("number & E", "enum E { X = 1, Y }", "E"),
    ("readonly 1[] extends 1[] ? 'yes' : 'no'", "", "'no'"),
    ("1[] extends readonly 1[] ? 'yes' : 'no'", "", "'yes'"),
    ("Readonly<1[]>", "", "readonly 1[]"),
    ("{ a: 1 } extends { toString(): string } ? 'yes' : 'no'", "", "opaque"),
    ("(() => 1) extends { a?: 1 } ? 'yes' : 'no'", "", "'no'"),
    ("A extends Record<string, 1> ? 'yes' : 'no'", "interface A { a: 1 }", "'no'"),
    ("{ a: 1 } extends Record<string, 1> ? 'yes' : 'no'", "", "'yes'"),
    ("((p: null) => 1) extends (p: infer I extends number) => 1 ? I : 'no'", "", "'no'"),
    ("Capitalize<string> | 'a'", "", "`${Capitalize<string>}` | 'a'"),
    ("ReturnType<(p: never) => 1>", "", "any"),
    ("T extends string ? 1 : 2", "type T = never;", "1"),
]


@pytest.mark.parametrize(("written", "before", "expected"), MORE)
def test_a_type_that_generated_files_found(written: str, before: str, expected: str) -> None:
    package, problems = resolved(f"{before}\nexport type Result = {written};")
    result = declaration(package, "Result").type
    assert result is not None
    if expected == "opaque":
        assert isinstance(result, Opaque)
        return
    assert problems == []
    assert sorted(" ".join(typescript(result).split()).split(" | ")) == sorted(
        expected.split(" | ")
    )
