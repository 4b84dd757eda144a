"""Traps met in real releases, each made small."""

# ruff: noqa: E501 -- TypeScript stands on one line in these tables

from __future__ import annotations

from tsbind.diff import compare
from tsbind.diff.changes.severity import Severity
from tsbind.diff.explaining.planned_spelling import PlannedSpelling
from tsbind.diff.formats import FORMATS
from tsbind.model.declarations import Package

from .builders import client, diff, kinds, package, params, responses
from .unspelled import every_change

THING = "export interface Thing { id: string }"
GET = "get(id: string, options?: RequestOptions): APIPromise<Thing> { return this._client.get(`/x/${id}`, options); }\n"


def test_path_parameters_renamed_in_case_only_are_no_change() -> None:
    def methods(name: str) -> str:
        return "\n".join(
            f"get{n}({name}: string, options?: RequestOptions): APIPromise<Thing> "
            f"{{ return this._client.get(`/things/${{{name}}}/{n}`, options); }}"
            for n in range(60)
        )

    report = compare(client(methods("thingId"), THING), client(methods("thingID"), THING))
    assert not report.groups


def test_one_field_added_to_33_event_types_is_one_line() -> None:
    def events(field: str) -> str:
        return "\n".join(
            f"export interface Event{n} {{ type: 'e{n}'; at: number{field} }}" for n in range(33)
        )

    report = diff(events(""), events("; sequence?: number"))
    assert len(report.changes) == 33
    assert len(report.groups) == 1
    assert report.counts()[Severity.INFO] == 1
    lines = FORMATS["text"](report).splitlines()
    assert sum("optional field added" in line for line in lines) == 1
    assert any("and 26 more" in line for line in lines)


def test_the_same_edit_in_four_copies_written_in_place_is_one_line() -> None:
    def copies(field: str) -> str:
        one = f"{{ mode: 'a'; config: {{ size: number{field} }} }}"
        return "\n".join(f"export interface Params{n} {{ options: {one} }}" for n in range(4))

    report = diff(copies(""), copies("; depth?: number"))
    assert kinds(report) == {"field_added_optional"}
    assert [len(group.changes) for group in report.groups] == [4]


def test_a_type_used_for_another_payload_is_one_change_of_shape() -> None:
    old = "export interface Run { id: string; status: string; model: string; steps: number[] }"
    new = "export interface Run { score: number; grader: string; sample: string; passed: boolean }"
    report = diff(old, new)
    assert kinds(report) == {"shape_changed"}
    assert len(report.groups) == 1


def test_a_method_that_returns_another_type_of_the_same_release() -> None:
    get = (
        "get(options?: RequestOptions): APIPromise<%s> { return this._client.get('/x', options); }"
    )
    types = f"{THING} export interface Other {{ id: string; extra: string }}"
    report = compare(client(get % "Thing", types), client(get % "Other", types))
    assert kinds(report) == {"field_added_required", "class_changed"}
    (change,) = (c for c in report.changes if c.kind == "field_added_required")
    assert (change.responses, change.params) == (Severity.INFO, Severity.NONE)


def test_a_conflict_marker_in_a_doc_is_text() -> None:
    doc = "/**\n * <<<<<<< HEAD\n * One.\n * =======\n * Two, defaults to 5.\n * >>>>>>> main\n */"
    old = package(f"export interface A {{ {doc} a: number }}")
    new = package(f"export interface A {{ {doc.replace('5', '6')} a: number }}")
    report = compare(old, new)
    assert kinds(report) == {"documented_default_changed"}
    assert all(render(compare(old, new, docs=True)) for render in FORMATS.values())


def test_del_and_delete_are_one_method_in_python() -> None:
    text = "%s(id: string, options?: RequestOptions): APIPromise<Thing> { return this._client.delete(`/x/${id}`, options); }"
    report = compare(client(text % "del", THING), client(text % "delete", THING))
    assert not report.groups


