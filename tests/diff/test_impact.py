"""Which changes touch a code base: new errors at the user's own lines, and why."""

# ruff: noqa: E501 -- TypeScript stands on one line in these tables

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from support.once import resolve_once
from tsbind.cli import main
from tsbind.cli.impact import import_name
from tsbind.diff import compare
from tsbind.diff.impact import assess
from tsbind.diff.impact.assess import appeared
from tsbind.diff.impact.causes import cause
from tsbind.diff.impact.checker import Finding
from tsbind.diff.impact.clues import clues
from tsbind.diff.impact.show import impact_document, impact_text
from tsbind.problems import TsbindError
from tsbind.sources import SourceTree

from .builders import client

OLD_METHODS = """
  create(body: ThingParams, options?: RequestOptions): APIPromise<Thing> {
    return this._client.post('/things', { body, ...options });
  }
  cancel(thingId: string, options?: RequestOptions): APIPromise<Thing> {
    return this._client.post(`/things/${thingId}/cancel`, options);
  }
"""
NEW_METHODS = OLD_METHODS.replace("  cancel(", "  /** @deprecated Use stop. */\n  cancel(")
OLD_TYPES = "export interface Thing { id: string; size: number } export interface ThingParams { name: string }"
NEW_TYPES = "export interface Thing { id: string } export interface ThingParams { name: string; kind: string }"
CODE = """\
from demo import Demo

client = Demo()
open(__file__ + ".ran", "w").close()


def use() -> float:
    thing = client.things.create(
        name="x",
    )
    other = client.things.cancel("1")
    return other.size if thing else 0
"""


@pytest.fixture
def code(tmp_path: Path) -> Path:
    file = tmp_path / "app.py"
    file.write_text(CODE, encoding="utf-8")
    return file


def test_new_errors_are_tied_to_their_changes(code: Path) -> None:
    old, new = client(OLD_METHODS, OLD_TYPES), client(NEW_METHODS, NEW_TYPES, "2.0.0")
    found = assess([code], old, new, "demo")
    causes = {hit.finding.line: hit.change.kind for hit in found.errors if hit.change}
    assert causes == {8: "field_added_required", 12: "field_removed"}
    assert [hit.finding.line for hit in found.deprecated] == [11]
    assert [hit.change.place for hit in found.deprecated if hit.change] == ["things.cancel"]
    assert not Path(f"{code}.ran").exists()
    text = impact_text(found)
    assert f"{code}:12:" in text
    assert "field removed: Thing.size" in text
    assert json.loads(json.dumps(impact_document(found)))["errors"][0]["change"]["fingerprint"]


# client.beta.chat and files.retrieve_content stay in the generated client, as in the official one.
USERLAND = Path(__file__).parent / "userland"
EXPECTED = {
    ("params.py", 5): ("type_removed", "chat/CompletionCreateParamsNonStreaming"),
    ("structured.py", 6): ("type_moved", "chat/ParsedChatCompletion"),
    ("tools.py", 11): ("const_changed", "ComputerTool"),
    ("tools.py", 20): ("const_changed", "ComputerTool"),
}


@pytest.mark.registry
@pytest.mark.slow
@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("4.104.0", "5.0.0", EXPECTED),
        pytest.param("6.49.0", "7.0.0", {}, marks=pytest.mark.exhaustive),
    ],
)
def test_a_code_base_of_ten_files(
    release: Callable[[str], SourceTree],
    old: str,
    new: str,
    expected: dict[tuple[str, int], tuple[str, str]],
) -> None:
    """Every new error is at the user's own line, with the change behind it."""
    before, after = (resolve_once(release(f"openai@{version}"))[0] for version in (old, new))
    found = assess([USERLAND / "shop"], before, after, "openai")
    causes = {
        (Path(hit.finding.file).name, hit.finding.line): hit.change
        for hit in found.errors
        if hit.change
    }
    assert len(found.errors) == len(causes)
    assert {key: (c.kind, c.place) for key, c in causes.items()} == expected
    assert not list(USERLAND.rglob("*.ran"))


def test_code_that_is_not_touched_says_so(code: Path) -> None:
    old = client(OLD_METHODS, OLD_TYPES)
    found = assess([code], old, old, "demo")
    assert not found.errors
    assert "This code is not touched." in impact_text(found)


def test_errors_of_both_runs_are_not_news() -> None:
    one, two = Finding("a.py", 1, 0, "x", "m"), Finding("a.py", 2, 0, "x", "m")
    assert appeared([one], [one, two]) == [two]
    assert appeared([one], [one, one]) == [one]


def test_a_missing_path_is_refused(tmp_path: Path) -> None:
    package = client(OLD_METHODS, OLD_TYPES)
    with pytest.raises(TsbindError, match="no such file or directory"):
        assess([tmp_path / "nowhere.py"], package, package, "demo")
    result = CliRunner().invoke(main, ["impact", "--from", "a", "--to", "b"])
    assert result.exit_code == 2


@pytest.mark.parametrize(
    ("upstream", "name"), [("openai", "openai"), ("@scope/some-sdk", "some_sdk")]
)
def test_import_names(upstream: str, name: str) -> None:
    assert import_name(upstream) == name


FILES = """
  create(body: ThingParams, options?: RequestOptions): APIPromise<Thing> {
    return this._client.post('/things', { body, ...options%s });
  }
"""


def test_errors_are_tied_to_the_call_they_are_of_and_never_to_headers() -> None:
    beta = ", headers: { 'Demo-Beta': 'v%d', ...options?.headers }"
    types = "export interface Thing { id: string; file_ids: string[] } export interface ThingParams { name: string; file_ids?: string[] }"
    old = client(FILES % (beta % 1), types)
    new = client(
        FILES % (beta % 2),
        types.replace("; file_ids?: string[]", "").replace("; file_ids: string[]", ""),
    )
    known = clues(compare(old, new))
    assert "request_header_changed" not in {clue.change.kind for clue in known}
    sent = Finding(
        "a.py", 1, 0, "call-arg", 'Unexpected keyword argument "file_ids" for "create" of "Things"'
    )
    read = Finding("a.py", 2, 0, "attr-defined", '"Thing" has no attribute "file_ids"')
    found = [
        cause(sent, 'c.things.create(name="x", file_ids=["f"])', known),
        cause(read, "print(thing.file_ids)", known),
    ]
    assert [c.place for c in found if c] == ["ThingParams", "Thing"]


def test_a_member_of_a_union_is_told_by_its_tag() -> None:
    types = "export interface Thing { id: string } export interface ThingParams { tool: %s } export interface RetrievalTool { type: 'retrieval' } export interface CodeTool { type: 'code' } export interface WebTool { type: 'web' }"
    body = FILES % ""
    old = client(body, types % "RetrievalTool | CodeTool | WebTool")
    new = client(body, types % "CodeTool | WebTool")
    error = Finding(
        "a.py", 1, 0, "arg-type", 'Argument "tool" has incompatible type "dict[str, str]"'
    )
    found = cause(error, 'c.things.create(tool={"type": "retrieval"})', clues(compare(old, new)))
    assert found is not None
    assert (found.kind, found.content) == ("union_member_removed", "RetrievalTool")
