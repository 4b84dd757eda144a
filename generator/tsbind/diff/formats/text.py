"""The report for a terminal."""

from __future__ import annotations

import textwrap

from tsbind.diff.changes.change import Report
from tsbind.diff.formats.layout import (
    Both,
    Item,
    from_difference,
    headline,
    one_line,
    remarks,
    sections,
    sides_text,
    title_of,
)
from tsbind.model.printable import printable

WIDTH = 96
_MOST_PLACES = 6
_MOST = 192
"""Characters of a line that is no spelling; it is wrapped."""
_PYTHON = " (Python)"
_MARKS = {"breaking": "BREAKING", "warning": "warning ", "info": "info    "}


def text(report: Report, width: int = WIDTH) -> str:
    """The whole report as text, in lines of at most ``width``; ends with a newline."""
    lines = [title_of(report), headline(report)]
    for section in sections(report):
        endpoint = f"  {section.endpoint}" if section.endpoint else ""
        lines += ["", f"{section.heading}{endpoint}"]
        for item in section.items:
            lines += _item(item, width)
    lines += [f"note: {note}" for note in remarks(report)]
    if report.ignored:
        lines += ["", f"{len(report.ignored)} ignored"]
    return "".join(f"{row}\n" for line in lines for row in _wrapped(printable(line), width))


def _wrapped(line: str, width: int) -> list[str]:
    """The line in rows, the later ones indented; words that are too long stay whole."""
    if len(line) <= width:
        return [line]
    indent = line[: len(line) - len(line.lstrip())]
    return textwrap.wrap(
        line,
        width,
        subsequent_indent=f"{indent}  ",
        break_long_words=False,
        break_on_hyphens=False,
    )


def _item(item: Item, width: int) -> list[str]:
    contents = f" {', '.join(item.contents)}" if item.contents else ""
    head = _cut(f"{item.title}: {item.label}{contents}", _MOST)
    lines = [f"  {_MARKS[item.severity]} {head}"]
    lines += [f"      {text}" for text in _details(item, width - 6)]
    if item.explained:
        lines.append(f"      > {item.remedy}")
    return lines


def _details(item: Item, width: int) -> list[str]:
    details: list[str] = []
    if item.hint:
        details.append(item.hint)
    elif not item.contents or (item.explained and not item.listed):
        old, new = from_difference(item.old, item.new, width)
        details += _spelled("-", old, width) + _spelled("+", new, width)
    if item.explained:
        details.append(f"[{sides_text(item)}]" if item.verdicts else "")
        details += [_cut(note, _MOST) for note in item.notes]
        details.append(_where(item))
    details += _places(item)
    return [one_line(line) for line in details if line]


def _spelled(mark: str, spelling: Both, width: int) -> list[str]:
    """TypeScript, and Python where it says something else."""
    typescript, python = spelling
    lines = [_cut(f"{mark} {typescript}", width)] if typescript else []
    if python in ("", typescript):
        return lines
    return [*lines, f"{_cut(f'{mark} {python}', width - len(_PYTHON))}{_PYTHON}"]


def _where(item: Item) -> str:
    both = [p for p in (item.old_position, item.new_position) if p]
    return " -> ".join(dict.fromkeys(both))


def _places(item: Item) -> list[str]:
    if not item.places:
        return []
    shown = ", ".join(item.places[:_MOST_PLACES])
    more = len(item.places) - _MOST_PLACES
    rest = f" and {more} more" if more > 0 else ""
    return [f"also in {shown}{rest}"]


def _cut(line: str, width: int) -> str:
    line = one_line(line)
    return line if len(line) <= width else f"{line[: width - 1]}…"
