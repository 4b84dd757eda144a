# ruff: noqa: E501 (lines of TypeScript)
"""A small upstream of the generator's layout, with one resource class to be filled in."""

from __future__ import annotations

from textwrap import dedent, indent

from support.trees import resolve
from tsbind.model.declarations import Package, Source
from tsbind.model.operations import Operation
from tsbind.problems import Problem
from tsbind.sources import SourceTree

CORE = """
import type { Acme } from './client';
export type RequestOptions = { headers?: Record<string, string>; timeout?: number };
export abstract class APIResource {
  protected _client: Acme;
  constructor(client: Acme) { this._client = client; }
}
export class APIPromise<T> extends Promise<T> {}
export class Stream<Item> { controller: AbortController; }
export class PagePromise<P, Item> extends APIPromise<P> {}
export abstract class AbstractPage<Item> { abstract getPaginatedItems(): Item[]; }
export class CursorPage<Item extends { id: string }> extends AbstractPage<Item> {
  data: Array<Item>;
  has_more: boolean;
  getPaginatedItems(): Item[] { return this.data ?? []; }
  override hasNextPage(): boolean {
    if (this.has_more === false) return false;
    return super.hasNextPage();
  }
  nextPageRequestOptions() {
    const data = this.getPaginatedItems();
    const id = data[data.length - 1]?.id;
    if (!id) return null;
    return { ...this.options, query: { ...maybeObj(this.options.query), after: id } };
  }
}
"""

CLIENT = """
import * as API from './resources/things';
import * as Errors from './error';
import { readEnv } from './core';

export interface ClientOptions {
  /** Defaults to process.env['ACME_API_KEY']. */
  apiKey?: string | undefined;
  region?: string | null;
  baseURL?: string;
  /** @default 3 */
  maxRetries?: number;
}

/** Talks to Acme. */
export class Acme {
  apiKey: string;
  region: string | null;
  constructor({
    baseURL = readEnv('ACME_BASE_URL'),
    apiKey = readEnv('ACME_API_KEY'),
    region = readEnv('ACME_REGION') ?? null,
    ...opts
  }: ClientOptions = {}) {
    if (apiKey === undefined) {
      throw new Errors.AcmeError('no key');
    }
    const options: ClientOptions = { apiKey, region, ...opts, baseURL: baseURL || `https://acme.test/v1` };
    this.apiKey = apiKey;
    this.idempotencyHeader = 'Idempotency-Key';
  }
  protected authHeaders() { return buildHeaders([{ Authorization: `Bearer ${this.apiKey}` }]); }
  buildHeaders() {
    return buildHeaders([{ Accept: 'application/json', 'Acme-Region': this.region, 'acme-version': '7' }]);
  }
  status(options?: RequestOptions): Promise<string> { return this.get('/status', options); }
  get(path: string, options?: RequestOptions) { return this.methodRequest('get', path, options); }
  static DEFAULT_TIMEOUT = 60000;
  static NotFoundError = Errors.NotFoundError;
  things: API.Things = new API.Things(this);
}
"""

ERROR = """
export class AcmeError extends Error {}
export class APIError extends AcmeError {
  static generate(status, body) {
    if (status === 404) { return new NotFoundError(status, body); }
    if (status >= 500) { return new InternalServerError(status, body); }
    return new APIError(status, body);
  }
}
export class NotFoundError extends APIError {}
export class InternalServerError extends APIError {}
"""

THINGS = """
import {{ APIResource, APIPromise, PagePromise, CursorPage, RequestOptions, Stream }} from '../core';
import {{ send }} from '../lib/send';
export interface Thing {{ id: string }}
export interface ThingEvent {{ data: string }}
export interface ThingParams {{
  /** Which account. */
  account_id?: string;
  zone_id?: string;
  name?: string | null;
  betas?: Array<string>;
  'If-Match'?: string;
  include?: Array<string>;
  stream?: boolean;
}}
export class Things extends APIResource {{
{methods}
}}
{more}
"""

SEND = """
export function send(client: any, body: object, options?: RequestOptions) {
  const sent = { ...body, flag: compute() };
  return client.post('/sent', { body: sent, ...options, __security: { bearerAuth: true } });
}
export function wait(client: any, id: string) { return client.things.retrieve(id); }
"""


def package_of(methods: str, more: str = "", **files: str) -> tuple[Package, list[Problem]]:
    """The model of Acme with these methods in the class ``Things``; ``files`` replace others."""
    texts = {
        "core.ts": CORE,
        "client.ts": CLIENT,
        "error.ts": ERROR,
        "lib/send.ts": SEND,
        "resources/things.ts": THINGS.format(methods=indent(dedent(methods), "  "), more=more),
    }
    texts |= {name.replace("__", "/") + ".ts": text for name, text in files.items()}
    source = Source("acme", "1.0.0", root="src", has_bodies=True)
    tree = SourceTree({path: text.encode() for path, text in texts.items()}, source)
    return resolve(tree)


def operation_of(methods: str, name: str = "things.run", more: str = "") -> Operation:
    """The operation ``name`` of `package_of`; the test fails with the problems when it is not there."""
    package, problems = package_of(methods, more)
    found = [operation for operation in package.operations if operation.accessor == name]
    assert found, "\n".join(map(str, problems)) or [o.accessor for o in package.operations]
    return found[0]
