"""Choose the files of a package that make up the release.

These are its sources if it has any, else one set of declarations.
"""

from __future__ import annotations

import posixpath
from typing import Any

from tsbind.sources.entries import entry_points, reachable
from tsbind.sources.names import DECLARATION_SUFFIXES, SOURCE_SUFFIXES, is_declaration


def choose_files(files: dict[str, bytes], manifest: dict[str, Any]) -> tuple[str, dict[str, bytes]]:
    """The folder that ids are relative to, and the chosen files, relative to that folder.

    The first of these that exists: ``src`` with method bodies in it; the declarations that the
    manifest's entry points name, with everything beside them; any other TypeScript.
    """
    scripts = {path: data for path, data in files.items() if path.endswith(SOURCE_SUFFIXES)}
    sources = {p[len("src/") :]: data for p, data in scripts.items() if p.startswith("src/")}
    if any(not is_declaration(path) for path in sources):
        return "src", sources
    declarations = {path: data for path, data in scripts.items() if is_declaration(path)}
    if not manifest or not declarations:
        return "", scripts
    return "", _one_tree(declarations, manifest)


def _one_tree(files: dict[str, bytes], manifest: dict[str, Any]) -> dict[str, bytes]:
    """One of several builds of the same declarations, such as ``esm`` and ``cjs``.

    It consists of the folder that has the entry points, and what they import from elsewhere.
    """
    entries = entry_points(manifest, files)
    wanted = reachable(entries, files)
    folder = posixpath.commonpath([posixpath.dirname(path) for path in entries]) if entries else ""
    beside = {path for path in files if not folder or path.startswith(folder + "/")}
    return {path: files[path] for path in sorted(wanted | _without_twins(beside, wanted))}


def _without_twins(paths: set[str], wanted: set[str]) -> set[str]:
    """``paths`` with one file for each module: the wanted one, else ``.d.ts`` first."""
    chosen: dict[str, str] = {_stem(path): path for path in wanted}
    for suffix in DECLARATION_SUFFIXES:
        for path in sorted(paths):
            if path.endswith(suffix):
                chosen.setdefault(_stem(path), path)
    return set(chosen.values())


def _stem(path: str) -> str:
    return next(path[: -len(s)] for s in DECLARATION_SUFFIXES if path.endswith(s))
