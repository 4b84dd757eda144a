"""What each release of a range changed; since when a declaration or field is there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from tsbind.diff.changes.change import Report
from tsbind.diff.changes.member import way
from tsbind.diff.changes.severity import Severity
from tsbind.diff.engine import Prepared, compare_prepared
from tsbind.model.declarations import Package
from tsbind.model.index import ModelIndex
from tsbind.problems import UsageError
from tsbind.sources import is_stable, version_key

Key = TypeVar("Key")


@dataclass(frozen=True, slots=True)
class Since:
    """The release a place came with, and those that changed it, oldest first."""

    added: str
    changed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class History:
    """A range of releases: one report for each step, and since when each place is there."""

    first: str
    """The oldest release looked at: what it has may be older still."""
    reports: tuple[Report, ...] = ()
    declarations: dict[str, Since] = field(default_factory=dict[str, Since])
    """By public path."""
    fields: dict[tuple[str, str], Since] = field(default_factory=dict[tuple[str, str], Since])
    """By public path and field name."""
    methods: dict[str, Since] = field(default_factory=dict[str, Since])
    """By accessor."""


def steps(packages: Iterable[Package]) -> Iterator[tuple[Package, Package, Report]]:
    """Each release with the one before it, and what changed between them."""
    previous: Prepared | None = None
    for package in packages:
        release = Prepared(package)
        if previous is not None:
            yield previous.package, package, compare_prepared(previous, release)
        previous = release


def history(packages: Sequence[Package]) -> History:
    """Reports and dates over ``packages``, which are in ascending order of version."""
    if not packages:
        return History("")
    first = packages[0].source.version
    made = History(first, tuple(report for _, _, report in steps(packages)))
    for package in packages:
        _note_new(made, package)
    for report in made.reports:
        _note_changed(made, report)
    return made


def _note_new(made: History, package: Package) -> None:
    version = package.source.version
    index = ModelIndex(package)
    for declaration in index.declarations.values():
        if declaration.is_resource:
            continue
        path = index.public(declaration.id)
        made.declarations.setdefault(path, Since(version))
        for property_ in index.declared_fields(declaration)[0]:
            made.fields.setdefault((path, property_.name), Since(version))
    for operation in package.operations:
        made.methods.setdefault(operation.accessor, Since(version))


def _note_changed(made: History, report: Report) -> None:
    version = report.new.version
    for change in report.changes:
        if change.severity is Severity.NONE:
            continue
        field_name = next(iter(way(change.member).names), "")
        _touch(made.declarations, change.place, version)
        _touch(made.methods, change.place, version)
        _touch(made.fields, (change.place, field_name), version)


def _touch(places: dict[Key, Since], key: Key, version: str) -> None:
    known = places.get(key)
    if known is None or known.added == version or version in known.changed:
        return
    places[key] = Since(known.added, (*known.changed, version))


def versions_between(known: Sequence[str], first: str, last: str) -> list[str]:
    """The versions of a range, both ends included; prereleases only where an end is one.

    Raises `UsageError` for an end that is not known, or a range that runs backwards.
    """
    for end in (first, last):
        if end not in known:
            raise UsageError(
                f"there is no version {end}", "List them with `npm view NAME versions`"
            )
    if version_key(first) > version_key(last):
        raise UsageError(f"{first} is newer than {last}", "Write the older version first")
    low, high = version_key(first), version_key(last)
    inside = [v for v in sorted(known, key=version_key) if low <= version_key(v) <= high]
    return [v for v in inside if is_stable(v) or v in {first, last}]
