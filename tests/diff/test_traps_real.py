"""Traps, each in the real releases it was met in."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import pytest

from tsbind.diff import Change, Group, Report, compare
from tsbind.diff.changes.severity import Severity
from tsbind.diff.formats import FORMATS
from tsbind.diff.reading.inputs import load_model
from tsbind.model.declarations import Package
from tsbind.model.index import ModelIndex
from tsbind.python.names import attribute_name
from tsbind.sources import SourceTree

from .unspelled import every_change

pytestmark = [pytest.mark.registry, pytest.mark.slow]
Release = Callable[[str], SourceTree]


@cache
def _model(release: Release, version: str) -> Package:
    release(f"openai@{version}")
    return load_model(f"openai@{version}", offline=True)


@cache
def _report(release: Release, old: str, new: str) -> Report:
    return compare(_model(release, old), _model(release, new))


def _all(release: Release, old: str, new: str) -> list[Change]:
    return every_change(_model(release, old), _model(release, new))


def _group(report: Report, kind: str, ending: str) -> Group:
    (found,) = (g for g in report.groups if g.first.kind == kind and g.first.label.endswith(ending))
    return found


def test_literals_extracted_into_an_alias_are_no_change(release: Release) -> None:
    """The models of the embeddings were written in place before 4.63.0 gave them a name."""
    changes = _all(release, "4.62.1", "4.63.0")
    assert "EmbeddingModel" in {c.place for c in changes if c.kind == "alias_extracted"}
    names = {c.label for c in _report(release, "4.62.1", "4.63.0").changes}
    assert "EmbeddingCreateParams.model" not in names


def test_the_same_type_under_another_qualifier_is_no_change(release: Release) -> None:
    """4.68.0 writes `ChatCompletionsAPI.X` as `X`, all over the files it imports by name."""
    old, new = (_qualified(release(f"openai@{v}")) for v in ("4.67.3", "4.68.0"))
    assert old != new
    assert not _report(release, "4.67.3", "4.68.0").counts()[Severity.BREAKING]


def _qualified(tree: SourceTree) -> int:
    return sum(text.count(b"API.") for path, text in tree.files.items() if "resources/" in path)


def test_union_order_is_no_change(release: Release) -> None:
    name = "resources/responses/responses.ts#ResponseRetrieveParams"
    old, new = (ModelIndex(_model(release, v)).declarations[name] for v in ("4.103.0", "4.104.0"))
    assert old != new
    changes = _all(release, "4.103.0", "4.104.0")
    assert "ResponseRetrieveParams" not in {change.place for change in changes}


def test_path_parameters_of_sixty_endpoints_renamed_in_case_only(release: Release) -> None:
    old, new = (_model(release, v) for v in ("4.104.0", "5.0.0"))
    names = [{p.name for o in m.operations for p in o.path_parameters} for m in (old, new)]
    assert "fileId" in names[0] - names[1]
    assert "fileID" in names[1] - names[0]
    renamed = sum(any(p.name.endswith("Id") for p in o.path_parameters) for o in old.operations)
    assert renamed >= 60
    assert set(map(attribute_name, names[0])) == set(map(attribute_name, names[1]))
    kinds = {c.kind for c in _report(release, "4.104.0", "5.0.0").changes}
    assert "path_param_renamed_only" not in kinds


def test_a_field_of_48_event_types_is_one_line(release: Release) -> None:
    report = _report(release, "4.101.0", "4.102.0")
    group = _group(report, "field_added_required", "ResponseAudioDeltaEvent.sequence_number")
    assert len(group.changes) == 48
    said = [line for line in FORMATS["text"](report).splitlines() if "sequence_number" in line]
    assert sum("required field added" in line for line in said) == 1


def test_the_same_edit_in_four_copies_written_in_place_is_one_line(release: Release) -> None:
    report = _report(release, "4.32.2", "4.33.0")
    group = _group(report, "field_added_optional", ".additional_messages")
    assert {c.place.rpartition("/")[2] for c in group.changes} >= {
        "RunCreateAndPollParams",
        "RunCreateAndStreamParams",
        "RunCreateParamsBase",
        "RunStreamParams",
    }


def test_a_type_used_for_another_payload_is_one_change_of_shape(release: Release) -> None:
    report = _report(release, "5.6.0", "5.7.0")
    place = "fine-tuning/checkpoints/PermissionRetrieveResponse"
    assert [(c.kind, c.member) for c in report.changes if c.place == place] == [
        ("shape_changed", "")
    ]


@pytest.mark.parametrize("pair", [("4.54.0", "4.55.0"), ("4.55.0", "4.55.1")])
def test_a_doc_that_holds_a_conflict_marker(release: Release, pair: tuple[str, str]) -> None:
    """4.55.0 was published with one in `threads.ts`."""
    text = release("openai@4.55.0").files["resources/beta/threads/threads.ts"]
    assert b"<<<<<<<" in text or b">>>>>>>" in text
    report = _report(release, *pair)
    assert all(render(report) for render in FORMATS.values())


@pytest.mark.parametrize("pair", [("4.70.1", "4.70.2"), ("4.19.1", "4.20.0")])
def test_a_release_that_changes_nothing_says_so(release: Release, pair: tuple[str, str]) -> None:
    report = _report(release, *pair)
    assert not report.groups
    assert "No API change." in FORMATS["text"](report)


@pytest.mark.parametrize(
    ("old", "new", "gone"),
    [
        ("4.36.0", "4.37.0", "beta.assistants.files"),
        ("4.69.0", "4.70.0", "Audio.TranscriptionCreateParams"),
        ("5.6.0", "5.7.0", "ResponseCodeInterpreterToolCall.results"),
    ],
)
def test_a_minor_release_that_drops_something(
    release: Release, old: str, new: str, gone: str
) -> None:
    """The number promises that nothing breaks; the report says what does."""
    report = _report(release, old, new)
    removed = {c.label: c for c in report.changes if c.kind.endswith("_removed")}
    assert removed[gone].severity is Severity.BREAKING
    assert removed[gone].undeprecated
