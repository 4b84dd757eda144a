"""Real releases, resolved, emitted and compared once in each process that runs tests.

Resolving openai 7.57.0 takes seconds and many tests want it, so what is worked out stays.
"""

from __future__ import annotations

import gc
from collections.abc import Callable

from tsbind.diff import Report, compare
from tsbind.model.declarations import Package
from tsbind.pipeline import Generated, Options, generate, read
from tsbind.pipeline import Release as ReadRelease
from tsbind.problems import Problem
from tsbind.sources import SourceTree

_RESOLVED: dict[int, tuple[SourceTree, tuple[Package, list[Problem]]]] = {}
_EMITTED: dict[tuple[int, Options], Generated] = {}
_COMPARED: dict[tuple[int, int], Report] = {}

Release = Callable[[str], SourceTree]
"""The fixtures ``release`` and ``openai_tree``: they give the same tree for the same version."""


def resolve_once(tree: SourceTree) -> tuple[Package, list[Problem]]:
    """The model of a loaded release and its problems; nobody may change them."""
    if id(tree) not in _RESOLVED:
        read_release = read(tree)
        _RESOLVED[id(tree)] = tree, (read_release.package, list(read_release.problems))
        _exempt_from_collection()
    return _RESOLVED[id(tree)][1]


def emit_once(tree: SourceTree, options: Options | None = None) -> Generated:
    """The package generated from a loaded release."""
    key = id(tree), options or Options()
    if key not in _EMITTED:
        _EMITTED[key] = generate(ReadRelease(resolve_once(tree)[0]), options)
        _exempt_from_collection()
    return _EMITTED[key]


def compare_once(old: SourceTree, new: SourceTree) -> Report:
    """What changed between two loaded releases."""
    key = id(old), id(new)
    if key not in _COMPARED:
        _COMPARED[key] = compare(resolve_once(old)[0], resolve_once(new)[0])
        _exempt_from_collection()
    return _COMPARED[key]


def _exempt_from_collection() -> None:
    """What stays for the whole run is not walked by each collection: that takes 0.2 s and more."""
    gc.collect()
    gc.freeze()
