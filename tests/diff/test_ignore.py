"""Accepted changes: fingerprints with a reason and perhaps an expiry."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tsbind.diff.judging.ignore import Ignored, apply_ignored, read_ignore_file
from tsbind.problems import TsbindError, UsageError

from .builders import diff

TODAY = date(2026, 6, 1)
REPORT = diff("export interface A { a: string; b: string }", "export interface A { a: number }")
FIRST, SECOND = (change.fingerprint for change in REPORT.changes)


def write(folder: Path, text: str) -> Path:
    file = folder / "ignore.toml"
    file.write_text(text, encoding="utf-8")
    return file


def test_ignored_changes_are_counted_and_not_reported(tmp_path: Path) -> None:
    file = write(tmp_path, f'[[ignore]]\nfingerprint = "{FIRST}"\nreason = "not used"\n')
    report = apply_ignored(REPORT, read_ignore_file(file), TODAY)
    assert [c.fingerprint for c in report.changes] == [SECOND]
    assert [c.fingerprint for c in report.ignored] == [FIRST]
    assert report.notes == REPORT.notes


def test_an_entry_ends_after_its_day() -> None:
    entry = Ignored(FIRST, "for now", TODAY)
    assert len(apply_ignored(REPORT, [entry], TODAY).changes) == 1
    late = apply_ignored(REPORT, [entry], date(2026, 6, 2))
    assert len(late.changes) == 2
    assert late.notes == (*REPORT.notes, f"ignored {FIRST} (for now) expired 2026-06-01")


def test_an_entry_that_matches_nothing_is_noted() -> None:
    report = apply_ignored(REPORT, [Ignored("0" * 12, "old", None)], TODAY)
    assert report.notes == (*REPORT.notes, "ignored 000000000000 (old) matches no change")


WRONG = [
    ("[[ignore]]\nfingerprint = 'x'\nreason = 'r'", "no fingerprint of twelve hex digits"),
    (f"[[ignore]]\nfingerprint = '{FIRST}'", "has no reason"),
    (f"[[ignore]]\nfingerprint = '{FIRST}'\nreason = ' '", "has no reason"),
    (
        f"[[ignore]]\nfingerprint = '{FIRST}'\nreason = 'r'\nexpires = 'soon'",
        "expires is not a date",
    ),
    (f"[[ignore]]\nfingerprint = '{FIRST}'\nreason = 'r'\nuntil = 1", "unknown keys"),
    ("[other]\na = 1", "holds more than"),
    ("nonsense", "is not TOML"),
]


@pytest.mark.parametrize(("text", "message"), WRONG)
def test_wrong_files_are_refused(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        read_ignore_file(write(tmp_path, text))


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(TsbindError, match=r"nowhere\.toml: cannot be read"):
        read_ignore_file(tmp_path / "nowhere.toml")
