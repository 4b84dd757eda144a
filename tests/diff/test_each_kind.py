"""Every kind of change: old, new, the kinds expected, and how bad each is for whom."""

# ruff: noqa: E501 -- TypeScript stands on one line in these tables

from __future__ import annotations

from dataclasses import dataclass, replace

import pytest

from tsbind.diff import Change, Report, compare
from tsbind.diff.changes.kinds import all_kinds, explain, kind
from tsbind.diff.changes.severity import LETTERS, Severity
from tsbind.model.declarations import Package
from tsbind.model.types import Reference
from tsbind.problems import UsageError

from .builders import CREATE, client, kinds, package, params, responses
from .unspelled import NoSpelling


@dataclass(frozen=True)
class Case:
    """A change inside a declaration; ``verdicts`` are the letters for params, responses, source."""

    kind: str
    old: str
    new: str
    verdicts: str
    others: frozenset[str] = frozenset()
    """Other kinds the same edit shows."""


E = "'a' | 'b'"
FIELDS = [
    Case("field_added_optional", "{ a: string }", "{ a: string; b?: string }", "II-"),
    Case("field_added_required", "{ a: string }", "{ a: string; b: string }", "BI-"),
    Case("field_removed", "{ a: string; b: string }", "{ a: string }", "WBB"),
    Case("field_removed", "{ a: string; b?: string }", "{ a: string }", "WWB"),
    Case(
        "field_renamed", "{ /** The size. */ a: string }", "{ /** The size. */ b: string }", "BBB"
    ),
    Case(
        "field_renamed", "{ a: string; max_size: number }", "{ a: string; maxSize: number }", "BBS"
    ),
    Case("optional_to_required", "{ a?: string }", "{ a: string }", "BI-"),
    Case("required_to_optional", "{ a: string }", "{ a?: string }", "IB-"),
    Case("nullable_added", "{ a: string }", "{ a: string | null }", "IB-"),
    Case("nullable_removed", "{ a: string | null }", "{ a: string }", "BI-"),
    Case("optional_nullable_swapped", "{ a?: string }", "{ a: string | null }", "WWW"),
    Case("optional_nullable_swapped", "{ a: string | null }", "{ a?: string }", "WWW"),
    Case("enum_value_added", f"{{ a: {E} }}", f"{{ a: {E} | 'c' }}", "IW-"),
    Case(
        "enum_value_added",
        f"{{ a: (string & {{}}) | {E} }}",
        f"{{ a: (string & {{}}) | {E} | 'c' }}",
        "II-",
    ),
    Case("enum_value_removed", f"{{ a: {E} | 'c' }}", f"{{ a: {E} }}", "BI-"),
    Case(
        "enum_value_removed", f"{{ a: (string & {{}}) | {E} }}", "{ a: (string & {}) | 'a' }", "WI-"
    ),
    Case("union_opened", f"{{ a: {E} }}", f"{{ a: (string & {{}}) | {E} }}", "IW-"),
    Case("union_closed", f"{{ a: (string & {{}}) | {E} }}", f"{{ a: {E} }}", "BI-"),
    Case("const_changed", "{ type: 'a' }", "{ type: 'b' }", "BB-"),
    Case(
        "union_member_added", "{ a: string | number }", "{ a: string | number | string[] }", "IW-"
    ),
    Case(
        "union_member_removed", "{ a: string | number | string[] }", "{ a: string | number }", "BI-"
    ),
    Case("type_widened", "{ a: string }", "{ a: string | number }", "IB-"),
    Case("type_widened", f"{{ a: {E} }}", "{ a: string }", "IB-"),
    Case("type_widened", "{ a: string }", "{ a: unknown }", "IB-"),
    Case("type_widened", "{ a: true }", "{ a: boolean }", "IB-"),
    Case("type_narrowed", "{ a: string | number }", "{ a: string }", "BI-"),
    Case("type_narrowed", "{ a: string }", f"{{ a: {E} }}", "BI-"),
    Case("type_narrowed", "{ a: unknown }", "{ a: string }", "BI-"),
    Case("type_changed", "{ a: string }", "{ a: number }", "BB-"),
    Case("type_changed", "{ a: string }", "{ a: string[] }", "BB-"),
    Case("type_changed", "{ a: string[] }", "{ a: number[] }", "BB-"),
    Case("type_changed", "{ a: Record<string, string> }", "{ a: Record<string, number> }", "BB-"),
    Case("shape_changed", "{ a: { b: string } }", "{ a: { b: string }[] }", "BB-"),
    Case(
        "shape_changed",
        "{ a: { b: string; c: string; d: string; e: string } }",
        "{ a: { v: string; w: string; x: string; y: string } }",
        "BB-",
    ),
    Case("deprecated_added", "{ a: string }", "{ /** @deprecated Use b. */ a: string }", "WW-"),
    Case("deprecated_removed", "{ /** @deprecated Use b. */ a: string }", "{ a: string }", "II-"),
    Case(
        "deprecation_message_changed",
        "{ /** @deprecated Use b. */ a: string }",
        "{ /** @deprecated Use c. */ a: string }",
        "II-",
    ),
    Case(
        "documented_default_changed",
        "{ /** How many; defaults to 10. */ a: number }",
        "{ /** How many; defaults to 20. */ a: number }",
        "II-",
    ),
    Case(
        "documented_limit_changed",
        "{ /** Between 1 and 100. */ a: number }",
        "{ /** Between 1 and 500. */ a: number }",
        "II-",
    ),
    Case(
        "field_added_optional",
        "{ a: { b: string }[] }",
        "{ a: { b: string; c?: number }[] }",
        "II-",
    ),
]


