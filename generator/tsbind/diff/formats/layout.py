"""What a report says to a person, and in which order: sections by endpoint, worst first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tsbind.diff.changes.change import Change, Group, Report, Spelling
from tsbind.diff.changes.grouping import LISTED
from tsbind.diff.changes.severity import Severity
from tsbind.diff.formats.notes import notes
from tsbind.model.declarations import Source
from tsbind.python.methods.naming import python_accessor

_FEW = 3
_LEFT = 20
"""How much of what both sides share is shown before the first difference."""
_ARTICLES = {
    "params": "for what you send",
    "responses": "for what you read",
    "source": "for your code",
}
UNREACHED = "Types no client method reaches"
CLIENT = "The client itself"
_CLIENT_PLACE = "client"
_Names = Mapping[str, str]
Both = tuple[str, str]
"""TypeScript, and Python where that says something else."""


@dataclass(frozen=True, slots=True)
class Item:
    """One line of a report with all that belongs to it; every text is plain and unescaped."""

    severity: str
    kind: str
    title: str
    label: str
    contents: tuple[str, ...]
    """Values or names the change is about."""
    verdicts: tuple[tuple[str, str], ...]
    """``params``, ``responses`` and ``source`` with their severities, those that say something."""
    old: Both
    new: Both
    old_position: str
    new_position: str
    places: tuple[str, ...]
    """Other places with the same edit."""
    methods: tuple[str, ...]
    hint: str
    notes: tuple[str, ...]
    remedy: str
    fingerprints: tuple[str, ...]
    link: str = ""
    """Where the reference of the newer release has it."""

    stays: bool = False
    """Whether it is a name upstream dropped and the generated package goes on having."""

    @property
    def explained(self) -> bool:
        """Whether a reader must know more than what changed: whom it concerns, and what to do."""
        return self.severity != "info" or self.stays

    @property
    def listed(self) -> bool:
        """Whether the contents say it all: values or members that came or went."""
        return bool(self.contents) and self.kind in LISTED


@dataclass(frozen=True, slots=True)
class Section:
    """The changes that touch one method, or the same few."""

    heading: str
    endpoint: str
    severity: str
    items: tuple[Item, ...]


def title_of(report: Report) -> str:
    """``sdk 4.52.0 -> 4.53.0``."""
    old, new = _release(report.old), _release(report.new)
    if report.old.name == report.new.name and report.new.version:
        new = report.new.version
    return f"{old} -> {new}"


def _release(source: Source) -> str:
    return f"{source.name} {source.version}".strip() or "(no name)"


def headline(report: Report) -> str:
    """``2 breaking, 1 warning, 12 info``, or that nothing changed."""
    unread = len(report.unread)
    if not report.groups:
        if unread:
            return f"No API change in what could be read; {unread} could not be read"
        return "No API change."
    counts = [
        f"{count} {severity.value}{_plural(severity, count)}"
        for severity, count in report.counts().items()
        if count
    ]
    return ", ".join([*counts, *([f"{unread} could not be read"] if unread else [])])


def remarks(report: Report) -> tuple[str, ...]:
    """What is to be known of the report as a whole: first what could not be read."""
    return (*(f"could not be read: {text}" for text in report.unread), *report.notes)


def _plural(severity: Severity, count: int) -> str:
    return "s" if severity is Severity.WARNING and count != 1 else ""


def sections(report: Report) -> tuple[Section, ...]:
    """The report by endpoint; sections with breaking changes first."""
    found: dict[str, list[Group]] = {}
    for group in report.groups:
        found.setdefault(heading_of(group, report), []).append(group)
    names = _names(report)
    made = [_section(report, heading, groups, names) for heading, groups in found.items()]
    return tuple(sorted(made, key=lambda s: (-Severity(s.severity).rank, s.heading == UNREACHED)))


def _names(report: Report) -> _Names:
    """Methods as Python calls them; declarations without their folder where one has the name."""
    found: dict[str, set[str]] = {}
    for change in report.changes:
        found.setdefault(change.place.rpartition("/")[2], set()).add(change.place)
    alone = {places.pop(): name for name, places in found.items() if len(places) == 1}
    return alone | {m: f"client.{python_accessor(m)}" for m in report.endpoints}


def _section(report: Report, heading: str, groups: list[Group], names: _Names) -> Section:
    methods = groups[0].methods
    endpoint = report.endpoints.get(methods[0], "") if len(methods) == 1 else ""
    worst = max(groups, key=lambda group: group.severity.rank).severity
    items = tuple(_item(group, report, names) for group in groups)
    return Section(names.get(heading, heading), endpoint, worst.value, items)


def heading_of(group: Group, report: Report) -> str:
    """The methods a group touches, a few by name, more as a number of a resource.

    Of a source without methods, the declaration.
    """
    methods = group.methods
    if group.first.place == _CLIENT_PLACE and report.endpoints:
        return CLIENT
    if not methods:
        return UNREACHED if report.endpoints else group.first.place.split(".")[0]
    spelled = [f"client.{python_accessor(method)}" for method in methods]
    if len(methods) <= _FEW:
        return ", ".join(spelled)
    return f"{len(methods)} methods of {_common(spelled)}"


def _common(names: list[str]) -> str:
    parts = [name.split(".")[:-1] for name in names]
    common: list[str] = []
    for level in zip(*parts, strict=False):
        if len(set(level)) > 1:
            break
        common.append(level[0])
    if len(common) > 1:
        return ".".join(common)
    tops = sorted({".".join(p[:2]) for p in parts})
    return ", ".join(tops) if len(tops) <= _FEW else f"{', '.join(tops[:_FEW])} and more"


def _item(group: Group, report: Report, names: _Names) -> Item:
    change = group.first
    hints = {c.hint for c in group.changes}
    alone = len(hints) == 1 or change.kind != "type_removed"
    places = tuple(dict.fromkeys(_named(c, names, alone) for c in group.changes))
    return Item(
        severity=group.severity.value,
        kind=change.kind,
        title=change.row.title,
        label=_shown(change, names),
        contents=tuple(dict.fromkeys(c.content for c in group.changes if _says(c))),
        verdicts=tuple((side, v) for side in _ARTICLES if (v := _worst(group, side)) != "none"),
        old=_both(change.old),
        new=_both(change.new),
        old_position=str(change.old.position or ""),
        new_position=str(change.new.position or ""),
        places=places[1:],
        methods=tuple(f"client.{python_accessor(m)}" for m in group.methods),
        hint=change.hint,
        notes=tuple(notes(change, unreached=heading_of(group, report) == UNREACHED)),
        remedy=change.remedy,
        fingerprints=tuple(c.fingerprint for c in group.changes),
        link=report.links.get(change.place, ""),
        stays=change.variant == "stays",
    )


def _shown(change: Change, names: _Names) -> str:
    return change.label_at(names.get(change.place, change.place))


def _named(change: Change, names: _Names, alone: bool) -> str:
    """Where it is; of several types that went, each with what there is instead of it."""
    return _shown(change, names) if alone or not change.hint else change.hint


def _both(spelling: Spelling) -> Both:
    python = spelling.python if spelling.python != spelling.typescript else ""
    return spelling.typescript, python


def _says(change: Change) -> bool:
    return bool(change.content) and change.kind not in {
        "type_renamed",
        "type_moved",
        "method_moved",
    }


def _worst(group: Group, side: str) -> str:
    severities: list[Severity] = [getattr(change, side) for change in group.changes]
    return max(severities, key=lambda severity: severity.rank).value


def sides_text(item: Item) -> str:
    """``breaking for what you send; info for what you read``."""
    return "; ".join(f"{severity} {_ARTICLES[side]}" for side, severity in item.verdicts)


def from_difference(old: Both, new: Both, width: int) -> tuple[Both, Both]:
    """Both spellings without the beginning they share, where the end would be cut off."""
    pairs = [_shortened(one_line(a), one_line(b), width) for a, b in zip(old, new, strict=True)]
    return (pairs[0][0], pairs[1][0]), (pairs[0][1], pairs[1][1])


def _shortened(old: str, new: str, width: int) -> tuple[str, str]:
    unequal = (n for n, (a, b) in enumerate(zip(old, new, strict=False)) if a != b)
    shared = next(unequal, min(len(old), len(new)))
    if max(len(old), len(new)) <= width - _LEFT or shared < width // 2 or not (old and new):
        return old, new
    start = shared - _LEFT
    return f"…{old[start:]}", f"…{new[start:]}"


def one_line(text: str) -> str:
    """The text with single blanks between its words."""
    return " ".join(text.split())
