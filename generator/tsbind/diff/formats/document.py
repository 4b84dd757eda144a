"""The report as plain data and as JSON; `tsbind.diff.schema` describes it."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from tsbind.diff.changes.change import Change, Group, Report, Spelling
from tsbind.diff.changes.kinds import SIDES
from tsbind.model.declarations import Source

VERSION = 1


def json_text(report: Report) -> str:
    """The report as indented JSON in ASCII."""
    return json.dumps(document(report), indent=2, ensure_ascii=True) + "\n"


def document(report: Report) -> dict[str, Any]:
    """The whole report; every list is sorted, so that equal reports give equal documents."""
    return {
        "schema_version": VERSION,
        "old": _source(report.old),
        "new": _source(report.new),
        "changed": bool(report.groups),
        "severity": report.severity.value,
        "counts": {severity.value: count for severity, count in report.counts().items()},
        "groups": [_group(group) for group in report.groups],
        "ignored": [change.fingerprint for change in report.ignored],
        "unread": list(report.unread),
        "notes": list(report.notes),
    }


def _source(source: Source) -> dict[str, str]:
    return {name: getattr(source, name) for name in ("name", "version", "integrity")}


def _group(group: Group) -> dict[str, Any]:
    return {
        "kind": group.first.kind,
        "title": group.first.row.title,
        "severity": group.severity.value,
        "remedy": group.first.remedy,
        "methods": list(group.methods),
        "changes": [_change(change) for change in group.changes],
    }


def _change(change: Change) -> dict[str, Any]:
    verdicts = {side: getattr(change, side).value for side in ("wire", *SIDES)}
    plain = {name: value for name, value in asdict(change).items() if name not in SIDES}
    spelled = {"old": _spelling(change.old), "new": _spelling(change.new)}
    return {**plain, "verdicts": verdicts, **spelled}


def _spelling(spelling: Spelling) -> dict[str, Any] | None:
    if not (spelling.typescript or spelling.python or spelling.position):
        return None
    place = {name: getattr(spelling.position, name, None) for name in ("file", "line", "column")}
    return {"typescript": spelling.typescript, "python": spelling.python, **place}
