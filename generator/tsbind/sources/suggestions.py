"""Suggestions for a wrong spec: the nearest package names and versions."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence

from tsbind.problems import TsbindError
from tsbind.sources.cache import Cache
from tsbind.sources.json_values import as_list, as_object
from tsbind.sources.npm import npm_json
from tsbind.sources.semver import is_exact, is_stable, version_key

_SEARCH_TIMEOUT = 15.0
_MOST = 3


def similar_packages(name: str) -> list[str]:
    """Names like ``name`` among the cached packages and in the registry's own search."""
    known = {found.lower(): found for found in (*_search(name), *Cache().names())}
    return [known[near] for near in difflib.get_close_matches(name.lower(), known, n=_MOST)]


def _search(name: str) -> Iterable[str]:
    """What the registry's search finds for a name; empty if it has no search."""
    try:
        answer = npm_json(["search", name], name, _SEARCH_TIMEOUT)
    except TsbindError:
        return []
    found = [as_object(item) or {} for item in as_list(answer) or []]
    return [str(item["name"]) for item in found if item.get("name")]


def nearest_versions(selector: str, known: Sequence[str]) -> list[str]:
    """The newest version that begins like ``selector``, else its neighbours."""
    ordered = sorted(known, key=version_key)
    begun = [v for v in ordered if v.startswith(f"{selector}.") or v.startswith(f"{selector}-")]
    if begun:
        return begun[-1:]
    if not is_exact(selector):
        stable = [v for v in ordered if is_stable(v)] or ordered
        return difflib.get_close_matches(selector, ordered, n=1) or stable[-1:]
    place = version_key(selector)
    below = [v for v in ordered if version_key(v) < place][-1:]
    above = [v for v in ordered if version_key(v) > place][:1]
    return below + above


def did_you_mean(names: Sequence[str], otherwise: str) -> str:
    """A remedy that lists the suggestions."""
    return f"Did you mean {' or '.join(names)}?" if names else otherwise
