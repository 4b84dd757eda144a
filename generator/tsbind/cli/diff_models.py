"""The two releases ``tsbind diff`` compares."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tsbind.model.declarations import Package
    from tsbind.problems import Problem
    from tsbind.project.target import Target


@dataclass(frozen=True, slots=True)
class Models:
    """Two releases, the targets whose parts are to be compared, and what could not be read."""

    old: Package
    new: Package
    targets: list[Target]
    unread: tuple[str, ...] = ()


def models_to_compare(
    releases: tuple[str, ...], config_file: Path | None, *, offline: bool
) -> Models:
    """The models of two releases named, or of the locked release of targets and the newest.

    Raises `UsageError` for another number of releases, or a target without a locked version.
    """
    from tsbind.cli.problems import print_problems
    from tsbind.cli.progress import show_progress
    from tsbind.diff.reading.inputs import load_model, unread_of
    from tsbind.problems import UsageError

    if len(releases) > 2:
        raise UsageError("diff takes two releases", "Write tsbind diff OLD NEW")
    targets: list[Target] = []
    specs: Sequence[str] = releases
    if len(releases) < 2:
        specs, targets = _locked(releases, config_file, offline=offline)
    unread: list[str] = []
    models: list[Package] = []
    for side, spec in zip(("OLD", "NEW"), specs, strict=True):
        met: list[Problem] = []
        models.append(
            load_model(spec, offline=offline, progress=show_progress, on_problems=met.extend)
        )
        print_problems(met)
        unread += unread_of(side, met)
    return Models(models[0], models[1], targets, tuple(unread))


def _locked(
    names: tuple[str, ...], config_file: Path | None, *, offline: bool
) -> tuple[tuple[str, str], list[Target]]:
    """The locked release of the targets, which must be one, its newest, and the targets."""
    from tsbind.cli.targets import engine, places
    from tsbind.problems import UsageError
    from tsbind.project.integrity import verify_upstream
    from tsbind.project.lock import read_lock

    chosen = places(config_file, names)
    place, locks = chosen[0], [read_lock(one.out) for one in chosen]
    if len({(lock.name, lock.version) if lock else ("", "") for lock in locks}) != 1:
        known = ", ".join(one.target.name for one in chosen)
        raise UsageError(f"{known} are of different releases", "Write tsbind diff TARGET")
    lock = locks[0]
    if place.target.is_path or lock is None or not lock.version:
        raise UsageError(
            f"{place.target.name} has no locked version of the registry to compare with",
            "Write tsbind diff OLD NEW",
        )
    made = engine(offline=offline)
    verify_upstream(place, lock, made)
    newest = made.resolve(place.target.source, "", False)
    return (place.spec(lock.version), place.spec(newest)), [one.target for one in chosen]
