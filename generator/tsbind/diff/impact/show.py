"""An impact as text, and as plain data for JSON."""

from __future__ import annotations

from typing import Any

from tsbind.diff.formats.layout import title_of
from tsbind.diff.impact.assess import Hit, Impact
from tsbind.model.printable import printable


def impact_text(impact: Impact) -> str:
    """Every new error at the user's own file and line, with the change that explains it."""
    lines = [title_of(impact.report), _headline(impact)]
    for hits in (impact.errors, impact.deprecated):
        for hit in hits:
            lines += ["", *_hit(hit)]
    return "\n".join(printable(line) for line in lines) + "\n"


def _headline(impact: Impact) -> str:
    errors, deprecated = len(impact.errors), len(impact.deprecated)
    if not errors and not deprecated:
        return "This code is not touched."
    plural = "" if errors == 1 else "s"
    return f"{errors} new error{plural}, {deprecated} uses of what became deprecated"


def _hit(hit: Hit) -> list[str]:
    finding = hit.finding
    lines = [
        f"{finding.file}:{finding.line}:{finding.column + 1}: {finding.message} [{finding.code}]"
    ]
    if hit.source:
        lines.append(f"    {hit.source}")
    change = hit.change
    if change is None:
        return [*lines, "  no single change explains it"]
    content = f" {change.content}" if change.content and not change.hint else ""
    lines.append(
        f"  {change.severity.value}: {change.row.title}: {change.label}{content} "
        f"({change.fingerprint})"
    )
    if change.hint:
        lines.append(f"  {change.hint}")
    return [*lines, f"  > {change.remedy}"]


def impact_document(impact: Impact) -> dict[str, Any]:
    """The impact as plain JSON values."""
    return {
        "old": impact.report.old.version,
        "new": impact.report.new.version,
        "errors": [_as_json(hit) for hit in impact.errors],
        "deprecated": [_as_json(hit) for hit in impact.deprecated],
    }


def _as_json(hit: Hit) -> dict[str, Any]:
    finding, change = hit.finding, hit.change
    return {
        "file": finding.file,
        "line": finding.line,
        "column": finding.column + 1,
        "code": finding.code,
        "message": finding.message,
        "change": (
            None
            if change is None
            else {
                "kind": change.kind,
                "fingerprint": change.fingerprint,
                "place": change.place,
                "member": change.member,
                "hint": change.hint,
                "remedy": change.remedy,
            }
        ),
    }
