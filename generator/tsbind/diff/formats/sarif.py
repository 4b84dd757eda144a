"""The report as SARIF 2.1.0, for code scanning."""

from __future__ import annotations

import json
from importlib import metadata
from typing import Any
from urllib.parse import quote

from tsbind.diff.changes.change import Change, Report
from tsbind.diff.changes.kinds import Kind, all_kinds
from tsbind.diff.changes.severity import Severity, worst
from tsbind.diff.formats.layout import title_of

_LEVELS = {
    Severity.BREAKING: "error",
    Severity.WARNING: "warning",
    Severity.INFO: "note",
    Severity.NONE: "none",
}
_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def sarif(report: Report) -> str:
    """One result for each change, at its place in the newer release (else the older one)."""
    rows = list(all_kinds().values())
    rules = {kind.name: number for number, kind in enumerate(rows)}
    driver = {
        "name": "tsbind diff",
        "version": metadata.version("tsbind"),
        "rules": [_rule(kind) for kind in rows],
    }
    run: dict[str, Any] = {
        "tool": {"driver": driver},
        "automationDetails": {"id": f"tsbind-diff/{title_of(report)}"},
        "results": [_result(change, rules) for change in report.changes],
    }
    if report.unread:
        told = [{"level": "error", "message": {"text": text}} for text in report.unread]
        run["invocations"] = [{"executionSuccessful": False, "toolExecutionNotifications": told}]
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2) + "\n"


def _rule(kind: Kind) -> dict[str, Any]:
    verdicts = kind.verdicts
    level = _LEVELS[worst((verdicts.params, verdicts.responses, verdicts.source))]
    return {
        "id": kind.name,
        "shortDescription": {"text": kind.title},
        "fullDescription": {"text": kind.explanation},
        "help": {"text": kind.remedy},
        "defaultConfiguration": {"level": level},
    }


def _result(change: Change, rules: dict[str, int]) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": change.kind,
        "ruleIndex": rules[change.kind],
        "level": _LEVELS[change.severity],
        "message": {"text": f"{change.row.title}: {change.subject}. {change.remedy}"},
        "partialFingerprints": {"tsbindChange/v1": change.fingerprint},
    }
    position = change.new.position or change.old.position
    if position is not None:
        region = {"startLine": position.line, "startColumn": position.column}
        artifact = {"uri": quote(position.file)}
        result["locations"] = [
            {"physicalLocation": {"artifactLocation": artifact, "region": region}}
        ]
    return result
