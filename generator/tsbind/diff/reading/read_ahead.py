"""Reads the models of several releases in processes of their own, ahead of who compares them."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Generator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager

from tsbind.collector import collector_paused
from tsbind.diff.reading.inputs import load_model
from tsbind.problems import Problem
from tsbind.resolve import share_files

Read = dict[str, "Future[list[Problem]]"]
"""By spec: when it is done, the model is kept in the cache folder; and the problems met."""
_FEWEST = 3
_MOST_WORKERS = 4


@contextmanager
def read_ahead(specs: Sequence[str], *, offline: bool) -> Generator[Read]:
    """Begin to read ``specs``; of few of them nothing, as a process costs more than it saves."""
    if len(specs) < _FEWEST:
        yield {}
        return
    workers = min(os.cpu_count() or 1, _MOST_WORKERS)
    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(workers, context, initializer=share_files)
    try:
        yield {spec: pool.submit(_read, spec, offline=offline) for spec in specs}
    finally:
        pool.shutdown(cancel_futures=True)


def _read(spec: str, *, offline: bool) -> list[Problem]:
    met: list[Problem] = []
    with collector_paused():
        load_model(spec, offline=offline, on_problems=met.extend)
    return met
