"""The two releases ``tsbind diff`` compares."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tsbind.model.declarations import Package


def models_to_compare(
    releases: tuple[str, ...], config_file: Path | None, *, offline: bool
) -> tuple[Package, Package]:
    """The models of two releases named, or of the locked release of a target and its newest.

    Raises `UsageError` for another number of releases, or a target without a locked version.
    """
    from tsbind.cli.problems import print_problems
    from tsbind.cli.progress import show_progress
    from tsbind.diff.reading.inputs import load_model
    from tsbind.problems import UsageError

    if len(releases) > 2:
        raise UsageError("diff takes two releases", "Write tsbind diff OLD NEW")
    specs = releases if len(releases) == 2 else _locked(releases, config_file, offline=offline)
    old, new = (
        load_model(spec, offline=offline, progress=show_progress, on_problems=print_problems)
        for spec in specs
    )
    return old, new


def _locked(names: tuple[str, ...], config_file: Path | None, *, offline: bool) -> tuple[str, str]:
    """The locked release of the one target, and its newest."""
    from tsbind.cli.targets import engine, places
    from tsbind.problems import UsageError
    from tsbind.project.integrity import verify_upstream
    from tsbind.project.lock import read_lock
    from tsbind.sources import resolve_version

    chosen = places(config_file, names)
    if len(chosen) != 1:
        known = ", ".join(place.target.name for place in chosen)
        raise UsageError(f"there are {len(chosen)} targets: {known}", "Write tsbind diff TARGET")
    place = chosen[0]
    lock = read_lock(place.out)
    if place.target.is_path or lock is None or not lock.version:
        raise UsageError(
            f"{place.target.name} has no locked version of the registry to compare with",
            "Write tsbind diff OLD NEW",
        )
    verify_upstream(place, lock, engine(offline=offline))
    newest = resolve_version(place.target.source, offline=offline)
    return place.spec(lock.version), place.spec(newest)
