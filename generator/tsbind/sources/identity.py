"""The identity a package states, checked: it goes into headers, file names, titles and logs."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any, TypeGuard

from tsbind.problems import TsbindError
from tsbind.source import Source
from tsbind.sources.json_values import as_object

_LONGEST = {"name": 214, "version": 256}
"""npm's own limits (package.json, "name"; node-semver, `MAX_LENGTH`)."""
# npm's rule for names, without what a registry accepts; versions as people write them.
_LEGAL = {
    "name": re.compile(r"(@[\w.~-]+/)?[\w.~-]+", re.ASCII),
    "version": re.compile(r"[\w.+-]+", re.ASCII),
}
_LONGEST_LICENSE = 200
_GITHUB = re.compile(
    r"(?:(?:git\+)?(?:https|ssh|git)://(?:git@)?github\.com/|git@github\.com:|github:)?"
    r"(?P<owner>[\w-]+)/(?P<name>(?!\.)[\w.-]+?)(?:\.git)?/?(?:#.*)?",
    re.ASCII,
)
"""A repository as npm writes it (package.json, "repository"); the bare form means GitHub, too."""


def read_manifest(data: bytes, place: str) -> dict[str, Any]:
    """The object in a ``package.json``; raises `TsbindError` if there is none."""
    try:
        manifest = as_object(json.loads(data.decode("utf-8-sig")))
    except (ValueError, RecursionError) as error:
        raise TsbindError(
            f"{place}: not a package: its package.json is not JSON", "Get the package again"
        ) from error
    if manifest is None:
        raise TsbindError(
            f"{place}: not a package: its package.json is not an object", "Get the package again"
        )
    return manifest


def identity(manifest: dict[str, Any], place: str, integrity: str) -> Source:
    """Name, version and licence as the manifest states them.

    A licence that is not a short line counts as not stated. Raises `TsbindError` for a name or
    version that npm would not accept either.
    """
    licence = manifest.get("license")
    licence = (as_object(licence) or {"type": licence}).get("type")
    version = _stated(manifest, "version", place)
    return Source(
        name=_stated(manifest, "name", place) or Path(place).name,
        version=version,
        integrity=integrity,
        license=licence if _is_line(licence) else "",
        repository=_repository(manifest.get("repository"), version),
    )


def _repository(stated: object, version: str) -> str:
    """The files of ``version`` in the repository that the manifest names; empty where unknown.

    A release is taken to be tagged as `npm version` tags it. A package that is a folder of a
    repository is tagged by other rules, so there the files are unknown.
    """
    described = as_object(stated) or {"url": stated}
    url = described.get("url")
    match = _GITHUB.fullmatch(url) if isinstance(url, str) and len(url) < 400 else None
    if not (match and version) or described.get("directory"):
        return ""
    return f"https://github.com/{match['owner']}/{match['name']}/blob/v{version}/"


def _stated(manifest: dict[str, Any], key: str, place: str) -> str:
    """The text at ``key``, checked; empty if there is none."""
    value = manifest.get(key)
    if value is None or value == "":
        return ""
    if not (
        isinstance(value, str) and len(value) <= _LONGEST[key] and _LEGAL[key].fullmatch(value)
    ):
        raise TsbindError(
            f"{place}: not a package: {str(value)[:80]!r} in its package.json is no {key}",
            f"Correct the {key!r}",
        )
    return value


def _is_line(value: object) -> TypeGuard[str]:
    return isinstance(value, str) and len(value) <= _LONGEST_LICENSE and value.isprintable()
