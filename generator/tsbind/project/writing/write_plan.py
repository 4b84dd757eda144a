"""What a write will do to each file, decided before anything is changed.

The rules for files that are already in the output folder:

* A file that tsbind wrote (the lock lists it) and nobody edited is replaced, or removed if the new
  output has no such file.
* If somebody edited a file that tsbind wrote, the whole write stops and names it.
* Any other file is the user's. It is kept, byte for byte, and named in the summary. If the new
  output needs its path for other content, the whole write stops and names it.
* ``force`` overwrites edited files, and user's files whose path is needed. It removes no file of
  the user's whose path is free.
* Caches of Python and its tools (``__pycache__`` and others) belong to neither: compiled modules of
  unchanged files stay, the rest is removed.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from pathlib import Path

from tsbind.problems import TsbindError
from tsbind.project import digest
from tsbind.project.writing.tree import Entry

_NAMED_IN_ERRORS = 5
_OR_FORCE = ", or pass --force to overwrite them"


@dataclass(frozen=True, slots=True)
class WriteSummary:
    """What a write does, by path; ``kept`` are the user's own files inside the output folder."""

    created: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]
    unchanged: tuple[str, ...]
    kept: tuple[str, ...]

    @property
    def did_nothing(self) -> bool:
        """True if no file was written or removed, or need be."""
        return not (self.created or self.changed or self.removed)

    def __str__(self) -> str:
        counts = {field.name: len(getattr(self, field.name)) for field in fields(WriteSummary)}
        said = [f"{n} {part}" for part, n in counts.items() if n or part == "unchanged"]
        return ", ".join(said)


@dataclass(frozen=True, slots=True)
class WritePlan(WriteSummary):
    """A write before it is done; ``links`` are hard links to the files of the old tree."""

    links: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Sorted:
    """The files in the folder, by their relation to the new output."""

    same: list[str]
    replaced: list[str]
    removed: list[str]
    edited: list[str]
    in_the_way: list[str]
    users: list[str]


def plan_write(
    files: Mapping[str, bytes],
    out: Path,
    present: Mapping[str, Entry],
    owned: Mapping[str, str],
    *,
    force: bool,
) -> WritePlan:
    """Decide what happens to each path.

    ``present`` is the content of ``out``, ``owned`` the digest of each file tsbind wrote there.
    Raises `TsbindError`, with the name, if a file that is not tsbind's would be lost.
    """
    standing = [entry for entry in present.values() if not entry.left_by_tools]
    found = _sort(files, out, standing, owned)
    if not force:
        refuse(out, "generated files were edited by hand", found.edited)
        refuse(out, "files that tsbind did not write are in the way", found.in_the_way)
    _refuse_folders(out, files, found.users)
    overwritten = {*found.replaced, *found.edited, *found.in_the_way}
    links = [*found.same, *found.users, *_compiled(present, found.same)]
    return WritePlan(
        created=tuple(sorted(files.keys() - overwritten - set(found.same))),
        changed=tuple(sorted(files.keys() & overwritten)),
        removed=tuple(sorted([*found.removed, *(overwritten - files.keys())])),
        unchanged=tuple(found.same),
        kept=tuple(found.users),
        links=tuple(links),
    )


def _sort(
    files: Mapping[str, bytes], out: Path, standing: list[Entry], owned: Mapping[str, str]
) -> _Sorted:
    found = _Sorted([], [], [], [], [], [])
    for entry in standing:
        data = _content(out, entry)
        wanted = files.get(entry.path)
        if data is not None and data == wanted:
            found.same.append(entry.path)
        elif entry.path in owned:
            as_left = data is not None and digest.of_bytes(data) == owned[entry.path]
            fate = found.replaced if wanted is not None else found.removed
            (fate if as_left else found.edited).append(entry.path)
        else:
            (found.users if wanted is None else found.in_the_way).append(entry.path)
    return found


def _content(out: Path, entry: Entry) -> bytes | None:
    if not entry.is_file:
        return None
    with open(os.path.join(out, entry.path), "rb") as file:
        return file.read()


def refuse(out: Path, what: str, paths: list[str], or_else: str = _OR_FORCE) -> None:
    """Raise `TsbindError`, naming the first of ``paths``, if there are any."""
    if paths:
        remedy = f"Nothing was written. Move them away{or_else}"
        raise TsbindError(f"{out}: {what}: {_named(paths)}", remedy)


def _refuse_folders(out: Path, files: Mapping[str, bytes], users: list[str]) -> None:
    """Refuse a user's file where the output needs a folder, or the other way round."""
    folders = {folder for path in files for folder in _folders_of(path)}
    clashes = [path for path in users if path in folders]
    clashes += [path for path in users if any(folder in files for folder in _folders_of(path))]
    refuse(out, "files that tsbind did not write stand where folders must go", clashes, "")


def _folders_of(path: str) -> Iterable[str]:
    parts = path.split("/")
    return ("/".join(parts[:depth]) for depth in range(1, len(parts)))


def _named(paths: list[str]) -> str:
    more = len(paths) - _NAMED_IN_ERRORS
    return ", ".join(paths[:_NAMED_IN_ERRORS]) + (f" and {more} more" if more > 0 else "")


def _compiled(present: Mapping[str, Entry], same: list[str]) -> Iterable[str]:
    """Compiled modules of unchanged files: they stay valid, and make the next import faster."""
    sources = set(same)
    for path in present:
        folder, _, name = path.rpartition("/")
        if not folder.endswith("__pycache__"):
            continue
        parent = folder.removesuffix("__pycache__")
        if f"{parent}{name.split('.')[0]}.py" in sources:
            yield path
