"""What this room needs of the others, as functions that are handed in."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tsbind.project import digest
from tsbind.project.target import Target
from tsbind.sources import SourceTree

Load = Callable[[str], SourceTree]
"""Spec to the files of a release; raises `TsbindError`."""

Resolve = Callable[[str, str, bool], str]
"""Package name, and a version, a tag or nothing for the newest (of the pre-releases too, when the
last is true), to the exact version; raises `TsbindError`."""

Integrity = Callable[[str, str], str]
"""Package name and exact version to the sha512 SRI of the tarball that would be used; empty where
nobody can tell."""


@dataclass(frozen=True, slots=True)
class Output:
    """Generated files by path, and a digest of the problems met (see `digest.of_problems`)."""

    files: Mapping[str, str]
    problems: str = ""


Generate = Callable[[SourceTree, Target, Path | None], Output]
"""A release, the options, and the folder of the user's templates, to what is generated."""

Changes = Callable[[str, SourceTree, Sequence[Target]], str]
"""The spec of the old release, and the new one, to the API changes between them of what targets
hold, as Markdown with headings from level three; raises `TsbindError` when the old release cannot
be read."""


@dataclass(frozen=True, slots=True)
class Engine:
    """The rest of tsbind, as this room sees it."""

    version: str
    code: str
    """Digest of the code that shapes the output."""
    templates: Callable[[Path | None], str]
    """The folder of the user's templates to the digest of all templates in effect."""
    load: Load
    resolve: Resolve
    integrity: Integrity
    generate: Generate
    changes: Changes
    reference: Generate
    """As ``generate``, but the documentation of what that gives."""
    strict: bool = False
    """Whether an output with problems is not to be left as it is."""


def digest_of_folder(folder: Path, *, without: tuple[str, ...] = ()) -> str:
    """A digest of the files in a folder, names and content; ``without`` are folders left out.

    Caches of Python are left out always. A folder that does not exist is an empty one.
    """
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    named = [(path.relative_to(folder), path) for path in files]
    left_out = {"__pycache__", *without}
    content = [
        [name.as_posix(), digest.of_bytes(path.read_bytes())]
        for name, path in named
        if not left_out & set(name.parts)
    ]
    return digest.of_json(content)
