"""Every way to break a method or the client has a witness that holds when it is tried."""

# ruff: noqa: E501 -- TypeScript stands on one line in these tables

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from tsbind.diff import compare
from tsbind.diff.changes.member import way
from tsbind.diff.witness.programs import programs
from tsbind.diff.witness.server import Knowledge, Request, watched_headers
from tsbind.diff.witness.verify import unshown
from tsbind.model.declarations import Package
from tsbind.model.operations import Client, ClientOption
from tsbind.model.types import Primitive

from .builders import client

TYPES = """
export class Stream<T> { t!: T }
export interface Thing { id: string; size: number; parts: Array<Thing.Text | Thing.Image> }
export namespace Thing {
  export interface Text { type: 'text'; text: string; %s }
  export interface Image { type: 'image'; url: string }
}
export interface Other { name: string; colour: string; weight: string }
export interface ThingParams { key: string; stream?: false }
export interface ThingParamsStreaming { key: string; stream: true }
export interface ThingFilter { colour?: string }
export interface ThingNeeds { colour: string }
"""
STREAMING = """
  talk(body: ThingParams, options?: RequestOptions): APIPromise<Thing>;
  talk(body: ThingParamsStreaming, options?: RequestOptions): APIPromise<Stream<Thing>>;
  talk(body: ThingParams | ThingParamsStreaming, options?: RequestOptions): APIPromise<Thing> | APIPromise<Stream<Thing>> {
    return this._client.post('/talk', { body, ...options, stream: body.stream ?? false });
  }
"""
SILENT = "talk(body: ThingParams, options?: RequestOptions): APIPromise<Thing> { return this._client.post('/talk', { body, ...options }); }"
OLD = """
  moved(options?: RequestOptions): APIPromise<Thing> { return this._client.get('/old', options); }
  verb(thingId: string, options?: RequestOptions): APIPromise<Thing> { return this._client.put(`/verb/${thingId}`, options); }
  beta(options?: RequestOptions): APIPromise<Thing> { return this._client.get('/beta', { ...options, headers: { 'Demo-Beta': 'v1', ...options?.headers } }); }
  filter(query: ThingFilter = {}, options?: RequestOptions): APIPromise<Thing> { return this._client.get('/filter', { query, ...options }); }
  bare(options?: RequestOptions): APIPromise<Thing> { return this._client.post('/bare', options); }
  other(options?: RequestOptions): APIPromise<Thing> { return this._client.get('/other', options); }
  many(options?: RequestOptions): APIPromise<Thing[]> { return this._client.get('/many', options); }
  one(options?: RequestOptions): APIPromise<string> { return this._client.get('/one', options); }
  part(body: ThingNeeds, options?: RequestOptions): APIPromise<Thing> { return this._client.post('/part', { body, ...options }); }
""" + STREAMING
NEW = """
  moved(options?: RequestOptions): APIPromise<Thing> { return this._client.get('/new', options); }
  verb(thingId: string, options?: RequestOptions): APIPromise<Thing> { return this._client.patch(`/verb/${thingId}`, options); }
  beta(options?: RequestOptions): APIPromise<Thing> { return this._client.get('/beta', { ...options, headers: { 'Demo-Beta': 'v2', ...options?.headers } }); }
  filter(options?: RequestOptions): APIPromise<Thing> { return this._client.get('/filter', options); }
  bare(body: ThingNeeds, options?: RequestOptions): APIPromise<Thing> { return this._client.post('/bare', { body, ...options }); }
  other(options?: RequestOptions): APIPromise<Other> { return this._client.get('/other', options); }
  many(options?: RequestOptions): APIPromise<Thing> { return this._client.get('/many', options); }
  one(options?: RequestOptions): APIPromise<Thing> { return this._client.get('/one', options); }
  part(query: ThingNeeds, options?: RequestOptions): APIPromise<Thing> { return this._client.post('/part', { query, ...options }); }
""" + SILENT
TEXT = Primitive("string")


def _made(methods: str, field: str, version: str, **values: object) -> Package:
    made = client(methods, TYPES % field, version)
    assert made.client is not None
    return dataclasses.replace(made, client=dataclasses.replace(made.client, **values))


@pytest.fixture(scope="module")
def pair() -> tuple[Package, Package]:
    """Two releases between which everything breaks that can."""
    token = ClientOption("token", TEXT, environment="DEMO_TOKEN")
    region = ClientOption("region", TEXT, environment="DEMO_REGION")
    old = _made(
        OLD,
        "note: string",
        "1.0.0",
        options=(token, region),
        errors=(("GoneError", 410),),
        base_url="https://api.example.com",
    )
    new = _made(
        NEW,
        "",
        "2.0.0",
        options=(dataclasses.replace(token, required=True),),
        errors=(("LateError", 409),),
        base_url="https://elsewhere.example.com",
    )
    return old, new


