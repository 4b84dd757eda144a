"""Formats: what people and machines read."""

from __future__ import annotations

import json
import os
from pathlib import Path
from xml.etree import ElementTree

import jsonschema
import pytest

from tsbind.diff import Report, compare
from tsbind.diff.formats import FORMATS
from tsbind.diff.formats.markdown import code
from tsbind.diff.schema import json_schema

from .builders import client, diff

GOLDEN = Path(__file__).parent / "golden"
TYPES = """
export interface Thing {
  /** When it was made. */
  created_at: number;
  status: 'queued' | 'done'%s;
}
export interface ThingParams {
  name: string;%s
  /** How many; defaults to %s. */
  count?: number;
}
"""
METHODS = """
  create(body: ThingParams, options?: RequestOptions): APIPromise<Thing> {
    return this._client.post('/things', { body, ...options });
  }
  retrieve(thingId: string, options?: RequestOptions): APIPromise<Thing> {
    return this._client.get(`/things/${thingId}`, options);
  }
"""
REMOVED = """
  cancel(thingId: string, options?: RequestOptions): APIPromise<Thing> {
    return this._client.post(`/things/${thingId}/cancel`, options);
  }
"""


@pytest.fixture(scope="module")
def report() -> Report:
    old = client(METHODS + REMOVED, TYPES % ("", "", "10"))
    new = client(METHODS, TYPES % (" | 'failed'", " size: number;", "20"), "2.0.0")
    return compare(old, new)


@pytest.fixture(scope="module")
def nothing() -> Report:
    return diff("export type A = 1", "export type A = 1")


@pytest.mark.parametrize(
    ("format_", "ending"), [("text", "txt"), ("markdown", "md"), ("github", "github.txt")]
)
def test_golden(report: Report, format_: str, ending: str) -> None:
    """Accept a new output with TSBIND_ACCEPT_GOLDEN=1 after reading it."""
    file = GOLDEN / f"report.{ending}"
    text = FORMATS[format_](report)
    if os.environ.get("TSBIND_ACCEPT_GOLDEN"):
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8")
    assert text == file.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["report", "nothing"])
def test_json_follows_its_schema(name: str, request: pytest.FixtureRequest) -> None:
    jsonschema.Draft202012Validator.check_schema(json_schema())
    document = json.loads(FORMATS["json"](request.getfixturevalue(name)))
    jsonschema.Draft202012Validator(json_schema()).validate(document)
    assert document["changed"] is (name == "report")


def test_the_schema_refuses_what_is_no_report(report: Report) -> None:
    document = json.loads(FORMATS["json"](report))
    document["groups"][0]["changes"][0]["kind"] = "nonsense"
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft202012Validator(json_schema()).validate(document)


def test_formats_say_that_nothing_changed(nothing: Report) -> None:
    assert FORMATS["text"](nothing) == "demo 1.0.0 -> 2.0.0\nNo API change.\n"
    assert "**No API change.**" in FORMATS["markdown"](nothing)
    assert "No API change." in FORMATS["html"](nothing)
    assert json.loads(FORMATS["json"](nothing))["groups"] == []
    assert ElementTree.fromstring(FORMATS["junit"](nothing)).get("failures") == "0"
    assert json.loads(FORMATS["sarif"](nothing))["runs"][0]["results"] == []
    assert FORMATS["github"](nothing).count("::notice") == 1


def test_junit_fails_what_breaks(report: Report) -> None:
    suites = ElementTree.fromstring(FORMATS["junit"](report))
    breaking = sum(group.severity.value == "breaking" for group in report.groups)
    assert breaking > 0
    assert len(suites.findall(".//failure")) == breaking == int(suites.get("failures", ""))
    assert len(suites.findall(".//testcase")) == len(report.groups)


def test_sarif_names_rules_places_and_fingerprints(report: Report) -> None:
    run = json.loads(FORMATS["sarif"](report))["runs"][0]
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    for result in run["results"]:
        assert rules[result["ruleIndex"]] == result["ruleId"]
        assert result["partialFingerprints"]["tsbindChange/v1"]
        assert result["locations"][0]["physicalLocation"]["region"]["startLine"] >= 1
    assert {result["level"] for result in run["results"]} == {"error", "warning", "note"}


def test_html_is_one_file_with_both_spellings(report: Report) -> None:
    html = FORMATS["html"](report)
    assert "size: number" in html
    assert "size: int" in html
    assert "default-src &#39;none&#39;" in html or "default-src 'none'" in html
    assert " src=" not in html.replace("img-src", "")
    assert 'href="http' not in html
    assert "prefers-color-scheme: dark" in html
    for change in report.changes:
        assert f'id="kind-{change.kind}"' in html or change.kind == "method_removed"


@pytest.mark.parametrize(
    ("text", "expected"),
    [("a", "`a`"), ("a`b", "`` a`b ``"), ("``", "``` `` ```"), ("a\nb", "`a b`")],
)
def test_code_spans_hold_any_text(text: str, expected: str) -> None:
    assert code(text) == expected


def test_a_long_report_fits_a_pull_request() -> None:
    old = "\n".join(f"export interface Type{n} {{ field{n}: string }}" for n in range(900))
    new = "\n".join(f"export interface Type{n} {{ other{n}: number; x: 1 }}" for n in range(900))
    text = FORMATS["markdown"](diff(old, new))
    assert len(text) <= 65_536
    assert "more sections are left out" in text
