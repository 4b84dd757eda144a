"""The report for the body of a pull request."""

from __future__ import annotations

import re
import textwrap

from tsbind.diff.changes.change import Report
from tsbind.diff.formats.layout import (
    Both,
    Item,
    from_difference,
    headline,
    remarks,
    sections,
    sides_text,
    title_of,
)
from tsbind.diff.formats.templates import environment
from tsbind.model.printable import loggable, printable

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>()#+!|~@&:-])")
_TICKS = re.compile(r"`+")
_LONGEST = 60_000
"""GitHub refuses a pull request body of more than 65,536 characters."""
_WIDTH = 300


def plain(text: str) -> str:
    """Text that Markdown shows as it is: no markup, links, mentions or HTML of upstream's."""
    return _SPECIAL.sub(r"\\\1", printable(" ".join(text.split())))


def code(text: str) -> str:
    """A code span, fenced by more backticks than the text holds."""
    flat = textwrap.shorten(printable(" ".join(text.split())), _WIDTH, placeholder=" …")
    longest = max((len(run) for run in _TICKS.findall(flat)), default=0)
    fence = "`" * (longest + 1)
    pad = " " if longest else ""
    return f"{fence}{pad}{flat}{pad}{fence}"


def markdown(report: Report) -> str:
    """The whole report; of one too long for a pull request, the worst part with a count."""
    made = sections(report)
    text = _render(report, made, 0)
    kept = len(made)
    while len(text) > _LONGEST and kept > 1:
        kept = kept * 3 // 4
        text = _render(report, made[:kept], len(made) - kept)
    return loggable(text)


def _both(item: Item) -> tuple[Both, Both]:
    return from_difference(item.old, item.new, _WIDTH)


def _render(report: Report, shown: object, hidden: int) -> str:
    template = environment(escape=False).get_template("report.md.jinja")
    return template.render(
        title=plain(title_of(report)),
        headline=headline(report),
        sections=shown,
        hidden=hidden,
        ignored=len(report.ignored),
        notes=remarks(report),
        plain=plain,
        code=code,
        sides=sides_text,
        both=_both,
    )
