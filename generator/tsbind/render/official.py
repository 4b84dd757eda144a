"""A package that stands in for the official client: a project, and its private names."""

from __future__ import annotations

from collections.abc import Mapping

from tsbind.model.declarations import Source
from tsbind.packs import Pack
from tsbind.packs.official import official_version
from tsbind.problems import UsageError
from tsbind.render.environment import RenderedFile, Templates
from tsbind.render.header import MARK
from tsbind.render.whole import without_lost

_FOLDER = "official"
_PACKAGE = "package/"


def as_official(
    files: Mapping[str, RenderedFile], pack: Pack, source: Source, templates: Templates
) -> dict[str, RenderedFile]:
    """``files`` below the name of the official package, with what the pack adds to them.

    A module of the pack that imports what this release does not have yet is left out.
    Raises `UsageError` where the pack knows of no official package.
    """
    if not pack.official:
        raise UsageError(
            f"--as-official: tsbind knows no official Python client for {source.name}",
            "Its pack would say so: [official] in pack.toml",
        )
    result = {f"{pack.official}/{path}": file for path, file in files.items()}
    added: list[str] = []
    for path in pack.files(_FOLDER):
        inner = path.removesuffix(".j2")
        begin = MARK if inner.endswith(".py") else ""
        own = inner.replace(_PACKAGE, f"{pack.official}/", 1)
        added += [own] if begin and own not in result else []
        result[own] = templates.file(
            f"packs/{pack.name}/{_FOLDER}/{path}",
            begin=begin,
            version=official_version(pack, source.version),
        )
    return without_lost(result, added)
