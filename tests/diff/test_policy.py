"""What a project says itself of changes: severities, directions, versions."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from tsbind.cli import main
from tsbind.diff.changes.change import Change
from tsbind.diff.changes.severity import Severity
from tsbind.diff.judging.policy import Policy, read_policy, under_policy
from tsbind.diff.judging.version_step import step_of_users, version_step
from tsbind.model.codec import to_json
from tsbind.problems import UsageError

from .builders import client, diff, package

OLD = "export interface A { a: string } export type M = 'x';"
NEW = "export interface A { a: string; b?: 1 } export type M = 'x' | 'y';"


def _only(old: str, new: str, kind: str) -> Change:
    (change,) = (c for c in diff(old, new).changes if c.kind == kind)
    return change


def test_a_kind_weighs_what_the_project_says() -> None:
    report = diff(OLD, NEW)
    before = {change.kind: change.severity for change in report.changes}
    assert before == {"field_added_optional": Severity.INFO, "enum_value_added": Severity.WARNING}
    said = under_policy(report, read_policy({"severity": {"enum_value_added": "info"}}, "x"))
    assert {change.severity for change in said.changes} == {Severity.INFO}
    silent = under_policy(report, Policy({"enum_value_added": Severity.NONE}))
    assert [change.kind for change in silent.changes] == ["field_added_optional"]


def test_a_variant_weighs_by_itself() -> None:
    report = diff("export interface A { a: string; b?: 1 }", "export interface A { c: 1 }")
    policy = read_policy({"severity": {"field_removed.required": "info"}}, "x")
    found = {change.variant: change.severity for change in under_policy(report, policy).changes}
    assert found["required"] is Severity.INFO
    assert Severity.BREAKING in {severity for name, severity in found.items() if name != "required"}


@pytest.mark.parametrize(
    ("old", "new", "kind", "directions"),
    [
        # By its name.
        ("interface AResult { a: 1 }", "interface AResult { a: 1; b: 2 }", "", ("responses",)),
        ("interface AParams { a: 1 }", "interface AParams { a: 1; b: 2 }", "", ("params",)),
        ("interface ARequest { a: 1 }", "interface ARequest { a: 1; b: 2 }", "", ("params",)),
        # By what mentions it.
        (
            "interface AQuery { x: B } export interface B { a: 1 }",
            "interface AQuery { x: B } export interface B { a: 1; b: 2 }",
            "",
            ("params",),
        ),
        # By the class whose method takes or gives it.
        (
            "class C { get(x: B): D } export interface B { a: 1 } export interface D {}",
            "class C { get(x: B): D } export interface B { a: 1; b: 2 } export interface D {}",
            "",
            ("params",),
        ),
        (
            "class C { get(): Promise<B> } export interface B { a: 1 }",
            "class C { get(): Promise<B> } export interface B { a: 1; b: 2 }",
            "",
            ("responses",),
        ),
        # Nothing says it.
        ("interface B { a: 1 }", "interface B { a: 1; b: 2 }", "", ("params", "responses")),
    ],
)
def test_who_declarations_without_methods_are_for(
    old: str, new: str, kind: str, directions: tuple[str, ...]
) -> None:
    change = _only(f"export {old}", f"export {new}", kind or "field_added_required")
    assert change.directions == directions
    assert change.assumed


def test_the_project_says_who_a_type_is_for() -> None:
    report = diff("export interface B { a: 1 }", "export interface B { a: 1; b: 2 }")
    assert report.severity is Severity.BREAKING
    read = under_policy(report, Policy(direction={"B": "responses"}))
    assert [(c.directions, c.severity) for c in read.changes] == [(("responses",), Severity.INFO)]
    assert under_policy(report, Policy(direction={"C*": "responses"})) == report
    sent = under_policy(report, Policy(direction={"*": "params"}))
    assert [(c.directions, c.severity) for c in sent.changes] == [(("params",), Severity.BREAKING)]


def test_what_a_method_sends_is_not_for_the_project_to_say() -> None:
    method = """
      create(body: P, options?: RequestOptions): APIPromise<T> {
        return this._client.post('/things', { body, ...options });
      }
    """
    types = "export interface P { a: 1 } export interface T { id: string }"
    from tsbind.diff import compare

    report = compare(client(method, types), client(method, types.replace("a: 1", "a: 1; b: 2")))
    assert under_policy(report, Policy(direction={"*": "responses"})).changes == report.changes


WRONG = [
    ({"severities": {}}, "unknown key 'severities'"),
    ({"severity": {"no_such": "info"}}, "no kind of change is called 'no_such'"),
    ({"severity": {"field_removed.no": "info"}}, "has no variant 'no'"),
    ({"severity": {"field_removed": "bad"}}, "must be one of breaking, warning, info, none"),
    ({"severity": ["field_removed"]}, "severity is not a table"),
    ({"direction": {"A": "both"}}, "must be one of params, responses"),
    ([], "x is not a table"),
]


@pytest.mark.parametrize(("table", "message"), WRONG)
def test_a_wrong_table_is_refused(table: object, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        read_policy(table, "x")


@pytest.mark.parametrize(
    ("old", "new", "step", "users"),
    [
        (OLD, OLD, "patch", "patch"),
        (OLD, NEW, "minor", "patch"),
        (NEW, OLD, "major", "minor"),
    ],
)
def test_the_step_of_a_version(old: str, new: str, step: str, users: str) -> None:
    reports = [diff(OLD, OLD), diff(old, new)]
    assert (version_step(reports), step_of_users(reports)) == (step, users)


def test_a_configuration_weighs_for_diff(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    paths = [tmp_path / "old.json", tmp_path / "new.json"]
    for path, text in zip(paths, (NEW, OLD), strict=True):
        path.write_text(to_json(package(text)), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    command = ["diff", *map(str, paths)]
    plain = CliRunner().invoke(main, command)
    assert plain.exit_code == 1
    assert "suggested version step: major for the generated package, minor for its" in plain.output
    table = '[diff.severity]\nfield_removed = "info"\nenum_value_removed = "warning"\n'
    (tmp_path / "tsbind.toml").write_text(table, encoding="utf-8")
    weighed = CliRunner().invoke(main, command)
    assert weighed.exit_code == 0, weighed.output
    assert "suggested version step: minor" in weighed.output
    (tmp_path / "tsbind.toml").write_text('[diff.severity]\nx = "info"\n', encoding="utf-8")
    assert CliRunner().invoke(main, command).exit_code == 2