def test_a_path_argument_that_became_a_field_of_the_params_is_no_new_field() -> None:
    old = """
  update(groupId: string, thingId: string, body: ThingUpdateParams, options?: RequestOptions): APIPromise<Thing> {
    return this._client.post(`/groups/${groupId}/things/${thingId}`, { body, ...options });
  }"""
    new = """
  update(thingID: string, params: ThingUpdateParams, options?: RequestOptions): APIPromise<Thing> {
    const { group_id, ...body } = params;
    return this._client.post(`/groups/${group_id}/things/${thingID}`, { body, ...options });
  }"""
    before = client(old, f"{THING} export interface ThingUpdateParams {{ name?: string }}")
    after = client(
        new, f"{THING} export interface ThingUpdateParams {{ group_id: string; name?: string }}"
    )
    report = compare(before, after)
    assert kinds(report) == {"signature_changed"}
    (change,) = report.changes
    assert (
        change.source is Severity.BREAKING
    )  # as the table of kinds has it: upstream's call changes
    assert change.variant == "in_params"  # who gives params whole feels it


def test_a_method_that_still_has_another_name_for_the_endpoint_says_which() -> None:
    one = "%s(options?: RequestOptions): APIPromise<Thing> { return this._client.get('/x', options); }\n"
    report = compare(
        client(one % "content" + one % "retrieveContent", THING), client(one % "content", THING)
    )
    (change,) = report.changes
    assert change.kind == "method_removed"
    assert change.hint == "client.things.retrieve_content -> client.things.content"


def test_params_split_into_streaming_and_not_are_no_break_for_the_caller() -> None:
    old = params("export interface ThingParams { a: string; b: string }")
    new = params("""
        export type ThingParams = ThingParamsNonStreaming | ThingParamsStreaming;
        export interface ThingParamsBase { a: string; b: string }
        export interface ThingParamsNonStreaming extends ThingParamsBase { stream?: false }
        export interface ThingParamsStreaming extends ThingParamsBase { stream: true }
        """)
    report = compare(old, new)
    assert all(change.params is not Severity.BREAKING for change in report.changes)
    assert "kind_changed" in kinds(report)


def test_another_order_is_no_change() -> None:
    types = "export interface A { type: 'a' } export interface B { type: 'b' }"
    types += " export interface ThingParams { m: M; n: number }"
    old, new = (params(f"{types} export type M = {m};") for m in ("A | B", "B | A"))
    assert not every_change(old, new)
    assert not compare(old, new).changes


def test_a_union_member_pairs_by_its_discriminator() -> None:
    one = "export interface A { type: 'a'; x: string } export interface B { type: 'b'; y: string }"
    other = (
        "export interface A2 { type: 'a'; x: number } export interface B { type: 'b'; y: string }"
    )
    old = responses(f"export interface Thing {{ item: A | B }} {one}")
    new = responses(f"export interface Thing {{ item: A2 | B }} {other}")
    assert ("type_changed", "item<'a'>.x") in {
        (c.kind, c.member) for c in compare(old, new).changes
    }


def test_a_constant_that_all_members_have_pairs_none() -> None:
    head = "object: 'event'"
    one = "".join(f"export interface {n} {{ {head}; type: '{n}'; x: string }} " for n in "AB")
    old = responses(f"export interface Thing {{ item: A | B }} {one}")
    new = responses(
        f"export interface Thing {{ item: A | C }} {one}"
        f"export interface C {{ {head}; type: 'C'; y: number; z: number }}"
    )
    found = {(c.kind, c.member, c.content) for c in compare(old, new).changes}
    assert {("union_member_removed", "item", "B"), ("union_member_added", "item", "C")} <= found
    assert not any(member.startswith("item<") for _, member, _ in found)