def only(report: Report, wanted: str) -> Change:
    found = [change for change in report.changes if change.kind == wanted]
    assert found, f"no {wanted} in {kinds(report)}"
    return found[0]


def letters(verdicts: str, *, sent: bool = False) -> list[Severity]:
    """``S`` breaks those who send it: a dict has the name of the wire, an attribute does not."""
    return [LETTERS[letter.replace("S", "B" if sent else "-")] for letter in verdicts]


def named(case: Case) -> str:
    return f"{case.kind}: {case.old} -> {case.new}"


@pytest.mark.parametrize("case", FIELDS, ids=named)
def test_params(case: Case) -> None:
    old, new = (params(f"export interface ThingParams {body}") for body in (case.old, case.new))
    report = compare(old, new)
    assert kinds(report) == {case.kind} | case.others
    change = only(report, case.kind)
    expected = letters(case.verdicts, sent=True)
    assert [change.params, change.responses, change.source] == [
        expected[0],
        Severity.NONE,
        expected[2],
    ]
    assert change.directions == ("params",)
    assert change.methods == ("things.create",)


@pytest.mark.parametrize("case", FIELDS, ids=named)
def test_responses(case: Case) -> None:
    old, new = (responses(f"export interface Thing {body}") for body in (case.old, case.new))
    report = compare(old, new)
    assert kinds(report) == {case.kind} | case.others
    change = only(report, case.kind)
    expected = letters(case.verdicts)
    assert [change.params, change.responses, change.source] == [Severity.NONE, *expected[1:]]
    assert change.directions == ("responses",)


def test_a_type_reached_both_ways_takes_the_worse_and_says_so() -> None:
    both = CREATE.replace("APIPromise<Thing>", "APIPromise<ThingParams>")
    old = client(both, "export interface ThingParams { a: string }")
    new = client(both, "export interface ThingParams { a?: string }")
    change = only(compare(old, new), "required_to_optional")
    assert (change.params, change.responses) == (Severity.INFO, Severity.BREAKING)
    assert change.wire is Severity.BREAKING
    assert change.directions == ("params", "responses")


