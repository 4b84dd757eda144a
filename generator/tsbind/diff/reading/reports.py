"""Reports kept in the cache folder: what two published releases have changed stays the same."""

from __future__ import annotations

import json
from pathlib import Path

from tsbind.diff.changes.change import Report
from tsbind.diff.reading.store import keep, kept_file, recall
from tsbind.model.codec import decode, encode

_ROOMS = ("diff", "model", "operations", "packs", "python", "resolve", "sources", "syntax")
_DAMAGED = (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError)


def recall_report(old: str, new: str) -> Report | None:
    """The kept report of two tarballs by their integrity; None where there is none."""
    try:
        return decode(Report, json.loads(recall(_kept(old, new))))
    except _DAMAGED:
        return None


def keep_report(report: Report) -> None:
    """Keep a report of two releases that were read without errors."""
    if report.old.integrity and report.new.integrity:
        keep(_kept(report.old.integrity, report.new.integrity), json.dumps(encode(report)))


def _kept(old: str, new: str) -> Path:
    return kept_file("reports", f"{old} {new}", _ROOMS)
