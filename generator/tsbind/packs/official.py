"""Which version of the official Python client has the API of a version of upstream."""

from __future__ import annotations

import re
import tomllib

from tsbind.packs.pack import Pack

_VERSIONS = "pypi_versions.toml"


def official_version(pack: Pack, version: str) -> str:
    """The version of the official client for ``version`` of upstream.

    Between two known versions of upstream the lower one counts; one that is older than all of
    them, or no version, gets the first.
    """
    versions: dict[str, str] = tomllib.loads(pack.text(_VERSIONS))["versions"]
    rows = sorted((_numbers(upstream), official) for upstream, official in versions.items())
    known = [official for numbers, official in rows if numbers <= _numbers(version)]
    return known[-1] if known else rows[0][1]


def _numbers(version: str) -> list[int]:
    return [int(part) for part in re.findall(r"\d+", version.partition("-")[0])]
