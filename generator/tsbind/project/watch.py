"""Generate again whenever the declarations or the templates change."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from watchfiles import watch

from tsbind.problems import TsbindError, UsageError
from tsbind.project.engine import Engine
from tsbind.project.output import Place, write_output
from tsbind.project.writing.swap import sibling
from tsbind.render.environment import environment

Report = Callable[[str], None]

_SUFFIXES = (".ts", ".mts", ".cts", ".json", ".tgz", ".j2", ".py")
_QUIET = 30
"""Milliseconds without a change that end a burst of changes (an editor saves in several steps)."""


def watch_targets(
    places: Iterable[Place], engine: Engine, report: Report, *, rounds: int | None = None
) -> None:
    """Generate every target now, and again after each change, until interrupted.

    ``report`` gets one line for each generation, also for a source that has an error at the moment.
    The watch ends after ``rounds`` rounds of changes. Raises `UsageError` if no target's source is
    a path.
    """
    local = [place for place in places if place.target.is_path]
    if not local:
        raise UsageError("nothing to watch: no source is a path", "Use `tsbind update`")
    _generate_all(local, engine, report)
    for count, changed in enumerate(_changes(local), start=1):
        touched = [place for place in local if _concerns(place, changed)]
        _generate_all(touched, engine, report)
        if count == rounds:
            return


def _generate_all(places: Iterable[Place], engine: Engine, report: Report) -> None:
    environment.cache_clear()  # a template may have been added, removed or changed
    for place in places:
        begin = time.perf_counter()
        try:
            written = write_output(place, engine.load(place.spec()), engine)
        except TsbindError as error:
            report(f"{place.target.name}: {error}")
        else:
            took = time.perf_counter() - begin
            report(f"{place.target.name}: {written} in {took * 1000:.0f} ms")


def _changes(places: list[Place]) -> Iterator[set[Path]]:
    roots = {root for place in places for root in _roots(place)}
    wanted = input_filter(places)
    for changes in watch(*roots, watch_filter=lambda _, path: wanted(path), step=_QUIET):
        yield {Path(path) for _, path in changes}


def input_filter(places: Iterable[Place]) -> Callable[[str], bool]:
    """Whether a path may be an input: the outputs may lie in the same folder, and are none."""
    outputs = [place.out.resolve() for place in places]
    written = tuple(start for out in outputs for start in (f"{out}{os.sep}", str(sibling(out, ""))))
    return lambda path: path.endswith(_SUFFIXES) and not path.startswith(written)


def _roots(place: Place) -> list[Path]:
    source = Path(place.spec()).resolve()
    roots = [source if source.is_dir() else source.parent]
    return [*roots, place.templates.resolve()] if place.templates else roots


def _concerns(place: Place, changed: set[Path]) -> bool:
    return any(path.is_relative_to(root) for path in changed for root in _roots(place))