EXPECTED = {
    ("params", "endpoint_path_changed", "things.moved"),
    ("params", "endpoint_path_changed", "client"),
    ("params", "endpoint_verb_changed", "things.verb"),
    ("params", "request_header_changed", "things.beta"),
    ("params", "shape_changed", "things.part"),
    *(
        (side, "signature_changed", place)
        for side in ("params", "source")
        for place in ("things.filter", "things.bare", "client")
    ),
    *(
        (side, "return_type_changed", place)
        for side in ("responses", "source")
        for place in ("things.other", "things.many", "things.one")
    ),
    *((side, "streaming_changed", "things.talk") for side in ("responses", "source")),
    ("responses", "field_removed", "Thing.Text"),
    ("source", "field_removed", "Thing.Text"),
    ("source", "type_removed", "client"),
}


def test_every_break_is_shown_when_it_is_tried(
    pair: tuple[Package, Package], tmp_path: Path
) -> None:
    old, new = pair
    written = list(programs(old, new, compare(old, new)))
    shown = {(p.side, p.change.kind, p.change.place) for p in written}
    assert shown >= EXPECTED
    left = unshown(written, old, new, tmp_path)
    assert [(p.side, p.change.kind, p.change.label, p.why) for p in left] == []


def test_streaming_that_came_is_shown_too(tmp_path: Path) -> None:
    """A method that always streams now gives no object any more."""
    address = "https://api.example.com"
    old, new = (_made(SILENT, "", version, base_url=address) for version in ("1.0.0", "2.0.0"))
    (operation,) = new.operations
    always = dataclasses.replace(operation, streams="always", event=operation.signatures[0].returns)
    new = dataclasses.replace(new, operations=(always,))
    written = list(programs(old, new, compare(old, new)))
    assert {(p.side, p.change.kind) for p in written} == {
        ("responses", "streaming_changed"),
        ("source", "streaming_changed"),
    }
    assert unshown(written, old, new, tmp_path) == []


def test_a_call_that_is_the_same_in_python_has_none_and_says_why() -> None:
    old = client(
        "get(groupId: string, thingId: string, options?: RequestOptions): APIPromise<Thing> { return this._client.get(`/${groupId}/${thingId}`, options); }",
        TYPES % "",
    )
    new = client(
        "get(thingId: string, params: ThingGetParams, options?: RequestOptions): APIPromise<Thing> { const { group_id } = params; return this._client.get(`/${group_id}/${thingId}`, options); }",
        TYPES % "" + "export interface ThingGetParams { group_id: string }",
    )
    written = list(programs(old, new, compare(old, new)))
    assert {(p.side, p.written, p.why) for p in written} == {
        (side, False, "the generated Python call is the same") for side in ("params", "source")
    }


def test_the_server_knows_the_requests_of_its_release(pair: tuple[Package, Package]) -> None:
    old, new = pair
    knowledge = Knowledge(old, watched_headers(old, new))
    usual = {"accept": "application/json"}
    assert knowledge.takes(Request("GET", "/old", "", usual, b""))
    assert not knowledge.takes(Request("GET", "/new", "", usual, b""))
    assert not knowledge.takes(Request("POST", "/old", "", usual, b""))
    assert not knowledge.takes(Request("GET", "/old", "a=1", usual, b""))
    assert not knowledge.takes(Request("GET", "/old", "", usual, b"{}"))
    assert knowledge.takes(Request("GET", "/beta", "", {**usual, "demo-beta": "v1"}, b""))
    assert not knowledge.takes(Request("GET", "/beta", "", {**usual, "demo-beta": "v2"}, b""))
    assert isinstance(old.client, Client)


@pytest.mark.parametrize(
    ("member", "root", "steps"),
    [
        ("", "", []),
        ("a", "", [("name", "a")]),
        ("a[].b", "", [("name", "a"), ("item", "[]"), ("name", "b")]),
        ("(params).a{}", "params", [("name", "a"), ("value", "{}")]),
        ("(thing_id)", "thing_id", []),
        (" -> item().a", "item", [("name", "a")]),
        ("().x<'a.b'>.[string]", "()", [("name", "x"), ("label", "'a.b'"), ("name", "[string]")]),
        ("$deep.a-b", "", [("name", "$deep"), ("name", "a-b")]),
    ],
)
def test_members_are_taken_apart(member: str, root: str, steps: list[tuple[str, str]]) -> None:
    found = way(member)
    assert found.root == root
    assert [(step.kind, step.text) for step in found.steps] == steps
