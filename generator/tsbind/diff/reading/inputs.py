"""The models to compare: from a saved JSON, from the model cache, or read now.

A model is kept in the cache folder by the integrity of its tarball, so that comparing two
releases a second time, or one release with many, costs the reading of JSON only.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Sequence
from pathlib import Path

from tsbind.diff.reading.store import keep, kept_file, recall
from tsbind.model.codec import from_json, to_json
from tsbind.model.declarations import Package
from tsbind.pipeline import Hooks, read
from tsbind.problems import Problem, Severity, TsbindError
from tsbind.sources import Progress, load, no_progress
from tsbind.sources.cache import integrity_of
from tsbind.sources.limits import LIMITS
from tsbind.sources.registry import download
from tsbind.sources.spec import RegistrySpec, parse_spec

OnProblems = Callable[[Sequence[Problem]], object]
_READERS = ("model", "operations", "resolve", "sources", "syntax")


def _nothing(_: Sequence[Problem]) -> None:
    """Ignore them."""


def load_model(
    spec: str,
    *,
    offline: bool = False,
    progress: Progress = no_progress,
    on_problems: OnProblems = _nothing,
) -> Package:
    """The model of ``spec``: any source, or a file that `tsbind inspect --json` wrote.

    ``on_problems`` gets the errors met while reading. Raises `TsbindError`.
    """
    path = Path(spec)
    if path.suffix == ".json" and path.is_file():
        return _saved(path)
    parsed = parse_spec(spec)
    kept: Path | None = None
    if isinstance(parsed, RegistrySpec):
        got = download(parsed, offline=offline, progress=progress)
        spec, kept = f"{got.name}@{got.version}", _kept(got.integrity)
    elif parsed.is_file() and parsed.suffix == ".tgz" and parsed.stat().st_size <= LIMITS.packed:
        kept = _kept(integrity_of(parsed.read_bytes()))
    return _recall(kept) or _read(
        spec, kept, offline=offline, progress=progress, on_problems=on_problems
    )


def unread_of(side: str, problems: Sequence[Problem]) -> tuple[str, ...]:
    """Each problem that makes a comparison doubtful, with the release it is of."""
    return tuple(f"{side}: {problem}" for problem in _errors(problems))


def _read(
    spec: str, kept: Path | None, *, offline: bool, progress: Progress, on_problems: OnProblems
) -> Package:
    release = read(load(spec, offline=offline, progress=progress), Hooks(progress=progress))
    on_problems(_errors(release.problems))
    if kept is not None and not _errors(release.problems):
        keep(kept, to_json(release.package))
    return release.package


def _errors(problems: Sequence[Problem]) -> list[Problem]:
    """What makes a comparison doubtful; opaque types compare by their text."""
    doubtful = (Severity.ERROR, Severity.UNREAD)
    return [problem for problem in problems if problem.severity in doubtful]


def _saved(path: Path) -> Package:
    try:
        return from_json(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise TsbindError(f"{path}: cannot be read: {error}", "Check the file") from error
    except TsbindError as error:
        raise TsbindError(f"{path}: {error.message}", error.remedy) from error


def _kept(integrity: str) -> Path:
    return kept_file("models", integrity, _READERS)


def is_kept(integrity: str) -> bool:
    """Whether the model of the tarball need not be read again."""
    return _kept(integrity).exists()


def _recall(kept: Path | None) -> Package | None:
    """The kept model, or None where there is none or it is damaged."""
    with contextlib.suppress(OSError, UnicodeDecodeError, TsbindError):
        return from_json(recall(kept)) if kept else None
    return None


def keep_model(package: Package) -> None:
    """Keep a model that was read without errors, for the next comparison; see `load_model`."""
    if package.source.integrity:
        kept = _kept(package.source.integrity)
        if not kept.exists():
            keep(kept, to_json(package))
