"""Releases of the official Python client and the npm releases of the same API: data of a pack."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass

from tsbind.packs.find import shipped_packs
from tsbind.packs.pack import Pack
from tsbind.problems import UsageError

_FILE = "pypi.toml"


@dataclass(frozen=True, slots=True)
class Counterpart:
    """A release of the Python client and the npm release that stands for it."""

    python: str
    npm: str
    is_same: bool
    """Whether both have the same API, or the npm release is only the nearest."""


def counterpart(version: str) -> Counterpart:
    """The npm release for ``1.35.3`` or ``NAME==1.35.3``.

    Raises `UsageError` for a version that is not in the table of the pack.
    """
    name, separator, number = version.rpartition("==")
    packs = [p for p in shipped_packs() if p.has(_FILE) and (not separator or name in p.packages)]
    if len(packs) != 1:
        known = ", ".join(pack.name for pack in shipped_packs() if pack.has(_FILE))
        raise UsageError(f"{version}: which Python client is that?", f"Known are: {known}")
    table = _table(packs[0])
    for kind, rows in table.items():
        if number in rows:
            spec = f"{packs[0].packages[0]}@{rows[number]}"
            return Counterpart(f"{packs[0].name} {number}", spec, is_same=kind == "same")
    newest = list(table["same"])[-1]
    raise UsageError(
        f"no npm release is known for version {number!r} of the Python client {packs[0].name}",
        f"Give the npm release with --from or --to; the newest version known is {newest}",
    )


def official_version(pack: Pack, version: str) -> str:
    """The newest release of the official client with an API no newer than ``version`` of upstream.

    What is older than all of the table, or no version, gets the oldest.
    """
    pairs = [pair for rows in _table(pack).values() for pair in rows.items()]
    rows = sorted((_numbers(npm), _numbers(python), python) for python, npm in pairs)
    return max((row for row in rows if row[0] <= _numbers(version)), default=rows[0])[2]


def _table(pack: Pack) -> dict[str, dict[str, str]]:
    return tomllib.loads(pack.text(_FILE))


def _numbers(version: str) -> list[int]:
    return [int(part) for part in re.findall(r"\d+", version.partition("-")[0])]
