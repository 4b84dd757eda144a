"""An impact as text, and as plain data for JSON."""

from __future__ import annotations

import re
from dataclasses import asdict
from typing import Any

from tsbind.diff.changes.change import Change
from tsbind.diff.formats.layout import title_of
from tsbind.diff.impact.assessment import Impact
from tsbind.diff.impact.hits import Hit
from tsbind.diff.impact.looked import Looked
from tsbind.model.printable import printable

_LONG = re.compile(r'"([^"]{80,})"')
_SHOWN = 400
_FIRST_NOUN = re.compile(r"(?= of | on |$)")


def impact_text(impact: Impact) -> str:
    """Every new error at the user's own file and line, with the change that explains it."""
    lines = [title_of(impact.report), headline(impact), _looked(impact.looked)]
    lines += [f"could not be read: {text}" for text in impact.report.unread]
    lines += [f"note: {text}" for text in impact.report.notes]
    lines += [f"not looked at: {text}" for text in _not_looked_at(impact.looked)]
    for row in impact.not_checked:
        lines.append(f"not checked: {row.file}: {_short(row.reason)}")
    for hit in impact.errors:
        lines += ["", *_error(hit)]
    for title, hits in (
        ("Uses of what became deprecated:", impact.deprecated),
        ("Type unknown: whether these use what went cannot be told:", impact.unknown),
    ):
        if hits:
            lines += ["", title]
        for hit in hits:
            lines += [f"{hit.file}:{hit.line}:{hit.column + 1}: {hit.source}"]
            lines += [f"  {_about(change)}" for change in (hit.change, *hit.candidates) if change]
            if hit.change and hit.change.content:
                lines.append(f"  {hit.change.content}")
    return "\n".join(printable(line) for line in lines) + "\n"


def _not_looked_at(looked: Looked) -> list[str]:
    """What no type checker can say anything about, place by place."""
    return [
        *(f"{f}:{n}: {_short(text)}; neither release has it" for f, n, text in looked.absent),
        *(f"{f}:{n}: imports the package by its name" for f, n in looked.by_name),
        *(f"{file}: a notebook" for file in looked.notebooks),
    ]


def headline(impact: Impact) -> str:
    """What the upgrade means, in one line."""
    parts = [
        _count(len(hits), word)
        for hits, word in (
            (impact.errors, "new error"),
            (impact.deprecated, "use of what became deprecated"),
            (impact.unknown, "use of a value of unknown type"),
        )
        if hits
    ]
    if impact.not_checked:
        parts.append(f"{_count(len(impact.not_checked), 'file')} could not be checked")
    elif not impact.looked.importing:
        parts.append("no file imports the package; nothing was compared")
    if impact.looked.absent:
        parts.append(f"{_count(len(impact.looked.absent), 'import')} in neither release")
    if impact.report.unread:
        parts.append(f"{len(impact.report.unread)} could not be read of the releases")
    return ", ".join(parts) or "This code is not touched."


def _count(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {_FIRST_NOUN.sub('s', word, count=1)}"


def _looked(looked: Looked) -> str:
    parts = [
        f"Looked at {_count(looked.files, 'file')} ({looked.importing} import the package) "
        f"and {_count(looked.calls, 'call')} of it."
    ]
    if looked.imports_not_found:
        missing = _count(looked.imports_not_found, "import")
        parts.append(f"{missing} of other packages not found: their values have no type.")
    if looked.unreachable:
        lines = {(f, n) for f, first, last in looked.unreachable for n in range(first, last + 1)}
        first = min(lines)
        parts.append(f"Not reached: {_count(len(lines), 'line')}, first {first[0]}:{first[1]}.")
    if looked.untyped:
        parts.append(f"{_count(looked.untyped, 'attribute')} of values without a known type.")
    return " ".join(parts)


def _error(hit: Hit) -> list[str]:
    lines = [f"{hit.file}:{hit.line}:{hit.column + 1}: {_short(hit.message)} [{hit.code}]"]
    if hit.source:
        lines.append(f"    {hit.source}")
    if hit.more:
        lines.append(f"  ({_count(hit.more, 'further message')} on this line)")
    change = hit.change
    if change is None:
        lines.append("  No change explains this for certain.")
        return [*lines, *(f"  It may be {_about(c)}" for c in hit.candidates[:3])]
    lines.append(f"  {change.severity.value}: {_about(change)}")
    if change.hint:
        lines.append(f"  {change.hint}")
    return [*lines, f"  > {change.remedy}"]


def _about(change: Change) -> str:
    content = f" {change.content}" if change.content and not change.hint else ""
    if change.row.group in {"deprecation", "docs"}:
        content = ""
    return f"{change.row.title}: {change.label}{content} ({change.fingerprint})"


def _short(message: str) -> str:
    """A message without the middle of its long types."""
    text = _LONG.sub(lambda found: f'"{found[1][:50]} ... {found[1][-20:]}"', message)
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]} ..."


_ROWS = {
    "unreachable": ("file", "line", "end_line"),
    "by_name": ("file", "line"),
    "absent": ("file", "line", "message"),
}
_OF_CHANGE = ("kind", "fingerprint", "place", "member", "content", "hint")


def impact_document(impact: Impact) -> dict[str, Any]:
    """The impact as plain JSON values."""
    looked = asdict(impact.looked)
    for name, keys in _ROWS.items():
        looked[name] = [dict(zip(keys, row, strict=True)) for row in looked[name]]
    return {
        "old": impact.report.old.version,
        "new": impact.report.new.version,
        "looked": looked,
        "not_checked": [asdict(row) for row in impact.not_checked],
        "errors": [_as_json(hit) for hit in impact.errors],
        "deprecated": [_as_json(hit) for hit in impact.deprecated],
        "unknown": [_as_json(hit) for hit in impact.unknown],
        "unread": list(impact.report.unread),
        "notes": list(impact.report.notes),
    }


def _as_json(hit: Hit) -> dict[str, Any]:
    return {
        "file": hit.file,
        "line": hit.line,
        "column": hit.column + 1,
        "code": hit.code,
        "message": _short(hit.message),
        "more": hit.more,
        "change": hit.change and {**_change(hit.change), "remedy": hit.change.remedy},
        "candidates": [_change(change) for change in hit.candidates],
    }


def _change(change: Change) -> dict[str, Any]:
    return {name: getattr(change, name) for name in _OF_CHANGE}
