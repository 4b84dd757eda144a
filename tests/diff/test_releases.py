"""Real releases, whole ranges: headline figures and the changes that matter in them."""

from __future__ import annotations

import dataclasses
import io
import tarfile
from collections.abc import Callable
from pathlib import Path, PurePosixPath

import pytest

from support.once import compare_once, resolve_once
from support.sweeps import by_default
from support.trees import resolve
from tsbind.diff import Report, compare
from tsbind.diff.changes.severity import Severity
from tsbind.diff.witness.find import witness
from tsbind.diff.witness.pair import Pair
from tsbind.model.declarations import Package, Source
from tsbind.python.methods.naming import python_accessor
from tsbind.python.types.build import plan_types
from tsbind.sources import SourceTree
from tsbind.sources.cache import Cache

pytestmark = pytest.mark.registry
Release = Callable[[str], SourceTree]


def _model(release: Release, version: str) -> Package:
    return resolve_once(release(f"openai@{version}"))[0]


def _report(release: Release, old: str, new: str) -> Report:
    return compare_once(release(f"openai@{old}"), release(f"openai@{new}"))


HEADLINES = [
    ("4.52.0", "4.53.0", Severity.INFO),
    ("4.104.0", "5.0.0", Severity.BREAKING),
    ("5.23.2", "6.0.0", Severity.BREAKING),
    ("6.49.0", "7.0.0", Severity.NONE),
    ("7.55.0", "7.57.0", Severity.WARNING),
]


@pytest.mark.parametrize(("old", "new", "severity"), HEADLINES)
def test_headlines(release: Release, old: str, new: str, severity: Severity) -> None:
    """A major release that changes nothing, and minor ones that do."""
    assert _report(release, old, new).severity is severity


DOCS = Path(__file__).parents[2] / "docs" / "diff.md"


@pytest.mark.parametrize(("old", "new", "_severity"), HEADLINES)
def test_the_figures_of_the_docs(release: Release, old: str, new: str, _severity: Severity) -> None:
    """Renew them with scripts/diff_docs.py."""
    counts = _report(release, old, new).counts()
    figures = [str(counts[s]) for s in (Severity.BREAKING, Severity.WARNING, Severity.INFO)]
    row = f"| openai {old} to {new} | {' | '.join(figures)} |"
    assert row in DOCS.read_text(encoding="utf-8").splitlines()


def found(report: Report, kind: str) -> dict[str, str]:
    return {
        f"{c.place}.{c.member}".rstrip("."): c.hint or c.content
        for c in report.changes
        if c.kind == kind
    }


def test_4_53_adds_uploads_and_models(release: Release) -> None:
    report = _report(release, "4.52.0", "4.53.0")
    assert set(found(report, "endpoint_added")) == {
        "uploads.create",
        "uploads.cancel",
        "uploads.complete",
        "uploads.parts.create",
    }
    values = {
        c.content for c in report.changes if c.kind == "enum_value_added" and c.place == "ChatModel"
    }
    assert values == {"'gpt-4o-mini'", "'gpt-4o-mini-2024-07-18'"}


def test_5_0_moves_helpers_and_path_arguments(release: Release) -> None:
    report = _report(release, "4.104.0", "5.0.0")
    moved = found(report, "method_moved")
    assert (
        moved["chat.completions.parse"]
        == "client.beta.chat.completions.parse -> client.chat.completions.parse"
    )
    signatures = [c for c in report.changes if c.kind == "signature_changed"]
    assert len(signatures) > 20
    moved_to_params = [c for c in signatures if c.place != "client"]
    assert all(c.source is Severity.BREAKING for c in moved_to_params)
    assert {c.variant for c in moved_to_params} == {"same_in_python", "in_params"}
    assert not found(report, "path_param_renamed_only")
    assert found(report, "method_removed")["files.retrieveContent"].endswith("client.files.content")


def test_6_0_widens_tool_outputs(release: Release) -> None:
    widened = found(_report(release, "5.23.2", "6.0.0"), "type_widened")
    assert "ResponseCustomToolCallOutput.output" in widened
    assert "ResponseInputItem.FunctionCallOutput.output" in widened