TYPES = [
    Case(
        "type_added",
        "export type A = { a: 1 }",
        "export type A = { a: 1 }; export interface B { x: 1 }",
        "--I",
    ),
    Case(
        "type_removed",
        "export type A = { a: 1 }; export interface B { x: 1 }",
        "export type A = { a: 1 }",
        "--B",
    ),
    Case(
        "kind_changed",
        "export interface A { a: 1 }",
        "export class A { a!: 1 }",
        "WWW",
        frozenset({"import_removed"}),
    ),
    Case(
        "import_removed",
        "export interface AParams { b: B } export interface B { x: 1 }",
        "export interface AParams { b: unknown } export interface B { x: 1 }",
        "--B",
        frozenset({"type_widened"}),
    ),
    Case(
        "import_added",
        "export interface AParams { b: unknown } export interface B { x: 1 }",
        "export interface AParams { b: B } export interface B { x: 1 }",
        "--I",
        frozenset({"type_narrowed"}),
    ),
    Case(
        "class_changed",
        "export interface A { b: B } export interface B { x: 1 } export interface C { x: 1 }",
        "export interface A { b: C } export interface B { x: 1 } export interface C { x: 1 }",
        "--W",
    ),
    Case(
        "type_renamed",
        "export interface Thing { a: string; b: number; c: boolean }",
        "export interface ThingItem { a: string; b: number; c: boolean }",
        "--B",
    ),
]


@pytest.mark.parametrize("case", TYPES, ids=named)
def test_types(case: Case) -> None:
    report = compare(package(case.old), package(case.new))
    assert kinds(report) == {case.kind} | case.others
    change = only(report, case.kind)
    assert [change.params, change.responses, change.source] == letters(case.verdicts)


def test_a_moved_type_has_a_hint() -> None:
    body = "export interface Thing { a: string; b: number; c: boolean }"
    old = package({"resources/beta/things.ts": body, "resources/x.ts": "export {}"})
    new = package({"resources/things/things/things.ts": body, "resources/x.ts": "export {}"})
    # Without resources the generated package is flat, and Python imports it from one place.
    change = only(compare(old, new, spell=NoSpelling), "type_moved")
    assert change.source is Severity.BREAKING
    assert only(compare(old, new), "type_moved").variant == "import_stays"
    assert change.hint == "beta/Thing -> things/Thing"


def test_a_moved_type_whose_import_stays_is_no_break() -> None:
    body = "export interface Thing { a: string; b: number; c: boolean }"
    old = package(
        {
            "resources/beta/things.ts": body,
            "resources/beta/index.ts": "export { Thing } from './things';",
        }
    )
    new = package(
        {
            "resources/alpha/things.ts": body,
            "resources/beta/index.ts": "export { Thing } from '../alpha/things';",
        }
    )
    assert compare(old, new).severity in {Severity.NONE, Severity.INFO}


def method(text: str) -> str:
    return f"  {text}\n"


GET = "retrieve(thingId: string, options?: RequestOptions): APIPromise<Thing> { return this._client.get(`/things/${thingId}`, options); }"
GET_TYPE = "export interface Thing { a: string }"
LIST = "list(query: ThingListParams, options?: RequestOptions): APIPromise<Thing> { return this._client.get('/things', { query, ...options }); }"
LIST_TYPE = f"{GET_TYPE} export interface ThingListParams {{ a?: string }}"
LIST_BARE = "list(options?: RequestOptions): APIPromise<Thing> { return this._client.get('/things', options); }"
LIST_OPTIONAL = LIST.replace("query: ThingListParams", "query: ThingListParams = {}")
HEADER = "retrieve(thingId: string, options?: RequestOptions): APIPromise<Thing> { return this._client.get(`/things/${thingId}`, { ...options, headers: { 'Demo-Beta': 'v%d', ...options?.headers } }); }"
TWO = "retrieve(groupId: string, thingId: string, options?: RequestOptions): APIPromise<Thing> { return this._client.get(`/groups/${groupId}/things/${thingId}`, options); }"
TWO_MOVED = "retrieve(thingID: string, params: ThingRetrieveParams, options?: RequestOptions): APIPromise<Thing> { const { group_id } = params; return this._client.get(`/groups/${group_id}/things/${thingID}`, options); }"
TWO_TYPE = f"{GET_TYPE} export interface ThingRetrieveParams {{ group_id: string }}"


