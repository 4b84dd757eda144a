"""The root client, its errors, and page classes."""

from __future__ import annotations

import pytest

from operations.acme import CLIENT, package_of
from tsbind.model.operations import Client, Credential, Page


def _client(text: str = CLIENT) -> Client:
    package, _ = package_of("run() { return this._client.get('/a'); }", client=text)
    assert package.client is not None
    return package.client


def test_client_is_read_from_the_source() -> None:
    client = _client()
    assert (client.name, client.base_url) == ("Acme", "https://acme.test/v1")
    assert client.base_url_environment == "ACME_BASE_URL"
    assert (client.timeout, client.max_retries, client.doc) == (60.0, 3, "Talks to Acme.")
    assert client.idempotency_header == "Idempotency-Key"
    assert client.header_options == (("Acme-Region", "region"),)
    assert client.headers == (("acme-version", "7"),)
    options = {o.name: (o.environment, o.default, o.required, o.nullable) for o in client.options}
    assert options == {
        "apiKey": ("ACME_API_KEY", None, True, False),
        "region": ("ACME_REGION", "null", False, True),
        "baseURL": ("ACME_BASE_URL", None, False, False),
        "maxRetries": (None, "3", False, False),
    }
    bearer = Credential("authHeaders", "apiKey", "Authorization", "Bearer ")
    assert client.credentials == (bearer,)


def test_errors_map_to_statuses() -> None:
    client = _client()
    assert client.errors == (
        ("AcmeError", None),
        ("APIError", None),
        ("NotFoundError", 404),
        ("InternalServerError", 500),
    )
    assert dict(client.error_bases)["NotFoundError"] == "APIError"


def test_one_of_several_credentials_is_required() -> None:
    test = "if (!apiKey && !region) {"
    client = _client(CLIENT.replace("if (apiKey === undefined) {", test))
    assert client.required_any == ("apiKey", "region")
    assert not any(credential.required for credential in client.credentials)


def test_named_environments() -> None:
    text = CLIENT.replace(
        "baseURL: baseURL || `https://acme.test/v1`",
        "baseURL: baseURL || environments[options.environment || 'production']",
    )
    text += "\nconst environments = { sandbox: 'https://s.test', production: 'https://p.test' };"
    client = _client(text)
    assert client.base_url == "https://p.test"
    assert client.environments == (("sandbox", "https://s.test"), ("production", "https://p.test"))


NEXT = {
    "last item": (
        "const d = this.getPaginatedItems(); const id = d[d.length - 1]?.id;",
        "id",
        "item.id",
    ),
    "last item of the page's own list": (
        "const d = this.result!.items; const id = d[d.length - 1]?.id;",
        "id",
        "item.id",
    ),
    "first item of the page's own list": ("", "this.result!.items[0]?.id", "first.id"),
    "cursor": ("const cursor = this.info?.next;", "cursor", "page.info.next"),
    "page number": (
        "const query = this.options.query as any; const current = query?.page ?? 1;",
        "current + 1",
        "request.page|1 + 1",
    ),
    "offset": (
        "const offset = this.offset ?? 0; const length = this.getPaginatedItems().length;",
        "offset + length",
        "page.offset|0 + count",
    ),
}


def _pages(body: str, has_next: str = "") -> tuple[Page, ...]:
    more = (
        "import { AbstractPage } from '../core';\n"
        "export class P<Item> extends AbstractPage<Item> { result: { items: Item[] } | null;"
        f" getPaginatedItems(): Item[] {{ return this.result?.items ?? []; }} {has_next}"
        f" nextPageRequestOptions() {{ {body} }} }}"
    )
    methods = "run() { return this._client.getAPIList('/a', P<Thing>, { query: {} }); }"
    return package_of(methods, more)[0].pages


def test_an_item_of_another_list_is_reported() -> None:
    package, problems = package_of(
        "run() { return this._client.getAPIList('/a', P<Thing>, { query: {} }); }",
        "import { AbstractPage } from '../core';\n"
        "export class P<Item> extends AbstractPage<Item> { data: Item[]; more: Item[];"
        " getPaginatedItems(): Item[] { return this.data; }"
        " nextPageRequestOptions() { return { query: { after: this.more[0].id } }; } }",
    )
    assert package.pages[0].next_query == ()
    assert "next page asked for by `after: this.more[0].id`" in "".join(map(str, problems))


@pytest.mark.parametrize("name", NEXT)
def test_next_page(name: str) -> None:
    before, value, source = NEXT[name]
    body = f"{before} return {{ ...this.options, query: {{ ...q, after: {value} }} }};"
    (page,) = _pages(body)
    assert (page.name, page.items, page.next_query) == ("P", "result.items", (("after", source),))
    assert [(field.name, field.nullable) for field in page.fields] == [("result", True)]
    assert page.stops_when_empty


def test_paging_backwards() -> None:
    (page,) = _pages(
        "if (this.options.query?.['before']) { const c = this.first;"
        " return { query: { before: c } }; } const c = this.last; return { query: { after: c } };"
    )
    assert page.next_query == (("after", "page.last"),)
    assert page.backward_query == (("before", "page.first"),)


def test_page_without_next() -> None:
    (page,) = _pages("return null;")
    assert not page.has_next


def test_empty_pages_that_go_on() -> None:
    (page,) = _pages(
        "return { query: { after: this.next } };",
        "hasNextPage() { if (this.more === false) return false;"
        " return this.nextPageRequestOptions() != null; }",
    )
    assert (page.next_when, page.stops_when_empty) == ("more", False)


def test_package_without_a_client_has_no_operations() -> None:
    package, problems = package_of("run() {}", client="export interface Lonely { a: string }")
    assert (package.operations, package.pages, package.client, problems) == ((), (), None, [])


@pytest.mark.parametrize(
    ("test", "found"), [("more", "ACME_CUSTOM_HEADERS"), ("other", None), ("more && other", None)]
)
def test_headers_of_the_environment(test: str, found: str | None) -> None:
    read = (
        "const more = provider ? undefined : readEnv('ACME_CUSTOM_HEADERS');"
        f"if ({test}) {{ for (const line of more.split('\\n')) {{}}"
        " options.defaultHeaders = buildHeaders([parsed, options.defaultHeaders]); }"
        "this.apiKey = apiKey;"
    )
    client = _client(CLIENT.replace("this.apiKey = apiKey;", read))
    assert client.headers_environment == found