def test_a_field_of_many_events_is_one_group(release: Release) -> None:
    report = _report(release, "7.55.0", "7.57.0")
    sizes = {
        g.first.member: len(g.changes)
        for g in report.groups
        if g.first.kind == "field_added_optional"
    }
    assert sizes["obfuscation"] > 25


@pytest.mark.parametrize("version", ["4.52.0", "7.57.0"])
def test_a_release_does_not_differ_from_itself(release: Release, version: str) -> None:
    package = _model(release, version)
    assert not compare(package, package, docs=True).groups


@pytest.mark.slow
@pytest.mark.parametrize("version", by_default(["4.52.0", "4.104.0", "5.23.2", "7.57.0"], "4.52.0"))
def test_sources_and_shipped_declarations_do_not_differ(
    version: str, tarball: Callable[[str], dict[str, bytes]]
) -> None:
    files = tarball(f"openai@{version}")
    declared = {
        path: data
        for path, data in files.items()
        if path.endswith(".d.ts") and PurePosixPath(path).parts[0] != "src"
    }
    sources = {
        path.removeprefix("src/"): data
        for path, data in files.items()
        if path.startswith("src/") and path.endswith(".ts")
    }
    assert len(declared) > 50
    identity = Source("openai", version, has_bodies=True)
    old = resolve(SourceTree(sources, identity))[0]
    new = resolve(SourceTree(declared, dataclasses.replace(identity, has_bodies=False)))[0]
    assert old.operations
    assert not compare(old, new).groups
    assert not compare(new, old).groups


@pytest.fixture
def tarball(release: Release) -> Callable[[str], dict[str, bytes]]:
    """Every file of a release, read from the download cache in memory."""

    def read(spec: str) -> dict[str, bytes]:
        release(spec)
        name, version = spec.split("@")
        cached = Cache().tarball(name, version)
        if cached is None:
            pytest.skip(f"{spec} is not in the download cache")
        with tarfile.open(fileobj=io.BytesIO(cached[1]), mode="r:gz") as archive:
            members = [m for m in archive.getmembers() if m.isfile() and m.name.endswith(".ts")]
            opened = ((m.name.partition("/")[2], archive.extractfile(m)) for m in members)
            return {name: file.read() for name, file in opened if file is not None}

    return read


@pytest.mark.parametrize(
    ("old", "new"), [("4.52.0", "4.104.0"), ("4.104.0", "5.0.0"), ("5.23.2", "6.0.0")]
)
def test_every_break_on_the_wire_has_a_witness(release: Release, old: str, new: str) -> None:
    """A value that one release takes (or gives) and the other does not, found from the models."""
    report = _report(release, old, new)
    pair = Pair(_model(release, old), _model(release, new))
    found = [
        witness(pair, change, side)
        for change in report.changes
        for side in ("params", "responses")
        if change.row.group not in {"endpoints", "methods"}
        if getattr(change, side) is Severity.BREAKING
    ]
    assert found
    assert [(w.side, w.change.kind, w.change.label) for w in found if not w.found] == []


@pytest.mark.parametrize(("old", "new"), [("4.52.0", "4.104.0"), ("4.104.0", "5.0.0")])
def test_every_break_of_an_import_or_a_call_has_a_witness(
    release: Release, old: str, new: str
) -> None:
    """What the older generated package has under a name, the newer one has not."""
    before, after = (_names(_model(release, version)) for version in (old, new))
    seen = 0
    for change in _report(release, old, new).changes:
        if change.source is Severity.BREAKING and change.kind.startswith(("type_", "method_")):
            name = change.old.python.removeprefix("client.").removesuffix("()")
            assert name in before, change
            assert name not in after, change
            seen += 1
    assert seen > 5


def _names(package: Package) -> set[str]:
    """Import paths of types and paths of methods in the generated package."""
    places = plan_types(package).places
    paths = {".".join([*place.module, place.name]) for place in places.values()}
    paths |= {".".join([*place.module[:-1], place.name]) for place in places.values()}
    return paths | {python_accessor(operation.accessor) for operation in package.operations}
