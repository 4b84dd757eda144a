"""From a spec to the model: the first half of the pipeline, timed."""

from __future__ import annotations

import time
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, field

from tsbind.collector import collector_paused
from tsbind.model.declarations import Package
from tsbind.problems import Problem
from tsbind.sources import Progress, SourceTree, load, no_progress


@dataclass(frozen=True, slots=True)
class Reading:
    """A release as read: its files, its model, what could not be done, seconds by stage."""

    tree: SourceTree
    package: Package
    problems: tuple[Problem, ...]
    seconds: dict[str, float] = field(default_factory=dict[str, float])


@contextmanager
def timed(seconds: dict[str, float], stage: str) -> Generator[None]:
    """Put the wall time of the block under ``stage`` into ``seconds``."""
    start = time.perf_counter()
    try:
        yield
    finally:
        seconds[stage] = round(time.perf_counter() - start, 4)


def read(spec: str, *, offline: bool = False, progress: Progress = no_progress) -> Reading:
    """Load ``spec`` and make its model; raises `TsbindError` where it cannot be loaded."""
    seconds: dict[str, float] = {}
    with timed(seconds, "load"):
        tree = load(spec, offline=offline, progress=progress)
    return read_tree(tree, seconds, progress=progress)


def read_tree(
    tree: SourceTree, seconds: dict[str, float], *, progress: Progress = no_progress
) -> Reading:
    """Make the model of loaded files; ``seconds`` are those gone by, and get one more stage."""
    # Imported here: what only loads, or only asks for versions, needs no parser.
    from tsbind.resolve import resolve  # noqa: PLC0415

    name = f"{tree.source.name}@{tree.source.version}".removesuffix("@")
    with timed(seconds, "read"), progress(f"Reading {name}"), collector_paused():
        package, problems = resolve(tree)
    return Reading(tree, package, tuple(problems), seconds)
