"""Choose the files of a package that make up the release.

These are its sources if it has any, else one set of declarations.
"""

from __future__ import annotations

import posixpath
import re
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
    entries = entry_points(manifest, declarations)
    if not entries and len(declarations) < len(scripts):
        return "", scripts
    return "", _one_tree(declarations, entries)


def _one_tree(files: dict[str, bytes], entries: list[str]) -> dict[str, bytes]:
    """One of several builds of the same declarations, such as ``esm`` and ``cjs``.

    It consists of the folder that has the entry points, and what they import from elsewhere.
    """
    wanted = reachable(entries, files)
    folder = posixpath.commonpath([posixpath.dirname(path) for path in entries]) if entries else ""
    beside = {path for path in files if not folder or path.startswith(folder + "/")}
    if entries:
        beside -= _second_builds(beside, wanted)
    return {path: files[path] for path in sorted(wanted | _without_twins(beside, wanted))}


def _second_builds(paths: set[str], wanted: set[str]) -> set[str]:
    """Files in folders that repeat what stands beside them, such as ``esm`` or ``ts5.0``."""
    modules: dict[str, dict[str, str]] = {}
    for path in paths:
        parts = _stem(path).split("/")
        for depth in range(min(len(parts), _DEEPEST)):
            module = "/".join(parts[depth:]).removesuffix("/index")
            modules.setdefault("/".join(parts[:depth]), {})[module] = path
    found: set[str] = set()
    for folder, inside in modules.items():
        outside, _, name = folder.rpartition("/")
        siblings = [f for f in modules if f.rpartition("/")[0] == outside and f != folder]
        if not _BUILD.fullmatch(name) or wanted & set(inside.values()):
            continue
        for other in (modules[f] for f in (outside, *siblings) if f in modules):
            twins = [m for m in inside if m in other and other[m] not in inside.values()]
            if wanted & set(other.values()) and len(twins) >= _TWINS * len(inside):
                found |= set(inside.values())
    return found


_BUILD = re.compile(r"esm?|cjs|umd|mjs|dist|lib|build|legacy|module|types|ts\d[\d.]*|es\d+")
_DEEPEST = 4
_TWINS = 0.5
"""What share of a folder's modules stands beside it, too, where it is a second build."""


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
