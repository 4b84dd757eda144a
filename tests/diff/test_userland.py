"""Programs of users with the findings expected of each line, written there as comments."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from tsbind.diff.impact import Impact, assess

from .builders import client

pytestmark = pytest.mark.slow
USERLAND = Path(__file__).with_name("userland")
PROGRAMS = sorted(USERLAND.joinpath("programs").rglob("*.py"))
METHODS = """
  create(body: ThingParams, options?: RequestOptions): APIPromise<Thing> {
    return this._client.post('/things', { body, ...options });
  }
  retrieve(thingId: string, options?: RequestOptions): APIPromise<Thing> {
    return this._client.get(`/things/${thingId}`, options);
  }
  update(thingId: string, body: ThingUpdateParams, options?: RequestOptions): APIPromise<Thing> {
    return this._client.post(`/things/${thingId}`, { body, ...options });
  }
  moved(options?: RequestOptions): APIPromise<%s> {
    return this._client.get('/moved', options);
  }
  %s archive(thingId: string, options?: RequestOptions): APIPromise<Thing> {
    return this._client.post(`/things/${thingId}/archive`, options);
  }
"""
CANCEL = """
  cancel(thingId: string, options?: RequestOptions): APIPromise<Thing> {
    return this._client.post(`/things/${thingId}/cancel`, options);
  }
"""
_EXPECTED = re.compile(r"# (expect|deprecated|unknown): (.*)$")


def _types(name: str) -> str:
    text = (USERLAND / name).read_text(encoding="utf-8")
    update = re.search(r"interface ThingParams \{(.*?)\n\}", text, re.DOTALL)
    assert update is not None
    optional = re.sub(r"^(  \w+): ", r"\1?: ", update[1], flags=re.MULTILINE)
    return f"{text}\nexport interface ThingUpdateParams {{{optional}\n}}\n"


@cache
def _impact() -> Impact:
    old = client(METHODS % ("Moved", "") + CANCEL, _types("old.ts"))
    new = client(METHODS % ("Relocated", "/** @deprecated Use stop. */"), _types("new.ts"), "2.0.0")
    return assess([USERLAND / "programs"], old, new, "demo")


def _place(text: str) -> str:
    """An update takes what creating takes."""
    return text.replace("ThingUpdateParams", "ThingParams").replace("_added_optional", "_added")


def test_every_line_has_the_finding_expected_of_it() -> None:
    impact = _impact()
    found: list[str] = []
    for word, hits in (
        ("expect", impact.errors),
        ("deprecated", impact.deprecated),
        ("unknown", impact.unknown),
    ):
        for hit in hits:
            change = hit.change or next(iter(hit.candidates), None)
            about = "?" if change is None else _place(change.label)
            sure = "" if word == "unknown" or hit.change else "perhaps "
            kind = f"{change.kind} " if word == "expect" and change else ""
            where = Path(hit.file).relative_to(USERLAND / "programs").as_posix()
            found.append(f"{where}:{hit.line}: {word}: {sure}{kind}{about}")
    expected = [
        f"{path.relative_to(USERLAND / 'programs').as_posix()}:{number}: {matched[1]}: {matched[2]}"
        for path in PROGRAMS
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if (matched := _EXPECTED.search(line))
    ]
    assert sorted(found) == sorted(expected)


def test_every_file_was_looked_at() -> None:
    impact = _impact()
    assert not impact.not_checked
    assert impact.looked.files == len(PROGRAMS)
    assert impact.looked.importing == sum("demo" in p.read_text("utf-8") for p in PROGRAMS)
    assert impact.looked.calls > 30
