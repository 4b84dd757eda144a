"""The report for a terminal."""

from __future__ import annotations

from tsbind.diff.changes.change import Report
from tsbind.diff.formats.layout import Item, headline, remarks, sections, sides_text, title_of
from tsbind.model.printable import printable

_WIDTH = 96
_LEFT = 20
"""How much of what both sides share is shown before the first difference."""
_MOST_PLACES = 6
_Both = tuple[str, str]
_MARKS = {"breaking": "BREAKING", "warning": "warning ", "info": "info    "}


def text(report: Report) -> str:
    """The whole report as text; ends with a newline."""
    lines = [title_of(report), headline(report)]
    for section in sections(report):
        endpoint = f"  {section.endpoint}" if section.endpoint else ""
        lines += ["", f"{section.heading}{endpoint}"]
        for item in section.items:
            lines += _item(item)
    lines += [f"note: {note}" for note in remarks(report)]
    if report.ignored:
        lines += ["", f"{len(report.ignored)} ignored"]
    return "\n".join(printable(line) for line in lines) + "\n"


def _item(item: Item) -> list[str]:
    contents = f" {', '.join(item.contents)}" if item.contents else ""
    lines = [_cut(f"  {_MARKS[item.severity]} {item.title}: {item.label}{contents}", _WIDTH * 2)]
    lines += [f"      {text}" for text in _details(item)]
    if item.explained:
        lines.append(f"      > {item.remedy}")
    return lines


def _details(item: Item) -> list[str]:
    details: list[str] = []
    if item.hint:
        details.append(item.hint)
    elif not item.contents or (item.explained and not item.listed):
        old, new = _from_difference(item.old, item.new)
        details += _spelled("-", old) + _spelled("+", new)
    if item.explained:
        details.append(f"[{sides_text(item)}]" if item.verdicts else "")
        details += [_cut(note, _WIDTH * 2) for note in item.notes]
        details.append(_where(item))
    details += _places(item)
    return [_one_line(line) for line in details if line]


def _from_difference(old: _Both, new: _Both) -> tuple[_Both, _Both]:
    """Both spellings without the beginning they share, where the end would be cut off."""
    pairs = [_shortened(_one_line(a), _one_line(b)) for a, b in zip(old, new, strict=True)]
    return (pairs[0][0], pairs[1][0]), (pairs[0][1], pairs[1][1])


def _shortened(old: str, new: str) -> tuple[str, str]:
    shared = next((n for n, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), 0)
    if max(len(old), len(new)) <= _WIDTH - _LEFT or shared < _WIDTH // 2 or not (old and new):
        return old, new
    start = shared - _LEFT
    return f"…{old[start:]}", f"…{new[start:]}"


def _spelled(mark: str, spelling: tuple[str, str]) -> list[str]:
    """TypeScript, and Python where it says something else."""
    typescript, python = spelling
    lines = [_cut(f"{mark} {typescript}")] if typescript else []
    return (
        [*lines, _cut(f"{mark} {python}    (Python)")] if python not in ("", typescript) else lines
    )


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


def _one_line(line: str) -> str:
    return " ".join(line.split())


def _cut(line: str, width: int = _WIDTH) -> str:
    line = _one_line(line) if not line.startswith(" ") else line.replace("\n", " ")
    return line if len(line) <= width else f"{line[: width - 1]}…"
