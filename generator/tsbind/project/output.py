"""The output of a target: what its folder must contain, and how it is written."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from tsbind.problems import TsbindError
from tsbind.project import digest
from tsbind.project.engine import Engine
from tsbind.project.lock import LOCK_FILE, Lock, digests, to_toml
from tsbind.project.target import Target
from tsbind.project.writing.write import write_tree
from tsbind.project.writing.write_plan import WriteSummary
from tsbind.render.formatting import formatter_versions
from tsbind.sources import SourceTree


@dataclass(frozen=True, slots=True)
class Place:
    """A target, and the folder to which its paths are relative."""

    target: Target
    root: Path

    @property
    def out(self) -> Path:
        """The folder of the Python package; if it is a link, its target."""
        return Path(os.path.realpath(self.root / self.target.out))

    @property
    def templates(self) -> Path | None:
        """The folder of the user's templates, if there is one."""
        return self.root / self.target.templates if self.target.templates else None

    def spec(self, version: str = "") -> str:
        """The spec for `tsbind.sources.load`."""
        if self.target.is_path:
            return str(self.root / Path(self.target.source).expanduser())
        return f"{self.target.source}@{version}" if version else self.target.source


def identity(place: Place, tree: SourceTree, engine: Engine) -> Lock:
    """The lock of what would be generated from ``tree``, without the digests of its files."""
    source = tree.source
    return _with_maker(
        Lock(source.name, source.version, source.integrity or _content(tree), "", "", "", ""),
        place,
        engine,
    )


def current_identity(place: Place, lock: Lock, engine: Engine) -> Lock:
    """``lock`` as it would be if the same upstream were generated now, with the same files.

    The integrity of a version in the registry cannot change; a path is read again.
    """
    if not place.target.is_path:
        return _with_maker(lock, place, engine)
    return replace(identity(place, engine.load(place.spec()), engine), files=lock.files)


def _with_maker(lock: Lock, place: Place, engine: Engine) -> Lock:
    if place.templates and not place.templates.is_dir():
        raise TsbindError(f"{place.templates} is no folder", "Correct 'templates'")
    return replace(
        lock,
        tsbind=engine.version,
        generator=engine.code,
        templates=engine.templates(place.templates),
        options=place.target.options_digest(),
        formatters=formatter_versions(),
    )


def _content(tree: SourceTree) -> str:
    files = [[path, digest.of_bytes(data)] for path, data in sorted(tree.files.items())]
    return f"files-{digest.of_json([files, tree.license_text, tree.notice_text])}"


def locked_files(files: Mapping[str, str], identity: Lock, problems: str = "") -> dict[str, str]:
    """``files`` and their lock, with the digest ``problems`` of the reported problems."""
    lock = replace(identity, files=digests(files), problems=problems)
    return {**files, LOCK_FILE: to_toml(lock)}


def write_output(
    place: Place,
    tree: SourceTree,
    engine: Engine,
    *,
    further: Mapping[str, str] | None = None,
    force: bool = False,
) -> WriteSummary:
    """Generate a target from ``tree`` and write it, with its lock; see `write_tree`.

    Files ``further`` are written with it, and not in the lock.
    """
    output = engine.generate(tree, place.target, place.templates)
    files = locked_files(output.files, identity(place, tree, engine), output.problems)
    return write_tree({**files, **(further or {})}, place.out, force=force)
