"""Packages made of TypeScript text, for tests: types alone, or a small client around them."""

# ruff: noqa: E501 -- TypeScript stands on one line in these tables

from __future__ import annotations

from support.trees import resolve
from tsbind.diff import Report, compare
from tsbind.model.declarations import Package, Source
from tsbind.sources import SourceTree

CLIENT = """
import { APIClient } from './core';
import * as API from './resources/index';
export interface ClientOptions { apiKey?: string; baseURL?: string; }
export class Demo extends APIClient {
  apiKey: string;
  constructor({ baseURL = 'https://api.example.com/v1', apiKey }: ClientOptions = {}) {
    super({ baseURL });
    this.apiKey = apiKey!;
  }
%s
}
export default Demo;
"""
CORE = """
export class APIClient { constructor(_: unknown) {} get<T>(p: string, o?: unknown): APIPromise<T> { throw 0; } }
export class APIPromise<T> extends Promise<T> { t!: T; }
export type PagePromise<P, I> = Promise<P>;
export interface RequestOptions { headers?: Record<string, string>; stream?: boolean; }
export class APIResource { protected _client: any; constructor(c: any) { this._client = c; } }
"""
HEAD = """
import { APIResource, APIPromise, RequestOptions } from '../core';
import * as Core from '../core';
"""


def tree(files: dict[str, str], version: str = "1.0.0") -> SourceTree:
    # A documentation comment belongs to what follows only where it begins a line, as tsc has it.
    lines = {path: text.replace("/**", "\n/**") for path, text in files.items()}
    encoded = {path: text.encode("utf-8", "surrogatepass") for path, text in lines.items()}
    return SourceTree(encoded, Source("demo", version, has_bodies=True))


def package(files: dict[str, str] | str, version: str = "1.0.0") -> Package:
    """The resolved model of files, or of one file called ``types.ts``."""
    if isinstance(files, str):
        files = {"types.ts": files}
    return resolve(tree(files, version))[0]


def client(methods: str, types: str, version: str = "1.0.0", name: str = "Things") -> Package:
    """A client with one resource, whose methods and types are given as text."""
    attribute = name[0].lower() + name[1:]
    resource = f"{HEAD}\nexport class {name} extends APIResource {{\n{methods}\n}}\n{types}\n"
    files = {
        "index.ts": CLIENT % f"  {attribute}: API.{name} = new API.{name}(this);",
        "core.ts": CORE,
        f"resources/{attribute}.ts": resource,
        "resources/index.ts": f"export * from './{attribute}';\n",
    }
    return package(files, version)


CREATE = """
  create(body: ThingParams, options?: RequestOptions): APIPromise<Thing> {
    return this._client.post('/things', { body, ...options });
  }
"""


def params(types: str, version: str = "1.0.0") -> Package:
    """A client that sends ``ThingParams``."""
    return client(CREATE, f"export interface Thing {{ id: string }}\n{types}", version)


def responses(types: str, version: str = "1.0.0") -> Package:
    """A client that returns ``Thing``."""
    return client(CREATE, f"export interface ThingParams {{ key: string }}\n{types}", version)


def kinds(report: Report) -> set[str]:
    return {change.kind for change in report.changes}


def diff(old: str, new: str) -> Report:
    """What changed between two versions of one file of types."""
    return compare(package(old), package(new, "2.0.0"))
