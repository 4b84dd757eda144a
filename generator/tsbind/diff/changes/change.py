"""What the engine gives: changes, groups of identical ones, and the report that holds them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from tsbind.diff.changes.kinds import Kind, all_kinds
from tsbind.diff.changes.severity import Severity, worst
from tsbind.model.declarations import Source
from tsbind.position import Position


@dataclass(frozen=True, slots=True)
class Spelling:
    """One side of a change: how it is written in TypeScript and in Python, and where."""

    typescript: str = ""
    python: str = ""
    position: Position | None = None


NOTHING = Spelling()


@dataclass(frozen=True, slots=True)
class Proof:
    """What shows that a change breaks one side, or why nothing does.

    ``old`` and ``new`` are a program in the words of each release; ``how`` is ``check`` (a type
    checker takes the one and not the other), ``run`` (running them tells it) or ``model`` (the
    payload they hold is a value of one release's type and not of the other's).
    """

    side: str
    how: str
    old: str
    new: str
    shown: bool
    why: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """One difference between two releases.

    ``place`` is the declaration's public path or the method's accessor; ``member`` the dotted
    path below it (``[]`` an item, ``<x>`` a member of a union). ``content`` is what tells two
    changes of one kind at one place apart (a literal, a name). ``params`` and ``responses`` are
    `Severity.NONE` where the place is not reached that way.
    """

    kind: str
    place: str
    member: str
    content: str
    params: Severity
    responses: Severity
    source: Severity
    old: Spelling = NOTHING
    new: Spelling = NOTHING
    variant: str = ""
    directions: tuple[str, ...] = ()
    """``params`` and ``responses``, as the place is reached from client methods."""
    assumed: bool = False
    """True when no method reaches the place, so both directions (or the name) were assumed."""
    methods: tuple[str, ...] = ()
    """Accessors of the client methods it touches, sorted."""
    hint: str = ""
    note: str = ""
    undeprecated: bool = False
    """Of a removal: the older release did not mark it as deprecated."""
    fingerprint: str = ""
    witness: bool | None = None
    """Of a breaking change: whether each side it breaks is shown; None where nobody looked."""
    proofs: tuple[Proof, ...] = ()
    """One for each side it breaks, where somebody looked."""

    @property
    def wire(self) -> Severity:
        """The verdict on the wire: the worse of the two directions."""
        return worst((self.params, self.responses))

    @property
    def severity(self) -> Severity:
        """The worst of all verdicts."""
        return worst((self.params, self.responses, self.source))

    @property
    def row(self) -> Kind:
        """What this kind of change means."""
        return all_kinds()[self.kind]

    @property
    def remedy(self) -> str:
        """What to do about it."""
        return self.row.variants[self.variant].remedy if self.variant else self.row.remedy

    @property
    def label(self) -> str:
        """Place and member in one word."""
        return self.label_at(self.place)

    @property
    def subject(self) -> str:
        """The label, with the value or name the change is about."""
        return f"{self.label} {self.content}".rstrip()

    def label_at(self, name: str) -> str:
        """The label of a place that is called ``name``."""
        dot = "" if not self.member or self.member[0] in "[<( " else "."
        return f"{name}{dot}{self.member}"


@dataclass(frozen=True, slots=True)
class Group:
    """The same edit at one or more places: reported as one line."""

    changes: tuple[Change, ...]

    @property
    def first(self) -> Change:
        """The change that stands for the group."""
        return self.changes[0]

    @property
    def severity(self) -> Severity:
        """The worst verdict of the group."""
        return worst(change.severity for change in self.changes)

    @property
    def methods(self) -> tuple[str, ...]:
        """Every client method the group touches, sorted."""
        return tuple(sorted({name for change in self.changes for name in change.methods}))


@dataclass(frozen=True, slots=True)
class Report:
    """All changes between two releases, worst first."""

    old: Source
    new: Source
    groups: tuple[Group, ...] = ()
    ignored: tuple[Change, ...] = ()
    """Changes an ignore file named."""
    endpoints: Mapping[str, str] = field(default_factory=dict[str, str])
    """Accessor to ``VERB /path`` (empty for a helper), for headings."""
    notes: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()
    """What could not be read of either release, with its place: nothing is known of it."""
    links: Mapping[str, str] = field(default_factory=dict[str, str])
    """Public path or accessor to its page in the reference of the newer release, if known."""

    @property
    def changes(self) -> tuple[Change, ...]:
        """Every change, ungrouped."""
        return tuple(change for group in self.groups for change in group.changes)

    def counts(self) -> dict[Severity, int]:
        """How many groups (lines of the report) there are of each severity."""
        found = Counter(group.severity for group in self.groups)
        return {severity: found[severity] for severity in Severity if severity is not Severity.NONE}

    @property
    def severity(self) -> Severity:
        """The worst verdict of the report."""
        return worst(group.severity for group in self.groups)
