"""The page of the client says what the generated constructor takes; the errors have a page."""

from __future__ import annotations

import ast

from support.trees import tree
from tsbind.docs.context.pages import Book, Page
from tsbind.docs.reference.book import plan_book
from tsbind.pipeline import generate, read

SDK = {
    "client.ts": """
import { Things } from './resources/things';
export interface ClientOptions {
  /** The key. Defaults to process.env['DEMO_KEY']. */
  apiKey?: string | undefined;
  /**
   * Defaults to process.env['DEMO_ORG'].
   */
  organization?: string | null | undefined;
  /** Defaults to process.env['DEMO_BASE_URL']. */
  baseURL?: string | null | undefined;
  /** Milliseconds. */
  timeout?: number | undefined;
  fetch?: Fetch | undefined;
  dangerouslyAllowBrowser?: boolean | undefined;
}
export class Demo {
  apiKey: string;
  organization: string | null;
  constructor({
    baseURL = readEnv('DEMO_BASE_URL'),
    apiKey = readEnv('DEMO_KEY'),
    organization = readEnv('DEMO_ORG') ?? null,
    ...opts
  }: ClientOptions = {}) {
    this.baseURL = baseURL || `https://api.example.com/v1`;
    this.apiKey = apiKey;
    this.organization = organization;
  }
  protected async authHeaders(opts: FinalRequestOptions): Promise<NullableHeaders | undefined> {
    return buildHeaders([{ Authorization: `Bearer ${this.apiKey}` }]);
  }
  protected defaultHeaders() {
    return { 'Demo-Organization': this.organization };
  }
  things: Things = new Things(this);
}
export class DemoError extends Error {}
""",
    "resources/things.ts": """
import { APIResource } from '../core/resource';
export class Things extends APIResource {
  retrieve(id: string, options?: RequestOptions): APIPromise<Thing> {
    return this._client.get(path`/things/${id}`, options);
  }
}
export interface Thing { id: string }
""",
    "core/resource.ts": """
export abstract class APIResource {
  protected _client: Demo;
  constructor(client: Demo) { this._client = client; }
}
""",
}


def book() -> Book:
    return plan_book(read(tree(SDK)).package, "demo")


def page(path: str) -> Page:
    return next(page for page in book().pages if page.path == path)


def constructor() -> dict[str, str]:
    """The parameters of the generated client and their annotations."""
    text = generate(tree(SDK)).files["_client.py"]
    client = next(n for n in ast.walk(ast.parse(text)) if isinstance(n, ast.ClassDef))
    made = next(n for n in client.body if isinstance(n, ast.FunctionDef) and n.name == "__init__")
    return {a.arg: ast.unparse(a.annotation) for a in made.args.kwonlyargs if a.annotation}


def test_the_page_has_the_parameters_of_the_constructor_in_their_order() -> None:
    (section,) = page("client").operations
    written = {row.name: "".join(text for text, _ in row.type) for row in section.rows[0][1]}
    rows = {name: ast.unparse(ast.parse(text, mode="eval")) for name, text in written.items()}
    assert list(rows) == list(constructor())
    assert rows == constructor()


def test_nothing_of_node_is_left() -> None:
    (section,) = page("client").operations
    rows = {row.name: row for row in section.rows[0][1]}
    assert "process.env" not in str(section)
    assert not rows.keys() & {"fetch", "dangerously_allow_browser"}
    assert rows["api_key"].doc == "The key."
    assert "environment DEMO_KEY" in [badge.text for badge in rows["api_key"].badges]
    assert "environment DEMO_BASE_URL" in [badge.text for badge in rows["base_url"].badges]
    assert "https://api.example.com/v1" in rows["base_url"].doc


def test_every_error_has_a_place_and_leads_to_its_base() -> None:
    sections = {section.name: section for section in page("errors").types}
    text = generate(tree(SDK)).files["_runtime/errors.py"]
    defined = [node.name for node in ast.parse(text).body if isinstance(node, ast.ClassDef)]
    assert list(sections) == defined
    ((_, base),) = sections["RateLimitError"].members
    assert base[0][1] is not None
    assert base[0][1].anchor == "APIStatusError"
    assert "request_id" in [row.name for row in sections["APIStatusError"].rows]
    (section,) = page("resources/things").operations
    assert {link.text for link, _ in section.errors} < sections.keys()