@dataclass(frozen=True)
class Call:
    """A change of methods: their old and new text, and the types below."""

    kind: str
    old: str
    new: str
    verdicts: str
    types: str = GET_TYPE
    new_types: str = ""
    others: frozenset[str] = frozenset()


CALLS = [
    Call("endpoint_added", GET, f"{GET}\n{LIST_BARE}", "II-", others=frozenset({"method_added"})),
    Call("method_added", GET, f"{GET}\n{LIST_BARE}", "--I", others=frozenset({"endpoint_added"})),
    Call(
        "endpoint_removed", f"{GET}\n{LIST_BARE}", GET, "BBB", others=frozenset({"method_removed"})
    ),
    Call(
        "method_removed", f"{GET}\n{LIST_BARE}", GET, "--B", others=frozenset({"endpoint_removed"})
    ),
    Call("method_renamed", GET, GET.replace("retrieve(", "fetch("), "--B"),
    Call("endpoint_path_changed", GET, GET.replace("/things/", "/items/"), "B--"),
    Call("endpoint_verb_changed", GET, GET.replace("_client.get", "_client.post"), "B--"),
    Call("request_header_changed", HEADER % 1, HEADER % 2, "WW-"),
    Call("request_header_changed", HEADER % 1, GET, "WW-"),
    Call("path_param_renamed_only", GET, GET.replace("thingId", "itemId"), "--W"),
    Call("optional_argument_added", LIST_BARE, LIST_OPTIONAL, "I-I", types=LIST_TYPE),
    Call(
        "signature_changed",
        LIST_BARE,
        LIST,
        "B-B",
        types=LIST_TYPE.replace("a?:", "a:"),
    ),
    Call("signature_changed", LIST, LIST_BARE, "B-B", types=LIST_TYPE),
    Call(
        "signature_changed",
        TWO,
        TWO_MOVED,
        "B-B",
        types=f"{GET_TYPE} export interface OtherParams {{ a: string }}",
        new_types=f"{TWO_TYPE} export interface OtherParams {{ a: string }}",
        others=frozenset({"type_added"}),
    ),
    Call(
        "return_type_changed",
        GET,
        GET.replace("APIPromise<Thing>", "APIPromise<Other>"),
        "-BB",
        types=f"{GET_TYPE} export interface Other {{ x: string; y: string }}",
    ),
    Call(
        "return_type_changed", GET, GET.replace("APIPromise<Thing>", "APIPromise<Thing[]>"), "-BB"
    ),
    Call("deprecated_added", GET, f"/** @deprecated Gone soon. */\n{GET}", "WW-"),
]


@pytest.mark.parametrize("case", CALLS, ids=lambda case: case.kind)
def test_methods(case: Call) -> None:
    old = client(method(case.old), case.types)
    new = client(method(case.new), case.new_types or case.types)
    report = compare(old, new)
    assert kinds(report) == {case.kind} | case.others
    change = only(report, case.kind)
    assert [change.params, change.responses, change.source] == letters(case.verdicts)


STREAM = """
  create(body: ThingParams, options?: RequestOptions): APIPromise<Thing>;
  create(body: ThingParamsStreaming, options?: RequestOptions): APIPromise<Stream<Thing>>;
  create(body: any, options?: RequestOptions): any {
    return this._client.post('/things', { body, ...options, stream: body.stream ?? false });
  }
"""
STREAM_TYPES = """
export class Stream<T> { t!: T }
export interface Thing { id: string }
export interface ThingParams { key: string; stream?: false }
export interface ThingParamsStreaming { key: string; stream: true }
"""


