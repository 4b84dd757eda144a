# ruff: noqa: E501 (lines of TypeScript)
"""Method bodies in, requests out: every style of three generations of upstreams, and the traps."""

from __future__ import annotations

from typing import Any

import pytest

from operations.acme import operation_of
from tsbind.model.codec import encode

RESOLVE = "resolveResourceRequestOptions(options, (options) => ({body}))"

HEADERS = """
function headersOf(params: ThingParams, options: RequestOptions | undefined) {
  const { betas, 'If-Match': match } = params;
  return buildHeaders([
    { 'acme-way': 'f', ...(betas != null ? { 'acme-beta': betas.toString() } : undefined) },
    matching(match),
    options?.headers,
  ]);
}
function matching(match: string | undefined) { return { 'If-Match': match }; }
"""

CASES: dict[str, tuple[str, dict[str, Any]]] = {
    "plain object": (
        "run(body: ThingParams, options?: RequestOptions): APIPromise<Thing> {"
        " return this._client.post('/things', { body, ...options }); }",
        {"verb": "post", "path": "/things", "body.argument": "body", "query": None},
    ),
    "options alone": (
        "run(options?: RequestOptions): APIPromise<Thing> {"
        " return this._client.get('/things', options); }",
        {"verb": "get", "path": "/things", "body": None, "query": None},
    ),
    "template path": (
        "run(id: string, options?: RequestOptions): APIPromise<Thing> {"
        " return this._client.delete(`/things/${id}`, options); }",
        {"verb": "delete", "path": "/things/{id}", "path_parameters": [("id", "argument")]},
    ),
    "tagged path, property of the params": (
        "run(id: string, params: ThingParams, options?: RequestOptions): APIPromise<Thing> {"
        " const { account_id, ...body } = params;"
        " return this._client.put(path`/a/${account_id}/things/${id}`, { body, ...options }); }",
        {
            "path": "/a/{account_id}/things/{id}",
            "path_parameters": [("account_id", "params"), ("id", "argument")],
            "body.excluded_keys": ["account_id"],
        },
    ),
    "renamed and defaulted picks": (
        "run(params: ThingParams | null | undefined = {}, options?: RequestOptions) {"
        " const { account_id: account = this._client.accountID, ...query } = params ?? {};"
        " return this._client.get(path`/a/${account}/things`, { query, ...options }); }",
        {
            "path": "/a/{account_id}/things",
            "query.excluded_keys": ["account_id"],
            "path default": "accountID",
        },
    ),
    "members of the params": (
        "run(params: ThingParams, options?: RequestOptions): APIPromise<Thing> {"
        " return this._client.get(`/a/${encodeURIComponent(params.account_id)}`, options); }",
        {"path": "/a/{account_id}", "path_parameters": [("account_id", "params")]},
    ),
    "one of two paths": (
        "run(params: ThingParams, options?: RequestOptions) {"
        " const { account_id, zone_id, ...body } = params;"
        " const { kind, owner } = account_id ? { kind: 'accounts', owner: account_id }"
        " : { kind: 'zones', owner: zone_id };"
        " return this._client.post(path`/${kind}/${owner}/things`, { body, ...options }); }",
        {
            "path": "/{kind}/{owner}/things",
            "path_parameters": [("kind", "choice"), ("owner", "choice")],
            "choices": [
                [("account_id", None, "accounts"), (None, None, "zones")],
                [("account_id", "account_id", None), (None, "zone_id", None)],
            ],
        },
    ),
    "constant query in the path": (
        "run(options?: RequestOptions) { return this._client.get('/things?beta=true', options); }",
        {"path": "/things?beta=true", "query": None},
    ),
    "split over lines, type arguments": (
        "run(body: ThingParams, options?: RequestOptions) {\n"
        " return this._client\n  .post<Thing | Stream<ThingEvent>>('/things', { body, ...options }); }",
        {"verb": "post", "path": "/things"},
    ),
    "options in a callback": (
        "run(body: ThingParams, options?: RequestOptions) { return this._client.post('/things',"
        " resolveResourceRequestOptions(options, (options) => ({ body, ...options,"
        " headers: buildHeaders([{ 'Acme-Beta': 'x=1' }, options?.headers]),"
        " __security: { bearerAuth: true } }))); }",
        {
            "body.argument": "body",
            "headers": [["Acme-Beta", "x=1"]],
            "security": ["bearerAuth"],
        },
    ),
    "wrappers in wrappers": (
        "run(body: ThingParams, options?: RequestOptions) { return this._client.post('/things',"
        " resolve(options, (options) => multipartFormRequestOptions(withBodyFinalization("
        "((request) => ({ ...request, __metadata: { model: body.name } }))({ body, ...options,"
        " __binaryResponse: true }), { streamFromBody: true }), this._client))); }",
        {"body.argument": "body", "multipart_mode": "form", "binary": True},
    ),
    "multipart when a file is in it": (
        "run(body: ThingParams, options?: RequestOptions) { return this._client.post('/things',"
        " maybeMultipartFormRequestOptions({ body, ...options }, this._client)); }",
        {"multipart_mode": "maybe", "multipart": True},
    ),
    "multipart with encodings of parts": (
        "run(body: ThingParams, options?: RequestOptions) { return this._client.post('/things',"
        " encodedMultipartFormRequestOptions({ body, ...options }, this._client,"
        " { name: { content_type: 'application/json', json: true } }, 'name')); }",
        {
            "multipart_mode": "encoded",
            "multipart_parts": [{"name": "name", "content_type": "application/json", "json": True}],
        },
    ),
    "query built key by key": (
        "run(params: ThingParams, options?: RequestOptions) {"
        " const { include, ...body } = params;"
        " return this._client.post('/things', { query: { include, v: 2 }, body, ...options }); }",
        {
            "query.keys": [["include", "include"]],
            "query.constants": [["v", "2"]],
            "body.excluded_keys": ["include"],
        },
    ),
    "a property is the body": (
        "run(params: ThingParams, options?: RequestOptions) {"
        " const { account_id, name } = params;"
        " return this._client.post(path`/a/${account_id}`, { body: name, ...options }); }",
        {"body.property": "name", "body.argument": "params"},
    ),
    "an argument under a key": (
        "run(id: string, body: ThingParams, options?: RequestOptions) {"
        " return this._client.post('/things', { body: { ...body, id }, ...options }); }",
        {"body.argument": "body", "body.arguments": [["id", "id"]]},
    ),
    "a value upstream computes": (
        "run(body: ThingParams, options?: RequestOptions) { const format = body.name ?? pick();"
        " return this._client.post('/things', { body: { ...body, format }, ...options }); }",
        {"body.argument": "body", "body.computed": [["format", "format"]]},
    ),
    "an argument passed through a function": (
        "run(query: ThingParams, options?: RequestOptions) {"
        " return this._client.get('/things', { query: clean(query), ...options }); }",
        {"query.argument": "query", "query.transform": "clean(query)"},
    ),
    "nulls filtered out": (
        "run(query: ThingParams, options?: RequestOptions) { return this._client.get('/things', {"
        " query: Object.fromEntries(Object.entries(query).filter(([, v]) => v !== null)),"
        " ...options }); }",
        {"query.argument": "query", "query.transform": None, "query.omit_nulls": [["*"]]},
    ),
    "nulls left out at paths": (
        "run(body: ThingParams, options?: RequestOptions) {"
        " const without = (value: unknown, paths: string[][]): unknown => {"
        " if (value === null || typeof value !== 'object') return value;"
        " return Object.fromEntries(Object.entries(value).map(([key, field]) => {"
        " if (field === null && paths.some((path) => path.length === 1)) return [key, undefined];"
        " return [key, without(field, paths.slice(1))]; })); };"
        " return this._client.post('/things',"
        " { body: without(body ?? {}, [['name'], ['name', 'x']]), ...options }); }",
        {"body.transform": None, "body.omit_nulls": [["name"], ["name", "x"]]},
    ),
    "paths given to a function that does something else": (
        "run(body: ThingParams, options?: RequestOptions) {"
        " const upper = (value: any, paths: string[][]): unknown =>"
        " { return Object.fromEntries(upper(value, paths)); };"
        " return this._client.post('/things', { body: upper(body, [['name']]), ...options }); }",
        {"body.transform": "upper(body, [['name']])", "body.omit_nulls": []},
    ),
    "headers from the params": (
        "run(params: ThingParams, options?: RequestOptions) {"
        " const { betas, 'If-Match': match, ...body } = params;"
        " return this._client.post('/things', { body, ...options, headers: buildHeaders(["
        "{ ...(match != null ? { 'If-Match': match } : undefined),"
        " 'acme-beta': [...(betas ?? []), 'new-1'].toString() }, options?.headers]) }); }",
        {
            "header_parameters": [("If-Match", "If-Match", ()), ("acme-beta", "betas", ("new-1",))],
            "body.excluded_keys": ["betas", "If-Match"],
        },
    ),
    "headers made by a function of upstream's own": (
        "run(params: ThingParams, options?: RequestOptions) {"
        " const sent = shaped(params); const { betas, ...body } = sent;"
        " return this._client.post('/things', { body, ...options,"
        " headers: headersOf(sent, options) }); }",
        {
            "header_parameters": [("acme-beta", "betas", ()), ("If-Match", "If-Match", ())],
            "headers": [["acme-way", "f"]],
            "body.excluded_keys": ["betas"],
        },
    ),
    "no credentials": (
        "run(body: ThingParams, options?: RequestOptions) {"
        " return this._client.post('/things', { body, ...options, __security: {} }); }",
        {"unauthenticated": True, "security": []},
    ),
    "a field that is sent alone": (
        "run(body: ThingParams, options?: RequestOptions) {"
        " return this._client.post('/things', encodedMultipartForm({ body, ...options },"
        " this._client, { name: { content_type: 'text/x', json: false } }, 'name')); }",
        {"sole_body_value": "name", "multipart_mode": "encoded"},
    ),
    "headers of the first generation": (
        "run(options?: RequestOptions) { return this._client.get('/things', { ...options,"
        " headers: { Accept: 'text/plain', ...options?.headers } }); }",
        {"headers": [["Accept", "text/plain"]], "accept": "text/plain"},
    ),
    "stream flag of the body": (
        "run(body: ThingParams, options?: RequestOptions): APIPromise<Thing | Stream<ThingEvent>> {"
        " return this._client.post('/things', { body, ...options, stream: body.stream ?? false }); }",
        {"streams": "body", "event.id": "resources/things.ts#ThingEvent"},
    ),
    "stream flag of the query": (
        "run(query: ThingParams, options?: RequestOptions): APIPromise<Stream<ThingEvent>> {"
        " return this._client.get('/things', { query, ...options, stream: query?.stream ?? false }); }",
        {"streams": "query"},
    ),
    "always a stream": (
        "run(options?: RequestOptions): APIPromise<Stream<ThingEvent>> {"
        " return this._client.get('/things', { ...options, stream: true }); }",
        {"streams": "always"},
    ),
    "a property of the response": (
        "run(options?: RequestOptions): APIPromise<Thing> {"
        " return (this._client.get('/things', options) as APIPromise<{ result: Thing }>)"
        "._thenUnwrap((obj) => obj.result); }",
        {"unwrap": "result"},
    ),
    "something made of the response": (
        "run(options?: RequestOptions): APIPromise<Thing> {"
        " return this._client.get('/things', options)._thenUnwrap((obj) => decode(obj)); }",
        {"unwrap": None, "response_transform": "decode(obj)"},
    ),
    "a list, by another verb": (
        "run(body: ThingParams, options?: RequestOptions): PagePromise<CursorPage<Thing>, Thing> {"
        " return this._client.getAPIList('/things', CursorPage<Thing>,"
        " { body, method: 'post', ...options }); }",
        {"verb": "post", "page": "core.ts#CursorPage", "page_item.id": "resources/things.ts#Thing"},
    ),
    "the options may stand in the query's place": (
        "run(query?: ThingParams, options?: RequestOptions): PagePromise<CursorPage<Thing>, Thing>;\n"
        "run(options?: RequestOptions): PagePromise<CursorPage<Thing>, Thing>;\n"
        "run(query: ThingParams | RequestOptions = {}, options?: RequestOptions) {"
        " if (isRequestOptions(query)) { return this.run({}, query); }"
        " return this._client.getAPIList('/things', CursorPage, { query, ...options }); }",
        {"verb": "get", "signatures": 1, "query.argument": "query"},
    ),
    "guarded parameters": (
        "run(query?: (ThingParams & ({ [K in 'headers' | 'timeout']?: never } | null | undefined))"
        " | null | undefined, options?: RequestOptions): APIPromise<Thing>;\n"
        "run(options?: { [K in 'headers']?: RequestOptions[K] } & { [K in 'body']?: never }):"
        " APIPromise<Thing>;\n"
        "run(query: ThingParams | { [K in 'headers']?: RequestOptions[K] } | null | undefined = {},"
        " options?: RequestOptions): APIPromise<Thing> {"
        " query = query as ThingParams;"
        " return this._client.get('/things', { query, ...options }); }",
        {"signatures": 1, "query.type members": ["resources/things.ts#ThingParams", "null"]},
    ),
    "request in a local function": (
        "run(body: ThingParams, options?: RequestOptions) { const made = prepare(body, options);"
        " const request = (body: any, options?: RequestOptions) =>"
        " this._client.post('/things', { body, ...options, stream: body.stream ?? false });"
        " return request(made.body, made.options); }",
        {"verb": "post", "body.argument": "body", "body.transform": "made.body", "streams": "body"},
    ),
    "request in a function of another file": (
        "run(body: ThingParams, options?: RequestOptions) { return send(this._client, body, options); }",
        {
            "path": "/sent",
            "indirect": "lib/send.ts#send",
            "body.argument": "body",
            "security": ["bearerAuth"],
        },
    ),
    "client in a local name, awaited": (
        "async run(id: string, options?: RequestOptions): Promise<Thing> {"
        " const client = this._client; const found = await client.get(`/things/${id}`, options);"
        " return found; }",
        {"verb": "get", "path": "/things/{id}"},
    ),
    "timeout and flags": (
        "run(body: ThingParams, options?: RequestOptions) { return this._client.post('/things',"
        " { body, timeout: options?.timeout ?? 120000, ...options, __streamMode: 'events' }); }",
        {"timeout": 120.0, "flags": [["__streamMode", "'events'"]]},
    ),
}


