"""Which releases ``tsbind docs`` writes about: targets, sources, those since a version."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tsbind.cli.progress import Stages, show_progress
from tsbind.cli.targets import configuration, locked_spec, places

if TYPE_CHECKING:
    from tsbind.model.declarations import Package
    from tsbind.problems import Problem
    from tsbind.project.output import Place


@dataclass(frozen=True, slots=True)
class Documented:
    """A source, with what the configuration says of it."""

    spec: str
    package: str = ""
    templates: Path | None = None


def documented(sources: Sequence[str], config_file: Path | None) -> list[Documented]:
    """What the arguments name: targets of the configuration first, else sources.

    Raises `UsageError` where there is no argument and not exactly one target.
    """
    from tsbind.problems import UsageError

    configuration(config_file, needed=not sources)  # a file that is given must be right
    if sources:
        return [_target(source, config_file) or Documented(source) for source in sources]
    found = places(config_file, ())
    if len(found) != 1:
        names = ", ".join(place.target.name for place in found)
        raise UsageError(f"the configuration has several targets: {names}", "Name one of them")
    return [_documented(found[0])]


def _target(name: str, config_file: Path | None) -> Documented | None:
    from tsbind.problems import UsageError

    with suppress(UsageError):
        return _documented(places(config_file, [name])[0])
    return None


def _documented(place: Place) -> Documented:
    return Documented(locked_spec(place), place.target.dotted_name, place.templates)


Unread = dict[str, tuple[str, ...]]
"""What could not be read of each release, by version."""


def models_of(
    chosen: Sequence[Documented], since: str, *, offline: bool
) -> tuple[list[Package], Unread]:
    """The models, in ascending order, and what could not be read of them.

    With ``since`` they are of every release from that version on. Raises `UsageError` for sources
    of different packages, and for ``since`` where it cannot be.
    """
    from tsbind.problems import UsageError

    stages = Stages(len(chosen)) if len(chosen) > 1 else show_progress
    read = [_load(one.spec, stages, offline=offline) for one in chosen]
    newest = read[-1][0]
    if len({model.source.name for model, _ in read}) > 1:
        raise UsageError("the sources are of different packages", "Give releases of one package")
    if since:
        earlier = _earlier(chosen, newest, since, offline=offline)
        stages = Stages(len(earlier))
        read = [*(_load(spec, stages, offline=offline) for spec in earlier), *read]
    return [model for model, _ in read], {model.source.version: unread for model, unread in read}


def _earlier(
    chosen: Sequence[Documented], newest: Package, since: str, *, offline: bool
) -> list[str]:
    """The releases from ``since`` on, before the newest."""
    from tsbind.diff.history import versions_between
    from tsbind.problems import UsageError
    from tsbind.sources import versions
    from tsbind.sources.spec import RegistrySpec, parse_spec

    spec = parse_spec(chosen[0].spec)
    if len(chosen) > 1 or not isinstance(spec, RegistrySpec):
        remedy = "Give NAME@VERSION of the registry, or each release as a SOURCE"
        raise UsageError("--since is for one release of the registry", remedy)
    name = newest.source.name
    known = versions_between(versions(name, offline=offline), since, newest.source.version)
    return [f"{name}@{version}" for version in known[:-1]]


def _load(spec: str, stages: Stages, *, offline: bool) -> tuple[Package, tuple[str, ...]]:
    """A model, and what could not be read of it."""
    from tsbind.cli.problems import print_problems
    from tsbind.diff.reading.inputs import load_model, unread_of

    met: list[Problem] = []
    with stages(f"Reading {spec}"):
        model = load_model(spec, offline=offline, on_problems=met.extend)
    print_problems(met)
    source = model.source
    # Pages are published: they name the release, not where it is on this machine.
    return model, unread_of(f"{source.name}@{source.version}".removesuffix("@"), met)
