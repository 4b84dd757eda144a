"""Real releases, resolved and emitted once in each process that runs tests.

Resolving openai 7.57.0 takes seconds and many tests want it, so what is worked out stays.
"""

from __future__ import annotations

from collections.abc import Callable

from tsbind.model.declarations import Package
from tsbind.pipeline import Generated, Options, generate, read
from tsbind.pipeline import Release as ReadRelease
from tsbind.problems import Problem
from tsbind.sources import SourceTree

_RESOLVED: dict[int, tuple[SourceTree, tuple[Package, list[Problem]]]] = {}
_EMITTED: dict[tuple[int, Options], Generated] = {}

Release = Callable[[str], SourceTree]
"""The fixtures ``release`` and ``openai_tree``: they give the same tree for the same version."""


def resolve_once(tree: SourceTree) -> tuple[Package, list[Problem]]:
    """The model of a loaded release and its problems; nobody may change them."""
    if id(tree) not in _RESOLVED:
        read_release = read(tree)
        _RESOLVED[id(tree)] = tree, (read_release.package, list(read_release.problems))
    return _RESOLVED[id(tree)][1]


def emit_once(tree: SourceTree, options: Options | None = None) -> Generated:
    """The package generated from a loaded release."""
    key = id(tree), options or Options()
    if key not in _EMITTED:
        _EMITTED[key] = generate(ReadRelease(resolve_once(tree)[0]), options)
    return _EMITTED[key]
