"""Formats of a report: each takes a `Report` and gives text.

They share `layout.py`, which decides what is said and in which order; text, Markdown and HTML
only lay it out. Nothing here looks at a model.
"""

from __future__ import annotations

from collections.abc import Callable

from tsbind.diff.changes.change import Report
from tsbind.diff.formats.document import json_text
from tsbind.diff.formats.github import github
from tsbind.diff.formats.html import html
from tsbind.diff.formats.junit import junit
from tsbind.diff.formats.markdown import markdown
from tsbind.diff.formats.sarif import sarif
from tsbind.diff.formats.text import WIDTH, text
from tsbind.model.printable import loggable

FORMATS: dict[str, Callable[[Report], str]] = {
    "text": text,
    "markdown": markdown,
    "json": json_text,
    "html": html,
    "github": github,
    "junit": junit,
    "sarif": sarif,
}
_NEVER_LOGGED = ("github", "html")
"""Commands by intent, escaped one by one; and a page, whose styles look like commands."""


def render(report: Report, format_: str, width: int = WIDTH) -> str:
    """``report`` in the format of this name, one of `FORMATS`, for printing on so many columns.

    No text of upstream's is a command to the CI system that reads what is printed.
    """
    made = text(report, width) if format_ == "text" else FORMATS[format_](report)
    return made if format_ in _NEVER_LOGGED else loggable(made)


__all__ = ["FORMATS", "render"]
