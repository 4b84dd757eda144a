"""The report as one self-contained page: filter, search, both spellings side by side."""

from __future__ import annotations

from tsbind.diff.changes.change import Report
from tsbind.diff.changes.kinds import all_kinds
from tsbind.diff.formats.layout import headline, remarks, sections, sides_text, title_of
from tsbind.diff.formats.templates import environment
from tsbind.model.printable import printable

_MARKS = {"breaking": "✖", "warning": "▲", "info": "●"}


def html(report: Report) -> str:
    """The whole page.

    All text from upstream is escaped by the template engine; scripts and styles are fixed, and a
    content security policy lets nothing be loaded.
    """
    template = environment(escape=True).get_template("report.html.jinja")
    return template.render(folder="", **report_values(report))


def report_values(report: Report) -> dict[str, object]:
    """What the templates of a report ask for, apart from the ``folder`` they stand in."""
    used = {group.first.kind for group in report.groups}
    return {
        "title": title_of(report),
        "headline": headline(report),
        "counts": {severity.value: count for severity, count in report.counts().items()},
        "sections": sections(report),
        "kinds": [kind for kind in all_kinds().values() if kind.name in used],
        "ignored": len(report.ignored),
        "notes": remarks(report),
        "marks": _MARKS,
        "sides": sides_text,
        "shown": printable,
    }
