"""Bring texts that are not known to be stable under black into black's form.

tsbind's own templates render what black leaves alone (the tests hold them to that), so their
output needs no formatter. A user's templates promise nothing: their output goes through black,
in worker processes when there is much of it, and the digest of every text black has left alone
is remembered, so that nothing is formatted twice.
"""

from __future__ import annotations

import importlib.metadata
import os
from collections.abc import Iterable, Mapping
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from tsbind.problems import TsbindError
from tsbind.project.digest import of_bytes
from tsbind.sources.cache import cache_folder

_MANY = 16
"""So many texts are worth starting processes for."""

_MOST_REMEMBERED = 1 << 22
"""Bytes of digests after which the memory starts afresh."""


def formatted(files: Mapping[str, str]) -> dict[str, str]:
    """``files`` with every Python text as black leaves it.

    Raises `TsbindError`, naming the file, for a text that is no Python.
    """
    memory = _memory()
    stable = _remembered(memory)
    result = dict(files)
    pending = [
        path
        for path, text in files.items()
        if path.endswith((".py", ".pyi")) and of_bytes(text.encode()) not in stable
    ]
    texts = _format_all([(path, files[path]) for path in pending])
    result.update(zip(pending, texts, strict=True))
    _remember(memory, texts)
    return result


def _memory() -> Path:
    return cache_folder() / f"stable-under-black-{importlib.metadata.version('black')}"


def _remembered(memory: Path) -> frozenset[str]:
    try:
        return frozenset(memory.read_text(encoding="ascii").split())
    except (OSError, UnicodeDecodeError):
        return frozenset()


def _remember(memory: Path, texts: Iterable[str]) -> None:
    """Add digests; a memory that cannot be written only costs time."""
    lines = "".join(f"{of_bytes(text.encode())}\n" for text in texts)
    if not lines:
        return
    try:
        memory.parent.mkdir(parents=True, exist_ok=True)
        full = memory.exists() and memory.stat().st_size > _MOST_REMEMBERED
        with open(memory, "w" if full else "a", encoding="ascii") as file:
            file.write(lines)
    except OSError:
        return


def _format_all(texts: list[tuple[str, str]]) -> list[str]:
    if len(texts) < _MANY:
        return [_format(item) for item in texts]
    workers = min(os.cpu_count() or 1, 8)
    with ProcessPoolExecutor(workers) as pool:
        return list(pool.map(_format, texts, chunksize=_MANY))


def _format(item: tuple[str, str]) -> str:
    """Black's form of a text, made until it is stable (black may need two rounds)."""
    import black  # noqa: PLC0415 - slow to import, and seldom needed
    from black.mode import TargetVersion  # noqa: PLC0415
    from black.parsing import InvalidInput  # noqa: PLC0415

    path, text = item
    mode = black.Mode(target_versions={TargetVersion.PY311}, is_pyi=path.endswith(".pyi"))
    try:
        for _ in range(2):
            text = black.format_str(text, mode=mode)
    except InvalidInput as error:
        raise TsbindError(
            f"{path} would be no Python: {error}", "Correct the template that gives it"
        ) from error
    return text
