"""Source trees made from text, for tests."""

from __future__ import annotations

from tsbind.model.declarations import Declaration, Package, Source
from tsbind.pipeline import read
from tsbind.problems import Problem
from tsbind.sources import SourceTree


def tree(files: dict[str, str | bytes] | str, name: str = "sample") -> SourceTree:
    """A tree of the given files; a text alone is the file ``index.ts``."""
    if isinstance(files, str):
        files = {"index.ts": files}
    encoded = {p: t.encode() if isinstance(t, str) else t for p, t in files.items()}
    return SourceTree(encoded, Source(name, "1.0.0", has_bodies=True))


def resolve(source: SourceTree) -> tuple[Package, list[Problem]]:
    """The model of a release, and what of it could not be read."""
    release = read(source)
    return release.package, list(release.problems)


def resolved(files: dict[str, str | bytes] | str) -> tuple[Package, list[Problem]]:
    """The resolved package of some files, and the problems."""
    return resolve(tree(files))


def declaration(package: Package, name: str) -> Declaration:
    """The declaration with this qualified name."""
    return next(d for d in package.types if d.name == name)
