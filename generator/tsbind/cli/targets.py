"""What the commands about a project share: its configuration, its targets, the engine."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from tsbind.cli.progress import Stages
    from tsbind.problems import Problem
    from tsbind.project.config import Config
    from tsbind.project.engine import Engine
    from tsbind.project.output import Place

Command = TypeVar("Command", bound=Callable[..., Any])


def config_option(command: Command) -> Command:
    """Add ``--config FILE``."""
    return click.option(
        "--config",
        "config_file",
        type=click.Path(path_type=Path, dir_okay=False),
        help="The configuration; default: tsbind.toml or pyproject.toml, here or above.",
    )(command)


def configuration(config_file: Path | None = None, *, needed: bool = True) -> Config | None:
    """The configuration of that file, else the one here or above.

    What is found here may be absent or wrong where it is not ``needed``: then it is None.
    """
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


def complete_target(_: click.Context, __: click.Parameter, incomplete: str) -> list[str]:
    """The targets of the configuration here that begin as what is typed does."""
    config = configuration(needed=False)
    targets = config.targets if config else ()
    return [target.name for target in targets if target.name.startswith(incomplete)]


def targets_argument(command: Command) -> Command:
    """Add ``[TARGET]...``."""
    return click.argument(
        "targets", metavar="[TARGET]...", nargs=-1, shell_complete=complete_target
    )(command)


def places(config_file: Path | None, names: Sequence[str]) -> list[Place]:
    """The targets of these names (all, without names), with the folder they are relative to."""
    from tsbind.project.output import Place
    from tsbind.project.writing.write import sweep

    config = configuration(config_file)
    assert config is not None
    found = [Place(target, config.root) for target in config.select(names)]
    for place in found:
        sweep(place.out)
    return found


def target_named(name: str) -> Place | None:
    """The target of that name in the configuration here or above, if there is one.

    Raises `UsageError` for a configuration with an error, unless the name can only be a release's.
    """
    from tsbind.problems import TsbindError
    from tsbind.project.config import config_near, read_config
    from tsbind.project.output import Place

    try:
        file = config_near(Path.cwd()) if name else None
        config = read_config(file) if file else None
    except TsbindError:
        if "@" in name[1:] or Path(name).exists():
            return None
        raise
    if config is None:
        return None
    return next((Place(t, config.root) for t in config.targets if t.name == name), None)


def locked_spec(place: Place) -> str:
    """The release of a target that is pinned, else the locked one, else the newest."""
    from tsbind.project.lock import read_lock

    lock = read_lock(place.out)
    return place.spec(place.target.version or (lock.version if lock else ""))


def spec_of(name: str, *, offline: bool = False) -> str:
    """A source as it is; of a target, its locked release, or the path it is read from.

    Raises `UsageError` for a target that was not generated yet.
    """
    from tsbind.problems import UsageError
    from tsbind.project.integrity import verify_upstream
    from tsbind.project.lock import read_lock

    place = target_named(name)
    if place is None:
        return name
    if place.target.is_path:
        return place.spec()
    lock = read_lock(place.out)
    if lock is None:
        raise UsageError(f"target {name} has no lock yet", "Generate it with `tsbind update`")
    verify_upstream(place, lock, engine(offline=offline))
    return place.spec(lock.version)


def engine(
    *,
    offline: bool = False,
    strict: bool = False,
    printer: Printer | None = None,
    stages: Stages | None = None,
) -> Engine:
    """Give tsbind itself, with a progress bar, and problems printed to stderr."""
    from tsbind.cli.progress import show_progress
    from tsbind.project.standard import standard_engine

    return standard_engine(
        progress=stages or show_progress,
        offline=offline,
        strict=strict,
        on_problems=printer or Printer(),
    )


class Printer:
    """Prints problems to stderr, once for generations one after another."""

    def __init__(self, *, every: bool = False) -> None:
        self.every = every
        """Whether each is printed, or how many there are."""
        self.known: set[str] = set()
        """Digests of the problems that need not be printed again."""
        self._said: set[object] = set()

    def __call__(self, problems: Sequence[Problem], others: int) -> None:
        """Print what the generation before did not have in the same file."""
        from tsbind.cli.problems import print_problems
        from tsbind.project.digest import of_problems

        digest = of_problems(problems)
        found = {(p.severity, p.message, p.position and p.position.file): p for p in problems}
        if self.every:
            new = [problem for key, problem in found.items() if key not in self._said]
            print_problems(new, 0 if self._said else others, every=True)
        else:
            print_problems([p for p in problems if _is_error(p) or digest not in self.known])
        self._said = set(found)
        self.known.add(digest)


def _is_error(problem: Problem) -> bool:
    from tsbind.problems import Severity

    return problem.severity is Severity.ERROR
