"""One row for each type operator, utility type, modifier and form of constant: as tsc has it."""

from __future__ import annotations

import pytest

from conformance.compare import compare, working_out
from conformance.facts import facts_of_files
from support.trees import tree
from tsbind.resolve.resolution import resolve

pytestmark = [pytest.mark.registry, pytest.mark.node]

BASE = """
export interface T { /** doc */ a: string; b?: number | null; readonly c: 'x' | 'y' }
export type D = 'a' | 'z';
export enum S { One = 'one', Two = 'two' }
export enum N {
  A = 1 << 2, B = A | 8, C, D = 'a' + 'b', E = `t${'u'}`, F = S.One, G = ~1, H = (2 + 3) * 2 }
export const m = { a: 'p', b: { c: 1 } } as const;
export const w = { a: 'p', b: { c: 1 } };
export const s = { a: 1, b: 'x' } as const satisfies Record<string, unknown>;
export const cast = 'a' as D;
export const list = ['a', 'b'] as const;
export const spread = { ...m, d: true } as const;
export const items = [...list, 'c'] as const;
export const frozen = Object.freeze({ a: 'one', b: 2 } as const);
const a = 'short';
export const shorthand = { a };
export declare function over(x: string): 1;
export declare function over(x: number, y?: boolean): 2;
export declare class K { constructor(x: string, y?: number); p: 1; static q: 2 }
export declare class L extends K { r: 3 }
export interface Call { (x: string): number; new (y: 1): T; z: 2 }
export type Pair = [string, number?];
export type Rest = [string, ...boolean[]];
export type Keep<T, K extends keyof T> = { [P in K]: T[P] };
export type Dropped<T> = { [K in keyof T as K extends D ? never : K]: T[K] };
export type Getters<T> = { [K in keyof T as `get${Capitalize<K & string>}`]: () => T[K] };
export type First<X> = X extends [infer H extends string, ...unknown[]] ? H : never;
export type Boxed<X> = X extends unknown ? { in: X } : never;
export type Settled<X> = X extends PromiseLike<infer V> ? V : 'plain';
export enum Merged { A = 1 }
export namespace Merged { export const more = 2 }
export const greet = (name: string, times = 1): string => name;
export const methods = { m(x: 1): 2 { return 2 }, get g(): 3 { return 3 } };
export type Num<X> = X extends `${infer N extends number}` ? N : never;
"""
ROWS = [
    "Partial<T>",
    "Required<T>",
    "Readonly<T>",
    "Record<D, T>",
    "Record<string, 1>",
    "Record<S, 1>",
    "Pick<T, 'a' | 'b'>",
    "Omit<T, 'a'>",
    "Exclude<'a' | 'b' | 1, string>",
    "Extract<D | 1, string>",
    "NonNullable<string | null | undefined>",
    "Parameters<typeof over>",
    "ReturnType<typeof over>",
    "ConstructorParameters<typeof K>",
    "ConstructorParameters<typeof L>",
    "InstanceType<typeof K>",
    "Parameters<(a: string, b?: number, ...c: boolean[]) => void>",
    "Awaited<Promise<Promise<1>>>",
    "ReturnType<() => T>",
    "NoInfer<D>",
    "Uppercase<'ab'>",
    "Lowercase<'AB'>",
    "Capitalize<'ab'>",
    "Uncapitalize<'AB'>",
    "Uppercase<`a-${string}`>",
    "keyof T",
    "keyof typeof m",
    "keyof typeof S",
    "keyof { 200: 1; 404: 2 }",
    "keyof { '200': 1 }",
    "keyof Record<D, 1>",
    "keyof { [k: string]: 1 }",
    "keyof (T | { a: 1 })",
    "keyof any",
    "typeof m",
    "typeof w",
    "typeof m.b.c",
    "(typeof m)['a']",
    "typeof s",
    "typeof cast",
    "typeof list",
    "(typeof list)[number]",
    "typeof spread",
    "typeof items",
    "typeof frozen",
    "typeof shorthand",
    "typeof over",
    "typeof S.One",
    "(typeof S)[keyof typeof S]",
    "`${S}`",
    "T['a']",
    "T['b']",
    "T[keyof T]",
    "Pair[0]",
    "Pair[1]",
    "Pair['length']",
    "Rest['length']",
    "Rest[number]",
    "Rest[5]",
    "string[]['length']",
    "string[][number]",
    "{ [k: string]: 1 }['x']",
    "{ [K in keyof T]: T[K] }",
    "{ [K in keyof T]?: T[K] }",
    "{ [K in keyof T]+?: T[K] }",
    "{ [K in keyof T]-?: T[K] }",
    "{ readonly [K in keyof T]: T[K] }",
    "{ +readonly [K in keyof T]: T[K] }",
    "{ -readonly [K in keyof T]: T[K] }",
    "{ [K in 'a' | 'b']: T[K] }",
    "{ [K in D]: K }",
    "{ [K in S]: K }",
    "{ [K in number]?: 1 }",
    "{ [K in `x-${string}`]: 1 }",
    "Keep<T, 'a' | 'b'>",
    "Dropped<T>",
    "Getters<T>",
    "{ [K in keyof T as Exclude<K, 'a'>]: T[K] }",
    "{ [K in keyof T as 'only']: T[K] }",
    "Partial<[1, 2]>",
    "Partial<string[]>",
    "Required<[1?, 2?]>",
    "Readonly<[1, 2]>",
    "Partial<T | string>",
    "Partial<any>",
    "Partial<unknown>",
    "First<['q', 1]>",
    "First<[2, 1]>",
    "Num<'12'>",
    "Boxed<boolean | 'x'>",
    "Settled<Promise<1>>",
    "Settled<{ a: 1 }>",
    "keyof typeof Merged",
    "typeof greet",
    "Parameters<typeof greet>",
    "typeof methods",
    "{ p: 1 } & boolean",
    "{ [`q`]: 1; [-1]: 2 }",
    "Num<'x'>",
    "[1, 2] extends [infer A, infer B] ? [B, A] : never",
    "'a-b' extends `${infer X}-${infer Y}` ? Y : 0",
    "(() => 1) extends (...args: any[]) => infer R ? R : never",
    "((a: 1, b: 2) => void) extends (...args: infer P) => void ? P : never",
    "{ a: 1 } extends { a: infer A } ? A : never",
    "Promise<1> extends Promise<infer P> ? P : never",
    "T['a'] extends string ? 1 : 2",
    "any extends string ? 1 : 2",
    "never extends string ? 1 : 2",
    "S & string",
    "S.One & string",
    "'a' & string",
    "string & number",
    "D & 'a'",
    "T & { a: 'q' }",
    "{ a: 'x' } & { a: 'y' }",
    "{ readonly a: 1 } & { a: 1 }",
    "(string | T) & { a: string }",
    "string & {}",
    "(string | number | Date | null) & {}",
    "Date & {}",
    "(string & {}) | 'a'",
    "string & { __brand: 1 }",
    "T & unknown",
    "T & any",
    "T & never",
    "`a${'b' | 'c'}${1 | true}`",
    "`${string}-${number}`",
    "`${boolean}`",
    "`${D}-x`",
    "[a: string, b?: number, ...c: boolean[]]",
    "readonly [1, ...2[]]",
    "[...Pair, 1]",
    "[...1[]]",
    "[...Rest]",
    "unique symbol",
    "Call",
    "abstract new (x: 1) => T",
    "<X>(x: X) => X",
    "(this: T, x: 1) => 2",
    "(x: unknown) => x is string",
    "(x: unknown) => asserts x is string",
    "{ 0x10: 1; 1e3: 2; .5: 3; \\u0061bc: 4; ['d']: 5 }",
    "{ [m.a]: 1; [S.One]: 2 }",
    "{ get x(): 1; set x(v: 1) }",
    "{ m?(x: 1): 2; (y: 1): 3; new (z: 1): 4 }",
    "1_000 | 0b11 | 0o7 | .5e1 | -0.25",
    "Map<string, Set<T>>",
    "ReadonlyArray<T>",
    "globalThis.Date",
]


def test_each_operator_is_worked_out_as_tsc_does_it() -> None:
    rows = [f"export type R{n} = {row};" for n, row in enumerate(ROWS) if row != "unique symbol"]
    text = BASE + "\n".join(rows) + "\n"
    resolution = resolve(tree(text))
    facts = facts_of_files({"index.ts": text.encode()}, "--prune")
    assert facts["pruned"] == {}
    found = compare(resolution.package, facts, evaluate=working_out(resolution))
    assert found.differing == []
    assert found.opaque == []
