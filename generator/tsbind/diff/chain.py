"""What changed between each two neighbours of a range of published releases."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import pairwise

from tsbind.collector import collector_paused
from tsbind.diff.changes.change import Report
from tsbind.diff.engine import Prepared, compare_prepared
from tsbind.diff.reading.inputs import is_kept, load_model, unread_of
from tsbind.diff.reading.read_ahead import Read, read_ahead
from tsbind.diff.reading.reports import keep_report, recall_report
from tsbind.model.declarations import Package
from tsbind.problems import Problem
from tsbind.sources import Progress, no_progress
from tsbind.sources.registry import stated_integrity

OnProblems = Callable[[Sequence[Problem]], object]


@dataclass
class Release:
    """One release of the range, read when something asks for its model."""

    name: str
    version: str
    offline: bool
    on_problems: OnProblems
    ahead: Read = field(default_factory=Read)
    problems: list[Problem] = field(default_factory=list[Problem])

    @property
    def spec(self) -> str:
        """``NAME@VERSION``."""
        return f"{self.name}@{self.version}"

    @cached_property
    def integrity(self) -> str:
        """The digest of its tarball; empty where that is not in the cache."""
        return stated_integrity(self.name, self.version, offline=True)

    @cached_property
    def prepared(self) -> Prepared:
        """Its model, ready to be compared."""
        read = self.ahead.get(self.spec)
        met = list(read.result()) if read is not None else []
        package = load_model(self.spec, offline=self.offline, on_problems=self.problems.extend)
        self.problems = self.problems or met
        self.on_problems(self.problems)
        return Prepared(package)

    @property
    def package(self) -> Package:
        """Its model."""
        return self.prepared.package


@dataclass(frozen=True)
class Step:
    """Two neighbours and what changed between them."""

    old: Release
    new: Release
    report: Report


def chain(
    name: str,
    versions: Sequence[str],
    *,
    offline: bool,
    on_problems: OnProblems,
    progress: Progress = no_progress,
) -> Iterator[Step]:
    """Each step from one of ``versions`` to the next, oldest first."""
    releases = [Release(name, version, offline, on_problems) for version in versions]
    reports = {
        (old.version, new.version): recall_report(old.integrity, new.integrity)
        for old, new in pairwise(releases)
        if old.integrity and new.integrity
    }
    needed = [
        release
        for number, release in enumerate(releases)
        if any(
            reports.get((old.version, new.version)) is None
            for old, new in pairwise(releases[max(number - 1, 0) : number + 2])
        )
        and not (release.integrity and is_kept(release.integrity))
    ]
    with read_ahead([release.spec for release in needed], offline=offline) as ahead:
        for old, new in pairwise(releases):
            old.ahead = new.ahead = ahead
            with progress(f"Comparing {old.spec} with {new.version}"), collector_paused():
                report = reports.get((old.version, new.version)) or _compared(old, new)
            yield Step(old, new, report)
            old.__dict__.pop("prepared", None)


def _compared(old: Release, new: Release) -> Report:
    report = compare_prepared(old.prepared, new.prepared)
    unread = [line for side in (old, new) for line in unread_of(side.spec, side.problems)]
    if not unread:
        keep_report(report)
    return replace(report, unread=tuple(unread))
