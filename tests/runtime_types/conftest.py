"""One small package of types that has everything, emitted once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from support.emitted import Package, emitted, imported

SOURCE = """
/** A shape: told by `kind`. */
export type Shape = Circle | Square | Group;
export interface Circle { kind: 'circle'; radius: number }
export interface Square { kind: 'square'; side: number; label?: string | null }
export type Group = Row | Stack;
export interface Row { kind: 'row'; items: Array<Shape> }
export interface Stack { kind: 'stack'; items: Array<Shape> }

export type MaybeRow = Row | null;

/** No property tells these apart. */
export type Loose = Named | Sized | Array<Named> | string;
export interface Named { name: string; note?: string }
export interface Sized { size: number; note?: string }

export interface Message {
  /** The id. */
  id: string;
  /** When. */
  created_at: number;
  role: 'user' | 'assistant';
  model: (string & {}) | 'big' | 'small';
  body: string | Array<Shape>;
  shape?: Shape | null;
  loose?: Loose;
  parent?: Message | null;
  tags?: { [key: string]: string };
  places?: { [key: string]: Named };
  from?: string;
  vectorStoreID?: string;
  to_dict?: string;
  _private?: number;
  pair?: [string, Named];
  list?: Array<string>;
  str?: string;
  meta?: { token: string; inner?: { deep: boolean } };
  anything?: unknown;
  figure?: MaybeRow | Stack;
}
export interface Open { name: string; [key: string]: unknown }
/** @deprecated Use Message. */
export interface Old { a?: string }
export interface Tree { children: Array<Tree>; next?: Tree }
export type Json = string | number | boolean | null | Array<Json> | { [key: string]: Json };
export interface Box<T> { value: T; many: Array<T> }
export interface Quantity { value: number; unit?: string }
export type Amount = Quantity;
export interface Params { text: string; limit?: number; after?: string | null; box?: Box<string> }
export enum Level { Low = 'low', High = 'high' }
export interface Alarm { level: Level; exact: Level.Low }
"""


@pytest.fixture(scope="session")
def package(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Package]:
    folder: Path = tmp_path_factory.mktemp("types")
    with imported(emitted(SOURCE), folder, "sample_types") as found:
        yield found


@pytest.fixture
def message() -> dict[str, object]:
    return {
        "id": "m1",
        "created_at": 10**30,
        "role": "robot",
        "model": "new",
        "body": [{"kind": "circle", "radius": 2}, {"kind": "blob", "x": {"y": 1}}],
        "shape": None,
        "from": "here",
        "vectorStoreID": "vs",
        "extra": {"a": [1, None]},
    }