def test_fingerprints_do_not_depend_on_versions_or_lines() -> None:
    old, new = "export interface A { a: string }", "export interface A { a: number }"
    first = compare(package(old, "1.0.0"), package(new, "2.0.0"))
    second = compare(package(f"\n\n{old}", "3.0.0"), package(f"// x\n{new}", "4.0.0"))
    assert [c.fingerprint for c in first.changes] == [c.fingerprint for c in second.changes]


def test_fingerprints_of_a_set_of_values_do_not_depend_on_other_values() -> None:
    def added(values: str) -> dict[str, str]:
        report = diff("export type A = 'a' | 'b'", f"export type A = 'a' | 'b' | {values}")
        return {c.content: c.fingerprint for c in report.changes}

    assert added("'c'")["'c'"] == added("'c' | 'd'")["'c'"]


def test_positions_of_both_versions_are_given() -> None:
    report = diff("export interface A {\n  a: string }", "\n\nexport interface A {\n  a: number }")
    (change,) = report.changes
    assert str(change.old.position) == "types.ts:2:3"
    assert str(change.new.position) == "types.ts:4:3"


def test_both_languages_spell_the_change() -> None:
    report = diff("export interface A { a: string[] }", "export interface A { a?: string[] }")
    (change,) = report.changes
    assert (change.old.typescript, change.old.python) == ("a: string[]", "a: list[str]")
    assert (change.new.typescript, change.new.python) == ("a?: string[]", "a: list[str] | None")


def test_a_name_the_generated_package_goes_on_having_is_no_break_of_python() -> None:
    """`files.retrieveContent` went upstream; the generated package has it, as the official one."""
    get = "retrieveContent(fileId: string, options?: RequestOptions): APIPromise<Thing> { return this._client.get(`/files/${fileId}/content`, options); }\n"
    both = get + get.replace("retrieveContent(", "content(")
    old, new = (
        client(text, THING, name="Files")
        for text in (both, get.replace("retrieveContent(", "content("))
    )
    (change,) = compare(old, new, spell=_Has).changes
    assert (change.kind, change.variant, change.source) == (
        "method_removed",
        "stays",
        Severity.INFO,
    )
    (change,) = compare(old, new).changes
    assert (change.variant, change.source) == ("other_method", Severity.BREAKING)
    assert change.remedy == "Call the method the hint names."


class _Has(PlannedSpelling):
    """Of a package that goes on having every name."""

    def has(self, name: str) -> bool:
        return True


def test_an_attribute_that_moved_with_its_methods_is_one_line() -> None:
    def made(name: str) -> Package:
        other = GET.replace("get(", "fetch(", 1).replace("/x/", "/y/")
        return client(GET + other, THING, name=name)

    report = compare(made("Things"), made("Items"))
    (group,) = report.groups
    assert [c.kind for c in group.changes] == [
        "client_attribute_moved",
        "method_moved",
        "method_moved",
    ]
    assert group.first.hint == "client.things -> client.items"
    assert group.first.new.position is not None


def test_overloads_count_where_they_are_other_ways_to_call() -> None:
    one = "create(body: ThingParams, options?: RequestOptions): APIPromise<Thing>;\n"
    two = one + "create(body: OtherParams, options?: RequestOptions): APIPromise<string>;\n"
    rest = "create(body: %s, options?: RequestOptions): any { return this._client.post('/things', { body, ...options }); }"
    types = f"{THING} export interface ThingParams {{ a: string }} export interface OtherParams {{ b: string }}"
    old = client(one + rest % "ThingParams", types)
    new = client(two + rest % "ThingParams | OtherParams", types)
    assert kinds(compare(old, new)) == {"overload_added", "type_widened"}
    assert kinds(compare(new, old)) == {"signature_changed", "type_narrowed"}


def test_whole_numbers_are_spelled_as_the_generated_package_has_them() -> None:
    report = diff(
        "export interface A { limit: number | null }", "export interface A { limit: number }"
    )
    (change,) = report.changes
    assert (change.old.python, change.new.python) == ("int | None", "int")