def _view(operation: Any, key: str) -> Any:
    """The part of an operation that ``key`` names."""
    special = {
        "path_parameters": lambda: [(p.name, p.source) for p in operation.path_parameters],
        "path default": lambda: operation.path_parameters[0].default,
        "choices": lambda: [
            [(c.when, c.property, c.constant) for c in p.choices] for p in operation.path_parameters
        ],
        "header_parameters": lambda: [
            (p.header, p.property, p.appended_values) for p in operation.header_parameters
        ],
        "signatures": lambda: len(operation.signatures),
        "query.type members": lambda: [
            getattr(member, "id", getattr(member, "name", ""))
            for member in operation.query.type.members
        ],
    }
    if key in special:
        return special[key]()
    value = operation
    for name in key.split("."):
        value = getattr(value, name)
    return encode(value)


@pytest.mark.parametrize("name", CASES)
def test_request(name: str) -> None:
    methods, expected = CASES[name]
    operation = operation_of(methods, more=HEADERS)
    assert operation.kind == "endpoint"
    assert {key: _view(operation, key) for key in expected} == expected


def test_path_parameter_carries_type_and_doc_of_the_property() -> None:
    operation = operation_of(CASES["tagged path, property of the params"][0])
    account, identifier = operation.path_parameters
    assert (account.doc, encode(account.type)["name"]) == ("Which account.", "string")
    assert encode(identifier.type) == {"kind": "primitive", "name": "string"}


def test_overloads_say_when_they_stream() -> None:
    operation = operation_of("""
        /** Runs.
         * @deprecated old
         * @example run()
         */
        run(body: ThingParams, options?: RequestOptions): APIPromise<Thing>;
        run(body: ThingEvent, options?: RequestOptions): APIPromise<Stream<ThingEvent>>;
        run(body: ThingParams, options?: RequestOptions): APIPromise<Stream<ThingEvent> | Thing>;
        run(body: any, options?: RequestOptions): any {
          return this._client.post('/things', { body, ...options, stream: body.stream ?? false });
        }
        """)
    assert [signature.stream for signature in operation.signatures] == ["false", "true", "either"]
    assert [signature.wrapper for signature in operation.signatures] == ["APIPromise"] * 3
    assert (operation.doc, operation.deprecated, operation.examples) == ("Runs.", "old", ("run()",))