def test_streaming_added_is_an_overload_and_streaming_dropped_breaks() -> None:
    plain = client(CREATE, STREAM_TYPES)
    streaming = client(STREAM, STREAM_TYPES)
    added = compare(plain, streaming)
    assert "overload_added" in kinds(added)
    assert "streaming_changed" not in kinds(added)
    assert only(added, "overload_added").severity is Severity.INFO
    dropped = only(compare(streaming, plain), "streaming_changed")
    assert (dropped.responses, dropped.source) == (Severity.BREAKING, Severity.BREAKING)


def paged(page: str | None) -> Package:
    """A client whose one method returns pages of this class."""
    made = client(method(LIST_BARE), GET_TYPE)
    (operation,) = made.operations
    item = Reference("resources/things.ts#Thing") if page else None
    target = f"pagination.ts#{page}" if page else None
    return replace(made, operations=(replace(operation, page=target, page_item=item),))


def test_another_page_class_and_no_page_are_breaks() -> None:
    for old, new in (("Page", "CursorPage"), (None, "Page"), ("Page", None)):
        report = compare(paged(old), paged(new))
        change = only(report, "page_changed")
        assert [change.params, change.responses, change.source] == letters("-BB")
    assert not compare(paged("Page"), paged("Page")).groups


def test_a_resource_under_another_name_is_an_attribute_moved() -> None:
    report = compare(client(method(GET), GET_TYPE), client(method(GET), GET_TYPE, name="Items"))
    assert only(report, "client_attribute_moved").hint == "client.things -> client.items"
    assert only(report, "method_moved").hint == "client.things.retrieve -> client.items.retrieve"


def test_another_resource_is_an_attribute_removed_and_one_added() -> None:
    other = LIST_BARE.replace("'/things'", "'/items'")
    report = compare(client(method(GET), GET_TYPE), client(method(other), GET_TYPE, name="Items"))
    assert only(report, "client_attribute_removed").source is Severity.BREAKING
    assert only(report, "client_attribute_added").source is Severity.INFO


def test_documentation_is_reported_only_when_asked_for() -> None:
    old, new = package("export interface A { /** One. */ a: 1 }"), package(
        "export interface A { /** Two. */ a: 1 }"
    )
    assert not compare(old, new).groups
    assert kinds(compare(old, new, docs=True)) == {"doc_changed"}


def test_a_removal_says_that_nothing_announced_it() -> None:
    old = responses("export interface Thing { a: string; /** @deprecated Old. */ b: string }")
    report = compare(old, responses("export interface Thing {}"))
    said = {c.member: c.undeprecated for c in report.changes if c.kind == "field_removed"}
    assert said == {"a": True, "b": False}


UNSHOWN = {
    "removed_without_deprecation",  # said of a removal: see the test above
    "page_changed",
    "doc_changed",
    "overload_added",
    "streaming_changed",
    "type_moved",
    "method_moved",
    "client_attribute_added",
    "client_attribute_moved",
    "client_attribute_removed",
}


def test_every_reported_kind_is_shown_above() -> None:
    shown = {case.kind for case in (*FIELDS, *TYPES)} | {case.kind for case in CALLS}
    reported = {row.name for row in all_kinds().values() if row.group != "not reported"}
    assert reported - shown == UNSHOWN


def test_explain_tells_meaning_verdicts_and_remedy() -> None:
    text = explain("field_removed")
    assert "params     warning" in text
    assert "source     breaking" in text
    assert "What to do:" in text
    with pytest.raises(UsageError, match="no kind of change is called 'nope'"):
        kind("nope")


@pytest.mark.parametrize("name", list(all_kinds()))
def test_every_kind_is_explained(name: str) -> None:
    row = kind(name)
    assert all((row.title, row.explanation, row.remedy, row.group))
    assert explain(name).startswith(f"{name}: ")
