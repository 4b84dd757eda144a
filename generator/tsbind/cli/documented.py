"""Which releases ``tsbind docs`` writes about: targets, sources, those since a version."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tsbind.cli.progress import Stages, show_progress

if TYPE_CHECKING:
    from tsbind.model.declarations import Package
    from tsbind.problems import Problem
    from tsbind.project.config import Config


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

    config = _config(config_file, needed=not sources)
    if sources:
        return [_target(config, one) or Documented(one) for one in sources]
    assert config is not None
    if len(config.targets) != 1:
        names = ", ".join(target.name for target in config.targets)
        raise UsageError(f"the configuration has several targets: {names}", "Name one of them")
    found = _target(config, config.targets[0].name)
    assert found is not None
    return [found]


Unread = dict[str, tuple[str, ...]]
"""What could not be read of each release, by version."""


def models_of(
    chosen: Sequence[Documented], since: str, unread: Unread, *, offline: bool
) -> list[Package]:
    """The models, in ascending order; with ``since`` every release from that version on.

    ``unread`` gets what could not be read of them.
    Raises `UsageError` for sources of different packages, and for ``since`` where it cannot be.
    """
    from tsbind.problems import UsageError

    stages = Stages(len(chosen)) if len(chosen) > 1 else show_progress
    found = [_load(one.spec, stages, unread, offline=offline) for one in chosen]
    if len({model.source.name for model in found}) > 1:
        raise UsageError("the sources are of different packages", "Give releases of one package")
    return _earlier(chosen, found[-1], since, unread, offline=offline) if since else found


def _earlier(
    chosen: Sequence[Documented], newest: Package, since: str, unread: Unread, *, offline: bool
) -> list[Package]:
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
    stages = Stages(len(known) - 1)
    earlier = (_load(f"{name}@{v}", stages, unread, offline=offline) for v in known[:-1])
    return [*earlier, newest]


def _load(spec: str, stages: Stages, unread: Unread, *, offline: bool) -> Package:
    from tsbind.cli.problems import print_problems
    from tsbind.diff.reading.inputs import load_model, unread_of

    met: list[Problem] = []
    with stages(f"Reading {spec}"):
        model = load_model(spec, offline=offline, on_problems=met.extend)
    print_problems(met)
    source = model.source
    # Pages are published: they name the release, not where it is on this machine.
    unread[source.version] = unread_of(f"{source.name}@{source.version}".removesuffix("@"), met)
    return model


def _config(config_file: Path | None, *, needed: bool) -> Config | None:
    from tsbind.problems import UsageError
    from tsbind.project.config import find_config, read_config

    if config_file is not None:
        return read_config(config_file)
    try:
        return find_config(Path.cwd())
    except UsageError:
        if needed:
            raise
        return None


def _target(config: Config | None, name: str) -> Documented | None:
    from tsbind.problems import UsageError
    from tsbind.project.lock import read_lock
    from tsbind.project.output import Place
    from tsbind.project.writing.write import sweep

    if config is None:
        return None
    try:
        target = config.select([name])[0]
    except UsageError:
        return None
    place = Place(target, config.root)
    sweep(place.out)
    lock = read_lock(place.out)
    version = target.version or (lock.version if lock else "")
    return Documented(place.spec(version), target.package or target.import_name, place.templates)
