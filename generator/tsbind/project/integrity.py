"""Enforce the lock: different bytes for a locked version stop the run."""

from __future__ import annotations

from tsbind.model.declarations import Source
from tsbind.problems import TsbindError
from tsbind.project.engine import Engine
from tsbind.project.lock import LOCK_FILE, Lock
from tsbind.project.output import Place


def verify_source(place: Place, lock: Lock | None, source: Source) -> None:
    """Raise `TsbindError` if ``source`` is the locked version with different bytes."""
    if lock is not None and (lock.name, lock.version) == (source.name, source.version):
        _verify(place, lock, source.integrity)


def verify_upstream(place: Place, lock: Lock, engine: Engine) -> None:
    """Raise `TsbindError` if the cache or the registry has different bytes for the locked version.

    Nothing is downloaded. A registry that does not respond is no error.
    """
    if lock.name == place.target.source:
        _verify(place, lock, engine.integrity(lock.name, lock.version))


def _verify(place: Place, lock: Lock, found: str) -> None:
    if not place.target.is_path and found not in ("", lock.integrity):
        raise TsbindError(
            f"{lock.name}@{lock.version} is not what was locked: {place.out / LOCK_FILE} has "
            f"{lock.integrity}, the registry or the cache has {found}",
            "Nothing was written. Find out why a published version changed; to take the new "
            "bytes, run `tsbind update --accept-integrity`",
        )
