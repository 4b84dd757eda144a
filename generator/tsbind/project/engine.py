"""What this room needs of the other rooms, as functions that callers pass in."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tsbind.project import digest
from tsbind.project.target import Target
from tsbind.sources import SourceTree

Load = Callable[[str], SourceTree]
"""Takes a spec, returns the files of a release; raises `TsbindError`."""

Resolve = Callable[[str, str, bool], str]
"""Takes a package name; a version, a tag or nothing for the newest; whether pre-releases count;
returns the exact version; raises `TsbindError`."""

Integrity = Callable[[str, str], str]
"""Takes a package name and an exact version; returns the sha512 SRI of the tarball that would be
used, empty if it is unknown."""


@dataclass(frozen=True, slots=True)
class Output:
    """Generated files by path, and a digest of the reported problems (see `digest.of_problems`)."""

    files: Mapping[str, str]
    problems: str = ""


Generate = Callable[[SourceTree, Target, Path | None], Output]
"""Takes a release, the options and the folder of the user's templates; returns the output."""

Changes = Callable[[str, SourceTree, Sequence[Target]], str]
"""Takes the spec of the old release, the new release and targets; returns the API changes of what
the targets contain, as Markdown with headings from level three. Raises `TsbindError` if the old
release cannot be read."""


@dataclass(frozen=True, slots=True)
class Engine:
    """The functions of the rest of tsbind that this room calls."""

    version: str
    code: str
    """Digest of the code that affects the output."""
    templates: Callable[[Path | None], str]
    """Takes the folder of the user's templates, returns the digest of all templates in effect."""
    load: Load
    resolve: Resolve
    integrity: Integrity
    generate: Generate
    changes: Changes
    reference: Generate
    """Like ``generate``, but returns the documentation of the output."""
    strict: bool = False
    """Whether problems are errors, so that an output with problems is never up to date."""


def digest_of_folder(folder: Path, *, without: tuple[str, ...] = ()) -> str:
    """A digest of the files in a folder, names and content, except the folders ``without``.

    Python's caches are always left out. A folder that does not exist counts as empty.
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
